//! How long generating takes: on the real spec, and on larger and larger ones.
//!
//! `cargo bench -p wmlogin-tests --bench codegen`

mod paired;

use std::fmt::Write;
use std::path::Path;

use paired::{Candidate, Effort, compare};
use wmlogin_codegen::{Input, Spec, schema, workspace};

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let inputs = workspace::spec_files(&root).expect("a spec");
    let bytes: usize = inputs.iter().map(|input| input.text.len()).sum();
    compare(
        "The real spec",
        Effort { rounds: 50, runs: 1 },
        vec![
            Candidate::new("load", || Spec::read(inputs.iter().cloned())),
            Candidate::new("load, resolve, emit everything", || generate(&inputs)),
        ],
    );

    let larger = [1, 10, 100].map(|times| synthetic(times * bytes));
    let names = larger.each_ref().map(|text| format!("{} bytes", text.len()));
    let candidates = larger
        .iter()
        .zip(&names)
        .map(|(text, name)| Candidate::new(name, || generate(&[Input::new("synthetic.yaml", text.clone())])));
    compare("A spec of many enums", Effort { rounds: 5, runs: 1 }, candidates.collect());
}

fn generate(inputs: &[Input]) -> usize {
    let model = Spec::read(inputs.iter().cloned()).and_then(Spec::resolve).expect("a valid spec");
    let sources: usize = model.to_folder().iter().map(|file| file.text.len()).sum();
    sources + model.to_reference().len() + schema().len()
}

/// A spec of about so many bytes: enums of ten values.
fn synthetic(bytes: usize) -> String {
    let mut text =
        String::from("document: { title: Synthetic, description: many enums }\norigin: documented\nenums:\n");
    for index in 0.. {
        if text.len() >= bytes {
            break;
        }
        let _ =
            write!(text, "  - name: Method{index}\n    description: authentication method\n    values:\n");
        for value in 0..10 {
            let _ = writeln!(
                text,
                "      - {{ id: {value}, name: Keeper{value}, description: authentication via a keeper }}"
            );
        }
    }
    text
}

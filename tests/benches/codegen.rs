//! How long generating takes: on the real spec, and on larger and larger ones.
//!
//! `cargo bench -p wmlogin-tests --bench codegen`

mod growth;
mod paired;
mod reaches;

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use growth::Growth;
use paired::{Candidate, Effort, compare};
use reaches::Reaches;
use wmlogin_codegen::{Input, Spec, schema, workspace};

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let inputs = workspace::spec_files(&root).expect("a spec");
    let bytes: usize = inputs.iter().map(|input| input.text.len()).sum();
    let medians = compare(
        "The real spec",
        Effort { rounds: 50, chunk: Duration::ZERO },
        vec![
            Candidate::new("load", || Spec::read(inputs.iter().cloned())),
            Candidate::new("load, resolve, emit everything", || generate(&inputs)),
        ],
    );

    let mut reaches = Reaches::new();
    reaches.at_most(40.0, "generator, milliseconds for the real spec", medians[1].as_secs_f64() * 1e3);

    let (mut times, mut memory) = (Growth::new("generating, in milliseconds"), Growth::new("memory, in MiB"));
    // The smallest first: the system tells the most memory that was ever used.
    for size in [1, 10, 100_u32] {
        let text = synthetic(size as usize * bytes);
        let name = format!("{} bytes", text.len());
        let inputs = [Input::new("synthetic.yaml", text)];
        let effort = Effort { rounds: 5, chunk: Duration::ZERO };
        let medians =
            compare("A spec of many enums", effort, vec![Candidate::new(&name, || generate(&inputs))]);
        times.add(size.into(), medians[0].as_secs_f64() * 1e3);
        memory.add(size.into(), most_memory());
    }
    times.print();
    memory.print();
    reaches.at_most(105.0, "generator, time at 100 times the spec", times.factor());
    reaches.at_most(105.0, "generator, memory at 100 times the spec", memory.factor());
    reaches.print();
}

/// The most memory that this process has had, in MiB, where the system tells.
fn most_memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok())
        .map_or(f64::NAN, |kibibytes| kibibytes / 1024.0)
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

//! The code that is generated for small specs, one idea each.
//!
//! The package `emitted-specs` compiles every one of them and shows that it does what it says.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use wmlogin_codegen::emit::source;
use wmlogin_codegen::{Error, load_texts, resolve};

fn specs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("specs")
}

/// Everything that is generated for a spec in `tests/specs`.
fn emitted(name: &str) -> String {
    let text = std::fs::read_to_string(specs().join(format!("{name}.yaml"))).expect("a spec");
    let generated = load_texts([(format!("{name}.yaml"), text)])
        .and_then(|files| resolve(&files))
        .map(|model| source::single(&model));
    let text = generated.unwrap_or_else(|problems| panic!("{}", Error::from(problems)));
    assert!(!text.contains("compile_error!"), "an emitter wrote what is no Rust:\n{text}");
    text
}

/// The modules of these names. The rest of a response is the same for every spec.
fn modules<const N: usize>(text: &str, names: [&str; N]) -> String {
    names.map(|name| module(text, name)).concat()
}

fn module(text: &str, name: &str) -> String {
    let beginning = [format!("mod {name} {{"), format!("pub mod {name} {{")];
    let lines = text.lines().skip_while(|line| !beginning.iter().any(|it| it == line));
    let mut module: Vec<_> = lines.take_while(|line| *line != "}").collect();
    assert!(!module.is_empty(), "there is no module {name}");
    module.push("}\n");
    module.join("\n")
}

/// A snapshot of everything that is generated for a spec, or of some modules of it.
macro_rules! emits {
    ($($test:ident $(: $($module:literal)+)?;)+) => {
        const TRIED: &[&str] = &[$(stringify!($test)),+];
        $(
            #[test]
            fn $test() {
                let text = emitted(stringify!($test));
                $(let text = modules(&text, [$($module),+]);)?
                assert_snapshot!(stringify!($test), text);
            }
        )+
    };
}

emits! {
    enum_with_ids;
    enum_without_ids;
    table;
    flags_with_a_reserved_bit;
    token;
    guid;
    date_to_the_second;
    date_to_the_millisecond;
    date_with_offset;
    period;
    page_and_service: "pages" "services";
    versions: "version" "field" "v1_9" "v1_10" "success";
    dependent_fields: "conditional" "v1_0";
    outcomes: "response";
    inference_by_two_fields: "inference";
    inference_by_one_field: "inference";
    hazards: "flags" "conditional" "v1_0" "pages";
}

#[test]
fn every_spec_is_tried() {
    let files = std::fs::read_dir(specs()).expect("the specs").map(|entry| entry.expect("a spec").path());
    let names = files.map(|path| path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned());
    assert_eq!(names.collect::<BTreeSet<_>>(), TRIED.iter().map(|name| (*name).to_owned()).collect());
}

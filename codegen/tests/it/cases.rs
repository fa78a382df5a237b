//! Every folder in `tests/cases` with a `spec.yaml` is a case: what is generated from it is in `generated.rs`,
//! or what is wrong with it in `problems.txt`.
//!
//! A `world.yaml` beside it, or in the folder around it, is read before it; an `extension.yaml` extends it.
//! Where the first line of the spec is `# shows: version field`, only these modules are in `generated.rs`.
//!
//! With `INSTA_UPDATE=always` the files are written, and `git diff` is the review. The package `emitted-specs`
//! compiles whatever is generated from a case, and runs it.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use similar::TextDiff;
use wmlogin_codegen::{Input, Spec};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// The folders with a `spec.yaml`, sorted.
fn cases(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    let folders = entries.into_iter().filter(|path| path.is_dir());
    folders.flat_map(|path| if path.join("spec.yaml").exists() { vec![path] } else { cases(&path) }).collect()
}

/// The files of a case, as they are read.
fn inputs(case: &Path) -> Vec<Input> {
    let read = |path: PathBuf| fs::read_to_string(path).ok();
    let around = case.parent().map(|folder| folder.join("world.yaml"));
    let world = read(case.join("world.yaml")).or_else(|| read(around?));
    let world = world.map(|text| Input::new("world.yaml", text));
    let spec = Input::new("spec.yaml", read(case.join("spec.yaml")).expect("a spec"));
    let extension =
        read(case.join("extension.yaml")).map(|text| Input::new("extension.yaml", text).extending());
    world.into_iter().chain([spec]).chain(extension).collect()
}

/// The name of the golden file, and its text.
fn outcome(case: &Path) -> (&'static str, String) {
    let inputs = inputs(case);
    let shown = inputs
        .iter()
        .find_map(|input| input.text.lines().next()?.strip_prefix("# shows: ").map(str::to_owned));
    match Spec::read(inputs).and_then(Spec::resolve) {
        Ok(model) => {
            let text = model.to_file();
            assert!(!text.contains("compile_error!"), "an emitter wrote what is no Rust:\n{text}");
            ("generated.rs", shown.map_or(text.clone(), |names| modules(&text, &names)))
        }
        Err(problems) => ("problems.txt", format!("{problems}\n")),
    }
}

/// The modules of these names.
fn modules(text: &str, names: &str) -> String {
    names.split(' ').fold(String::new(), |mut all, name| {
        let is_beginning = |line: &&str| {
            line.trim_start_matches("    ").trim_start_matches("pub ") == format!("mod {name} {{")
        };
        let mut lines = text.lines().skip_while(|line| !is_beginning(line)).peekable();
        assert!(lines.peek().is_some(), "there is no module {name}");
        let indent = lines.peek().map(|line| line.len() - line.trim_start().len()).unwrap_or_default();
        let end = format!("{}}}", " ".repeat(indent));
        for line in lines.by_ref().take_while(|line| *line != end) {
            let _ = writeln!(all, "{}", line.get(indent..).unwrap_or_default());
        }
        all + "}\n"
    })
}

#[test]
fn every_case_comes_out_as_it_is_checked_in() {
    let cases = cases(&root());
    assert!(cases.len() > 100, "where are they?");
    let is_updating = std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always");
    let mut differences = String::new();
    for case in cases {
        let (file, text) = outcome(&case);
        let path = case.join(file);
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if text != expected && is_updating {
            fs::write(&path, &text).expect("a file is written");
        } else if text != expected {
            let name = path.strip_prefix(root()).unwrap_or(&path).display().to_string();
            let diff = TextDiff::from_lines(&expected, &text);
            let _ = write!(differences, "{}", diff.unified_diff().header(&name, "now"));
        }
        let other = if file == "problems.txt" { "generated.rs" } else { "problems.txt" };
        assert!(!case.join(other).exists(), "{} has {other}, but it has {file}", case.display());
        assert!(text.lines().count() <= 300, "{} is too long to be reviewed", path.display());
    }
    assert!(differences.is_empty(), "run with INSTA_UPDATE=always and review:\n{differences}");
}

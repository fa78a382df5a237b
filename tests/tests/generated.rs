//! What is checked in is what the generator makes of `spec/` now.

use std::path::{Path, PathBuf};

use wmlogin_codegen::emit::{reference, schema, source};
use wmlogin_codegen::write::Plan;
use wmlogin_codegen::{Model, load_texts, resolve};

const SPECS: [&str; 3] = ["authentication-page.yaml", "ticket-service.yaml", "personal-certificate.yaml"];
const GENERATED: &str = "wmlogin-types/src/generated";

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn model() -> Model {
    // The paths stand in the generated headers, and `cargo codegen` runs in the workspace.
    let text = |file: &str| {
        let text = std::fs::read_to_string(workspace().join("spec").join(file)).expect("a spec file");
        (format!("spec/{file}"), text)
    };
    let files = load_texts(SPECS.map(text)).unwrap_or_else(|problems| panic!("{problems}"));
    resolve(&files).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Compares files, by their paths in the workspace, with what is checked in.
fn check(files: Vec<(PathBuf, String)>, owned: &[&str]) {
    let in_workspace = |path: &Path| workspace().join(path);
    let files = files.into_iter().map(|(path, text)| (in_workspace(&path), text)).collect();
    let owned: Vec<_> = owned.iter().map(|path| in_workspace(Path::new(path))).collect();
    let plan = Plan::new(files, &owned).unwrap_or_else(|error| panic!("{error}"));
    let (total, stale) = plan.counts();
    assert!(plan.is_empty(), "{}\n{stale} of {total} files are stale: run `cargo codegen`", plan.diff());
}

#[test]
fn the_sources_are_fresh() {
    let files = source::directory(&model()).into_iter();
    check(files.map(|file| (Path::new(GENERATED).join(file.path), file.text)).collect(), &[GENERATED]);
}

#[test]
fn the_reference_is_fresh() {
    check(vec![(Path::new("spec/REFERENCE.md").to_owned(), reference::reference(&model()))], &[]);
}

#[test]
fn the_schema_is_fresh() {
    check(vec![(Path::new("spec/wmlogin.schema.json").to_owned(), schema::schema())], &[]);
}

#[test]
fn every_spec_file_is_generated_from() {
    let files = std::fs::read_dir(workspace().join("spec")).expect("the folder");
    let names = files.map(|file| file.expect("a file").file_name().into_string().expect("UTF-8"));
    let mut names: Vec<_> =
        names.filter(|name| Path::new(name).extension().is_some_and(|it| it == "yaml")).collect();
    names.sort();
    let mut expected = SPECS.to_vec();
    expected.sort_unstable();
    assert_eq!(names, expected);
}

#[test]
fn the_same_spec_makes_the_same_bytes() {
    assert_eq!(source::directory(&model()), source::directory(&model()));
    assert_eq!(reference::reference(&model()), reference::reference(&model()));
}

//! The generated files that are checked in are up to date with `spec/`.

use std::path::{Path, PathBuf};

use wmlogin_codegen::emit::{reference, source};
use wmlogin_codegen::{Model, load_texts, resolve, workspace};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn model() -> Model {
    let texts = workspace::spec_texts(&root()).expect("the spec files");
    let files = load_texts(texts).unwrap_or_else(|problems| panic!("{problems}"));
    resolve(&files).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn everything_generated_is_fresh() {
    let plan = workspace::plan(&root()).unwrap_or_else(|error| panic!("{error}"));
    let (total, stale) = plan.counts();
    assert!(plan.is_empty(), "{}\n{stale} of {total} files are stale: run `cargo codegen`", plan.diff());
}

#[test]
fn the_same_spec_makes_the_same_bytes() {
    assert_eq!(source::directory(&model()), source::directory(&model()));
    assert_eq!(reference::reference(&model()), reference::reference(&model()));
}

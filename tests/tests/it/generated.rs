//! The generated files that are checked in are up to date with `spec/`.

use std::path::{Path, PathBuf};

use wmlogin_codegen::{Model, workspace};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn model() -> Model {
    workspace::model(&root()).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn everything_generated_is_fresh() {
    let plan = workspace::plan(&root()).unwrap_or_else(|error| panic!("{error}"));
    let (total, stale) = plan.counts();
    assert!(plan.is_empty(), "{}\n{stale} of {total} files are stale: run `cargo codegen`", plan.diff());
}

#[test]
fn the_same_spec_makes_the_same_bytes() {
    assert_eq!(model().to_folder(), model().to_folder());
    assert_eq!(model().to_reference(), model().to_reference());
}

//! Code that must not compile, so that nothing is trusted before it is verified.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use serde_json::Value;
use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::program::{program, run};

/// The compiler, and the arguments that lead to what this test is linked with. Nothing is built once more.
const COMPILER: &[&str] = &wmlogin_compiler_arguments::compiler!();

/// The errors of the compiler, each with what it says about the place.
fn errors(case: &Path) -> String {
    let out = Folder::new();
    let mut compiler = program(COMPILER[0]);
    compiler.args(&COMPILER[1..]).args(["--edition", "2024", "--emit", "metadata", "--error-format", "json"]);
    let run = run(compiler.arg("--out-dir").arg(out.root()).arg(case), b"");
    assert_eq!(run.code, Some(1), "{} compiles: {run}", case.display());
    let mut told = String::new();
    for message in run.stderr.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")) {
        // The last error, which only counts the others, has no code.
        let Some(code) = message["code"]["code"].as_str().filter(|_| message["level"] == "error") else {
            continue;
        };
        let _ = writeln!(told, "    {code}: {}", message["message"].as_str().expect("text"));
        for place in
            message["spans"].as_array().expect("places").iter().filter(|place| place["is_primary"] == true)
        {
            let line = place["text"][0]["text"].as_str().unwrap_or_default().trim();
            let _ = writeln!(told, "        {line}: {}", place["label"].as_str().unwrap_or_default());
        }
    }
    told
}

/// The cases of a crate.
fn cases(name: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let mut cases: Vec<_> =
        fs::read_dir(folder).expect("the cases").map(|case| case.expect("a case").path()).collect();
    cases.sort();
    cases
}

fn told(name: &str) -> String {
    let told = cases(name).into_iter().map(|case| {
        format!("{}\n{}", case.file_stem().and_then(|stem| stem.to_str()).expect("a name"), errors(&case))
    });
    told.collect()
}

#[test]
fn a_response_does_not_pass_for_a_verified_login() {
    assert_snapshot!(told("client"));
}

#[test]
fn a_file_does_not_pass_for_a_verified_certificate() {
    assert_snapshot!(told("certificate"));
}

#[test]
fn a_cookie_does_not_pass_for_a_signed_in_user() {
    assert_snapshot!(told("axum"));
}

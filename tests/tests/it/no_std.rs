//! `wmlogin-types` needs no `std`: a program that cannot be compiled beside it is compiled on top of it.

use std::path::Path;
use std::process::Command;

/// Checks the program `no-std`, which finds `std` before anything is linked.
fn check(arguments: &[&str]) {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("no-std");
    // The locked versions are those of the workspace, so that nothing has to be fetched.
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--locked"])
        .args(arguments)
        .current_dir(&program)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-std"))
        // Flags of an outer cargo, such as those of a coverage run, may bring `std` in.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .expect("cargo runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    let reason = if errors.contains("panic_impl") {
        "something below wmlogin-types uses `std`"
    } else if errors.contains("--locked") {
        "its Cargo.lock is stale: run `cargo update --workspace` in tests/no-std"
    } else {
        "it does not compile"
    };
    assert!(output.status.success(), "tests/no-std with {arguments:?}: {reason}\n{errors}");
}

#[test]
fn the_types_need_no_std() {
    check(&[]);
}

#[test]
fn the_types_need_no_std_with_serde() {
    check(&["--features", "serde"]);
}

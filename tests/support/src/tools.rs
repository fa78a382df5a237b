//! The programs and abilities that a machine may lack.

use std::env::{self, consts::EXE_SUFFIX};
use std::io::{self, Write};
use std::path::PathBuf;
use std::thread;

/// Returns `true` if this machine has all of the programs; otherwise the running test is reported as skipped.
///
/// Continuous integration installs them all, so there the test fails.
#[must_use]
pub fn require<const N: usize>(programs: [&str; N]) -> bool {
    let missing: Vec<_> = programs.into_iter().filter(|name| find([name]).is_none()).collect();
    missing.is_empty() || absent(&missing.join(", "))
}

/// The first of the programs that this machine has; without any, the running test is reported as skipped.
pub fn require_any<const N: usize>(programs: [&str; N]) -> Option<PathBuf> {
    let found = find(programs);
    if found.is_none() {
        absent(&programs.join(" or "));
    }
    found
}

/// Reports the running test as skipped, past the test harness, which hides what a passing test prints.
pub fn skip(reason: &str) {
    let _ = writeln!(io::stderr(), "SKIPPED {}: {reason}", test());
}

fn absent(programs: &str) -> bool {
    assert!(env::var_os("CI").is_none(), "{programs}: continuous integration has to install it");
    skip(&format!("{programs} is not installed"));
    false
}

fn find<const N: usize>(programs: [&str; N]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let files = programs.into_iter().map(|name| format!("{name}{EXE_SUFFIX}"));
    files
        .flat_map(|file| env::split_paths(&path).map(move |folder| folder.join(&file)))
        .find(|it| it.is_file())
}

/// The name of the running test, which is that of its thread.
fn test() -> String {
    thread::current().name().unwrap_or("a test").to_owned()
}

//! Programs that are not ours.

use std::ffi::OsStr;
use std::io;
use std::process::Output;

use tokio::process::Command;

/// Runs a program; none if this machine does not have it.
pub async fn run<A: AsRef<OsStr>>(program: &str, arguments: &[A]) -> Option<Output> {
    match Command::new(program).args(arguments).output().await {
        Ok(output) => Some(output),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            eprintln!("SKIPPED: this machine has no {program}");
            None
        }
        Err(error) => panic!("{program}: {error}"),
    }
}

/// What the program prints.
pub fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

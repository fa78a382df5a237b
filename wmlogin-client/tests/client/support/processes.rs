//! Running a test again in a process of its own.

use std::ffi::OsStr;
use std::process::Command;

/// Runs one test of this program again with these environment variables, and checks that it passes.
///
/// For what a process reads from its environment only once.
pub async fn run_again(test: &str, variables: impl IntoIterator<Item = (&str, impl AsRef<OsStr>)>) {
    let mut again = Command::new(std::env::current_exe().expect("this program"));
    again.args(["--exact", test]).env_remove("SSL_CERT_DIR").envs(variables);
    // A server of this process may have to answer meanwhile.
    let output = tokio::task::spawn_blocking(move || again.output()).await.expect("no panic");
    let output = output.expect("an output");
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && printed.contains("1 passed"), "{printed}");
}

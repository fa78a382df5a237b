//! `wmlogin demo`, as a user runs it.

use std::process::Stdio;

use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use crate::programs;

/// The demo, until it is dropped.
pub struct Demo {
    /// The address of the site, without a slash at its end.
    pub site: String,
    /// The address of the gatekeeper, without a slash at its end.
    pub service: String,
    _program: Child,
}

impl Demo {
    pub async fn start() -> Self {
        let mut program = Command::new(programs::wmlogin())
            .args(["demo", "--port", "0"])
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(program.stdout.take().expect("its output")).lines();
        let site = address(&mut lines).await;
        let service = address(&mut lines).await;
        Self { site, service, _program: program }
    }
}

async fn address(lines: &mut Lines<BufReader<ChildStdout>>) -> String {
    let line = lines.next_line().await.expect("text").expect("a line with an address");
    let start = line.find("http").unwrap_or_else(|| panic!("no address in {line:?}"));
    line[start..].trim_end_matches('/').to_owned()
}

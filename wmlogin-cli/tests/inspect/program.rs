//! Runs the program and keeps what it said.

#![allow(dead_code, reason = "every test program uses a part of it")]

use std::fmt::{self, Display, Formatter};
use std::io::Write;
use std::process::{Command, Stdio};

/// The moment from which the tests count times: within the life of the documents' tickets.
pub const AT: &str = "--at=2015-01-12T15:00:00Z";

/// What the program said and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Display for Run {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let code = self.code.map_or("signal".to_owned(), |code| code.to_string());
        write!(f, "exit code: {code}\n---- stdout ----\n{}---- stderr ----\n{}", self.stdout, self.stderr)
    }
}

/// The program, with nothing in its environment that changes colours.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wmlogin"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

/// Runs the program with this on standard input.
pub fn run(command: &mut Command, input: &[u8]) -> Run {
    let mut child = command.spawn().unwrap();
    // The program may have seen enough before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    Run {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs `wmlogin inspect` at a fixed moment.
pub fn inspect(arguments: &[&str], input: impl AsRef<[u8]>) -> Run {
    run(&mut command(&[&["inspect", AT], arguments].concat()), input.as_ref())
}

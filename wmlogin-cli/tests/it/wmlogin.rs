//! The program `wmlogin`, and what it prints when it is run.

use std::net::{SocketAddr, TcpStream};
use std::process::Command;

use wmlogin_test_support::program::{Run, Running, program, run};

/// The program.
pub const WMLOGIN: &str = env!("CARGO_BIN_EXE_wmlogin");

/// The moment from which the tests count times: within the life of the documents' tickets.
pub const AT: &str = "--at=2015-01-12T15:00:00Z";

/// The program, with nothing in its environment that changes colours.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = program(WMLOGIN);
    command.args(arguments);
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    for (variable, _) in std::env::vars_os() {
        if variable.to_str().is_some_and(|name| name.starts_with("WMLOGIN_")) {
            command.env_remove(variable);
        }
    }
    command
}

/// Runs `wmlogin inspect` at a fixed moment.
pub fn inspect(arguments: &[&str], input: impl AsRef<[u8]>) -> Run {
    run(&mut command(&[&["inspect", AT], arguments].concat()), input.as_ref())
}

/// A command that serves until it is stopped.
pub struct Serving {
    pub program: Running,
    /// The first lines that it printed.
    pub lines: Vec<String>,
    /// The addresses without TLS in these lines, without a slash at the end.
    pub addresses: Vec<String>,
}

impl Serving {
    /// Starts the command and waits until it has printed as many lines.
    pub fn start(arguments: &[&str], count: usize) -> Self {
        Self::start_with(&mut command(arguments), count)
    }

    /// Starts the command with an environment of its own.
    pub fn start_with(command: &mut Command, count: usize) -> Self {
        let mut program = Running::start(command);
        let lines: Vec<_> = (0..count).map(|_| program.line().expect("another line")).collect();
        let address = |line: &String| Some(line[line.find("http://")?..].trim_end_matches('/').to_owned());
        Self { addresses: lines.iter().filter_map(address).collect(), lines, program }
    }

    pub fn connect(&self, index: usize) -> TcpStream {
        let port = self.addresses[index].rsplit_once(':').unwrap().1.parse().unwrap();
        TcpStream::connect(SocketAddr::from(([127, 0, 0, 1], port))).unwrap()
    }
}

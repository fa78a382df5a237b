//! Programs that a test runs.

use std::ffi::OsStr;
use std::fmt::{self, Display, Formatter};
use std::io::{BufRead, BufReader, Lines, Write};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};

/// A program whose streams are all piped.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The output and the exit code of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// Everything that the program printed.
    pub fn text(&self) -> String {
        [self.stdout.as_str(), &self.stderr].concat()
    }
}

/// Runs the program to its end with this on standard input.
pub fn run(command: &mut Command, input: &[u8]) -> Run {
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    // The program may end before it has read everything.
    let _ = child.stdin.take().map(|mut stdin| stdin.write_all(input));
    end(child)
}

/// Runs the program to its end, which has to be a success.
pub fn succeed(command: &mut Command) -> Run {
    let run = run(command, b"");
    assert_eq!(run.code, Some(0), "{command:?}: {run}");
    run
}

/// Waits for the end of a program.
pub fn end(child: Child) -> Run {
    let output = child.wait_with_output().expect("its end");
    Run {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

impl Display for Run {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let code = self.code.map_or("signal".to_owned(), |code| code.to_string());
        write!(f, "exit code: {code}\n---- stdout ----\n{}---- stderr ----\n{}", self.stdout, self.stderr)
    }
}

/// A program that runs until it is stopped or this is dropped.
#[derive(Debug)]
pub struct Running {
    child: Child,
    output: Lines<BufReader<ChildStdout>>,
}

impl Running {
    /// Starts the program. It must not print much to standard error, which nobody reads.
    pub fn start(command: &mut Command) -> Self {
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let output = BufReader::new(child.stdout.take().expect("its output")).lines();
        Self { child, output }
    }

    /// The next line that it prints, unless it has ended.
    pub fn line(&mut self) -> Option<String> {
        self.output.next().map(|line| line.expect("UTF-8"))
    }

    /// Searches the next lines, and returns what is found in the first one that has it.
    pub fn find<T>(&mut self, found: impl Fn(&str) -> Option<T>) -> Option<T> {
        while let Some(line) = self.line() {
            if let Some(found) = found(&line) {
                return Some(found);
            }
        }
        None
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Interrupts it, as Ctrl-C does.
    #[cfg(unix)]
    pub fn interrupt(self) -> ExitStatus {
        self.signal(rustix::process::Signal::INT)
    }

    /// Terminates it, as a service manager does.
    #[cfg(unix)]
    pub fn terminate(self) -> ExitStatus {
        self.signal(rustix::process::Signal::TERM)
    }

    #[cfg(unix)]
    fn signal(mut self, signal: rustix::process::Signal) -> ExitStatus {
        rustix::process::kill_process(rustix::process::Pid::from_child(&self.child), signal)
            .expect("to signal");
        self.child.wait().expect("its end")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

//! Exit codes, as scripts see them.

use std::process::ExitCode;

/// The exit code of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Yes, or done.
    Done = 0,
    /// No: refused, not readable, expired, stale.
    No = 1,
    /// Wrong usage, or an input that cannot be read.
    Input = 2,
    /// A service, a server or the store could not be asked.
    NotAsked = 3,
    /// Done, but something is due.
    Due = 4,
}

/// The meaning of the codes, for `--help`.
pub const HELP: &str = "\
Exit codes:
  0  yes, or done
  1  no: refused, not readable, expired, stale
  2  wrong usage, or an input that cannot be read
  3  a service, a server or the store could not be asked
  4  done, but something is due";

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

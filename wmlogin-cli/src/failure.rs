//! The reason that a command did not do what it should.

use std::error::Error;
use std::fmt::Display;

use crate::exit::Exit;

/// The reason that a command did not do what it should.
///
/// It holds no passphrase, no credential and no part of a key.
#[derive(Debug)]
pub struct Failure {
    /// One line.
    pub message: String,
    /// The advice, if there is something to do that the message does not say.
    pub advice: Option<String>,
    /// The name of the kind in snake case, for programs.
    pub kind: &'static str,
    /// The documented field that it is about, if it is about one.
    pub field: Option<&'static str>,
    /// The exit code of the command.
    pub exit: Exit,
}

impl Failure {
    /// Returns a failure that answers the question: no.
    pub fn no(kind: &'static str, message: impl Display) -> Self {
        Self { message: message.to_string(), advice: None, kind, field: None, exit: Exit::No }
    }

    /// Returns a failure of the usage or of the input.
    pub fn input(kind: &'static str, message: impl Display) -> Self {
        Self { exit: Exit::Input, ..Self::no(kind, message) }
    }

    /// Returns a failure to ask somebody, such as a server or the store.
    pub fn not_asked(kind: &'static str, message: impl Display) -> Self {
        Self { exit: Exit::NotAsked, ..Self::no(kind, message) }
    }

    /// Adds what to do.
    pub fn advise(self, advice: impl Into<String>) -> Self {
        Self { advice: Some(advice.into()), ..self }
    }

    /// Adds what to do, if there is something.
    pub fn advise_if(self, advice: Option<impl Into<String>>) -> Self {
        match advice {
            Some(advice) => self.advise(advice),
            None => self,
        }
    }
}

/// Returns an error and its sources in one line.
pub fn chain(error: &dyn Error) -> String {
    let mut line = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        line = format!("{line}: {error}");
        source = error.source();
    }
    line
}

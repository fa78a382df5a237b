//! Standard output and standard error.

use std::error::Error;
use std::io::{self, ErrorKind, Write};

use serde::Serialize;

/// Prints `text`; its colours only where they are wanted.
///
/// # Errors
///
/// What the system says. A reader that has seen enough, such as `head`, is none.
pub fn print(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Prints `text` to standard error, where nobody is left to tell when it fails.
pub fn note(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// A document as JSON, for programs.
///
/// # Errors
///
/// None that a document of text, numbers and lists could bring about.
pub fn json(document: &impl Serialize) -> io::Result<String> {
    Ok(serde_json::to_string_pretty(document)? + "\n")
}

/// `error` and its sources in one line.
pub fn chain(error: &dyn Error) -> String {
    let mut line = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        line = format!("{line}: {error}");
        source = error.source();
    }
    line
}

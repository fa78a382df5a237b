//! Standard output and standard error.

use std::io::{self, ErrorKind, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;

use crate::exit::Exit;
use crate::failure::Failure;

/// Prints `text`; its colours only where they are wanted.
///
/// # Errors
///
/// Returns the error of the system. A reader that has seen enough, such as `head`, is not an error.
pub fn print(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Set if remarks are not wanted.
static IS_SILENT: AtomicBool = AtomicBool::new(false);

/// Prints no remarks from now on.
pub fn silence() {
    IS_SILENT.store(true, Ordering::Relaxed);
}

/// Returns `true` if remarks are not wanted.
pub fn is_silent() -> bool {
    IS_SILENT.load(Ordering::Relaxed)
}

/// Prints a remark to standard error, unless none are wanted.
pub fn note(text: &str) {
    if !is_silent() {
        complain(text);
    }
}

/// Prints an error or a question to standard error, where nobody is left to tell when it fails.
pub fn complain(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// A document as JSON, for programs.
///
/// # Errors
///
/// A document of text, numbers and lists causes no error.
pub fn json(document: &impl Serialize) -> io::Result<String> {
    Ok(serde_json::to_string_pretty(document)? + "\n")
}

/// Prints a failure to standard error; the only place that does. Returns the exit code.
pub fn fail(failure: &Failure) -> Exit {
    complain(&format!("wmlogin: {}", failure.message));
    if let Some(advice) = &failure.advice {
        complain(advice);
    }
    failure.exit
}

/// Returns a failure as JSON, in the place of a report.
pub fn failure_json(failure: &Failure) -> io::Result<String> {
    #[derive(Serialize)]
    struct Document<'a> {
        error: Problem<'a>,
    }

    #[derive(Serialize)]
    struct Problem<'a> {
        kind: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        field: Option<&'static str>,
        message: &'a str,
    }

    json(&Document { error: Problem { kind: failure.kind, field: failure.field, message: &failure.message } })
}

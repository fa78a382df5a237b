//! From a file to a value of a type, with every problem on the way.

#[cfg(test)]
mod tests;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::shape;
use crate::source::{Position, Source};
use serde::de::DeserializeOwned;
use serde_yaml::Value;
use std::fs::File;
use std::io::{self, Read};
use std::path::{MAIN_SEPARATOR_STR, Path};

/// How large a spec file may be, in bytes. A document as data takes some tens of kilobytes; what
/// is larger than this is not a spec, and reading it would only take memory.
const LARGEST_FILE: u64 = 16 << 20;

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system did not hand it out.
    #[error("{path}: cannot be read: {reason}")]
    System {
        /// The path of the file.
        path: String,
        /// What the system says.
        reason: io::Error,
    },
    /// It is larger than a spec file.
    #[error("{path}: is larger than {LARGEST_FILE} bytes, so it is not a spec file")]
    TooLarge {
        /// The path of the file.
        path: String,
    },
    /// It is not text in UTF-8.
    #[error("{path}:{line}: is not text in UTF-8")]
    NotText {
        /// The path of the file.
        path: String,
        /// The number of the line with the first byte that is not.
        line: usize,
    },
}

/// Reads the text of the file at `path`.
///
/// # Errors
///
/// If there is no such file, or it is too large or not in UTF-8; the error names the path.
pub fn read(path: &Path) -> Result<String, ReadError> {
    let displayed = displayed(path);
    match File::open(path) {
        Ok(file) => text_of(displayed, file),
        Err(reason) => Err(ReadError::System { path: displayed, reason }),
    }
}

/// Reads one byte more than is allowed at most, which tells a file that is too large from one that
/// just fits without trusting what the system says about its size.
fn text_of(path: String, content: impl Read) -> Result<String, ReadError> {
    let mut bytes = Vec::new();
    if let Err(reason) = content.take(LARGEST_FILE + 1).read_to_end(&mut bytes) {
        return Err(ReadError::System { path, reason });
    }
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(ReadError::TooLarge { path });
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let valid = error.as_bytes().iter().take(valid);
        let line = valid.filter(|byte| **byte == b'\n').count() + 1;
        ReadError::NotText { path, line }
    })
}

/// The path as messages display it, with `/` on every system.
#[must_use]
pub fn displayed(path: &Path) -> String {
    path.to_string_lossy().replace(MAIN_SEPARATOR_STR, "/")
}

/// Reads `text` into a `T`, or reports everything that is wrong with it.
///
/// What comes first makes sure of what comes next: the tree of the syntax and its repeated keys,
/// then the shape of `T` by its JSON `schema`, and serde only when there is no problem left that it would describe
/// worse.
pub fn load<T: DeserializeOwned>(
    path: &str,
    text: String,
    schema: &Value,
    diagnostics: &mut Diagnostics,
) -> Option<(Source, T)> {
    diagnostics.begin_file(path);
    let before = diagnostics.len();
    let source = Source::read(path, text, diagnostics)?;
    shape::check(&source, schema, diagnostics);
    if diagnostics.len() > before {
        return None;
    }
    match serde_yaml::from_str(source.text()) {
        Ok(value) => Some((source, value)),
        Err(error) => {
            diagnostics.push(refusal(&source, &error));
            None
        }
    }
}

/// Serde's own problem, for what a schema cannot say, such as a rule of a hand-written
/// `Deserialize`.
fn refusal(source: &Source, error: &serde_yaml::Error) -> Diagnostic {
    let position = error
        .location()
        .map_or(Position::START, |location| Position { line: location.line(), column: location.column() });
    source.problem(position, message(error))
}

/// The message without the position at its end, which the problem displays itself.
fn message(error: &serde_yaml::Error) -> String {
    let message = error.to_string();
    match message.rsplit_once(" at line ") {
        Some((message, _)) if error.location().is_some() => message.to_owned(),
        _ => message,
    }
}

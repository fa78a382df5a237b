//! Why there is no response to work on.

use std::io;

use wmlogin_types::{Field, ParseError};

use super::input::MAX_LENGTH;
use super::pasted::PastedResponse;
use crate::foreign;

const WHERE: &str = "Give a response on standard input: arguments are seen by everybody on the machine.";
const WHAT: &str = "\
Give a form body, a URL with a query, or lines of names and values, in UTF-8; see
`wmlogin inspect --help`.";
const ONE: &str = "Give one response at a time.";

/// Why there is no response to work on. Its text is one line, and holds no credential that may not be shown.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The input cannot be read.
    #[error("cannot read {name}")]
    Read { name: String, source: io::Error },
    /// The response itself stands where the name of its file should.
    #[error("the argument is not the name of a file")]
    ResponseAsFile,
    /// There is nothing in the input.
    #[error("{name} is empty")]
    Empty { name: String },
    /// The input is longer than any response.
    #[error("{name} is longer than {MAX_LENGTH} bytes")]
    TooLong { name: String },
    /// The response is not as documented.
    #[error("{message}")]
    Unreadable { message: String, advice: Option<String>, error: ParseError },
}

impl Error {
    /// The error for a response that is not as documented.
    pub fn unreadable(error: ParseError, pasted: &PastedResponse<'_>) -> Self {
        let message = match &error {
            // The excerpt is hidden if the field is a credential; the value can be one all the same.
            ParseError::InvalidValue { field, value, error } => {
                format!("{field} is {}: {error}", foreign::conceal(&value.to_string()))
            }
            _ => error.to_string(),
        };
        Self::Unreadable { message, advice: advice(&error, pasted), error }
    }

    /// What to do, if there is something to do.
    pub fn advice(&self) -> Option<String> {
        match self {
            Self::ResponseAsFile => Some(WHERE.to_owned()),
            Self::Empty { .. } => Some(WHAT.to_owned()),
            Self::TooLong { .. } => Some(ONE.to_owned()),
            Self::Unreadable { advice, .. } => advice.clone(),
            Self::Read { .. } => None,
        }
    }

    /// A name of the kind of error, for programs.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Read { .. } => "read",
            Self::ResponseAsFile => "response_as_file",
            Self::Empty { .. } => "empty",
            Self::TooLong { .. } => "too_long",
            Self::Unreadable { error, .. } => error.kind(),
        }
    }

    /// Whether there is a response, though not one as documented.
    pub const fn is_unreadable(&self) -> bool {
        matches!(self, Self::Unreadable { .. })
    }

    /// The field that is not as documented, if it is about one.
    pub const fn field(&self) -> Option<Field> {
        match self {
            Self::Unreadable { error, .. } => error.field(),
            _ => None,
        }
    }
}

fn advice(error: &ParseError, pasted: &PastedResponse<'_>) -> Option<String> {
    match error {
        ParseError::NoDocumentedField => Some(WHAT.to_owned()),
        ParseError::RepeatedField { .. } | ParseError::BodyTooLong | ParseError::TooManyPairs => {
            Some(ONE.to_owned())
        }
        ParseError::MissingField { field, .. } => {
            let given = pasted.unknown_names().find(|name| name.eq_ignore_ascii_case(field.name()))?;
            Some(format!("There is {given}, but the letter case of names matters."))
        }
        _ => None,
    }
}

//! The failures to read a response. They hold no credential that may not be shown.

use std::io;

use wmlogin_types::{Field, ParseError};

use super::pasted::PastedResponse;
use crate::failure::Failure;
use crate::foreign;

const WHERE: &str = "Give a response on standard input: arguments are seen by everybody on the machine.";
const WHAT: &str = "\
Give a form body, a URL with a query, or lines of names and values, in UTF-8; see
`wmlogin inspect --help`.";
const ONE: &str = "Give one response at a time.";

/// Returns the failure of an input that cannot be read.
pub fn unread(name: &str, source: &io::Error) -> Failure {
    Failure::input("read", format!("cannot read {name}: {source}"))
}

/// Returns the failure of a response in the place of the name of its file.
pub fn response_as_file() -> Failure {
    Failure::input("response_as_file", "the argument is not the name of a file").advise(WHERE)
}

/// Returns the failure of an input with nothing in it.
pub fn empty(name: &str) -> Failure {
    Failure::input("empty", format!("{name} is empty")).advise(WHAT)
}

/// Returns the failure of an input that is longer than any response.
pub fn too_long(name: &str, max_length: usize) -> Failure {
    Failure::input("too_long", format!("{name} is longer than {max_length} bytes")).advise(ONE)
}

/// Returns the failure of a response that is not as documented.
pub fn unreadable(error: &ParseError, pasted: &PastedResponse<'_>) -> Failure {
    let message = match error {
        // The excerpt is hidden if the field is a credential; the value can be one all the same.
        ParseError::InvalidValue { field, value, error } => {
            format!("{field} is {}: {error}", foreign::conceal(&value.to_string()))
        }
        _ => error.to_string(),
    };
    let failure = Failure::no(error.kind(), message).advise_if(advice(error, pasted));
    Failure { field: error.field().map(Field::name), ..failure }
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

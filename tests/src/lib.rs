//! What the integration tests share: the facts of the operator's documents, and forms to try.
//!
//! Nothing here comes from `spec/` or from generated code, so that the tests can find a mistake there.

pub mod documents;
pub mod form;
pub mod notes;

mod sections;

use form::Form;
use wmlogin_types::runtime::Problem;
use wmlogin_types::{ParseError, Response};

/// What reading says.
pub type Reading = Result<Response, ParseError>;

/// Reads a form as a body, as pairs and through `serde`, and returns what `parse` says.
///
/// # Errors
///
/// The form is no response.
///
/// # Panics
///
/// The three do not agree.
pub fn read(form: &Form) -> Reading {
    let body = form.body();
    let parsed = Response::parse(body.as_bytes());
    let from_pairs = Response::from_pairs(form.pairs().iter().cloned());
    assert!(agree(&parsed, &from_pairs), "{body}:\n{parsed:?}\n{from_pairs:?}");
    let deserialized = serde_urlencoded::from_str::<Response>(&body);
    assert_eq!(
        deserialized.map_err(|error| error.to_string()),
        from_pairs.map_err(|error| error.to_string()),
        "{body}"
    );
    parsed
}

/// Whether a body and its pairs are read alike.
///
/// They show a value that is too long to be decoded differently, each as it came.
#[must_use]
pub fn agree(parsed: &Reading, from_pairs: &Reading) -> bool {
    match (parsed, from_pairs) {
        (
            Err(ParseError::InvalidValue { field, error, .. }),
            Err(ParseError::InvalidValue { field: other_field, error: other_error, .. }),
        ) if matches!(error.problem, Problem::TooLong(_)) => (field, error) == (other_field, other_error),
        _ => parsed == from_pairs,
    }
}

/// The README's examples, which have to compile.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

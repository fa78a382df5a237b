//! The ground of the integration tests: the facts of the operator's documents, and forms to try.
//!
//! Nothing here comes from `spec/` or from generated code, so that the tests can find a mistake there.

pub mod documents;
pub mod form;
pub mod notes;

mod sections;

use form::Form;
use wmlogin_types::runtime::Problem;
use wmlogin_types::{ParseError, Response};

/// The outcome of reading.
pub type Reading = Result<Response, ParseError>;

/// Reads a form as [`read_bytes`] does.
///
/// # Errors
///
/// The form is no response.
pub fn read(form: &Form) -> Reading {
    read_bytes(form.body().as_bytes())
}

/// Reads any bytes as a body, as pairs and through `serde`, and returns what `parse` says.
///
/// # Errors
///
/// The bytes are no response.
///
/// # Panics
///
/// The three do not agree.
pub fn read_bytes(body: &[u8]) -> Reading {
    let parsed = Response::parse(body);
    let from_pairs = Response::from_pairs(form_urlencoded::parse(body));
    let deserialized = serde_urlencoded::from_bytes::<Response>(body);
    assert_eq!(
        deserialized.map_err(|error| error.to_string()),
        from_pairs.clone().map_err(|error| error.to_string()),
        "{}",
        body.escape_ascii()
    );
    if !parsed.as_ref().is_err_and(only_in_the_raw_body) {
        assert!(agree(&parsed, &from_pairs), "{}:\n{parsed:?}\n{from_pairs:?}", body.escape_ascii());
        // GUIDs are compared by value, and credentials are not shown.
        let forms = [&parsed, &from_pairs].map(|response| response.as_ref().ok().map(Response::to_form));
        assert_eq!(forms[0], forms[1], "{}", body.escape_ascii());
    }
    parsed
}

/// Returns `true` if only `parse`, which has the raw body, can detect this.
///
/// A form decoder in front of `from_pairs` repairs malformed escapes and invalid UTF-8, and does not report
/// the length of the body.
fn only_in_the_raw_body(error: &ParseError) -> bool {
    match error {
        ParseError::BodyTooLong => true,
        ParseError::InvalidValue { error, .. } => {
            matches!(error.problem, Problem::Escape | Problem::NotUtf8)
        }
        _ => false,
    }
}

/// Returns `true` if a body and its pairs are read alike.
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

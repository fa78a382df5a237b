//! Errors that occur when a response is read.

use core::fmt::{self, Display};

use super::{DocumentedField, Excerpt, MAX_BODY_LENGTH, MAX_PAIRS, ValueError};

/// An error that occurs when a response is read.
///
/// The text is one complete line with the field, the expectation and the value, so there is no
/// [`source`](core::error::Error::source); it never contains a credential. Programs use the variant, or
/// [`kind`](Self::kind) and [`field`](Self::field).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseError<F: DocumentedField> {
    /// The body is longer than [`MAX_BODY_LENGTH`] bytes.
    BodyTooLong,
    /// The body has more than [`MAX_PAIRS`] pairs.
    TooManyPairs,
    /// The body has no documented field, so it is not a response of the service.
    NoDocumentedField,
    /// A documented field occurs twice.
    RepeatedField {
        /// The field that occurs twice.
        field: F,
    },
    /// A required field is missing.
    MissingField {
        /// The field that is missing.
        field: F,
        /// The version that requires it, or `None` if the version field itself or a field of an outcome is
        /// missing.
        version: Option<F::Version>,
    },
    /// A documented field is present in a response of a version that does not have it.
    FieldOutsideVersion {
        /// The field; [`DocumentedField::interval`] returns the versions that have it.
        field: F,
        /// The version of the response.
        version: F::Version,
    },
    /// A dependent field is present, but the field that it depends on has another value.
    UnmetCondition {
        /// The dependent field.
        field: F,
        /// The field that it depends on.
        on: F,
        /// The documented name of the value that the other field must have.
        required: &'static str,
        /// The documented name of the value that it has.
        found: &'static str,
    },
    /// The value of a field is invalid.
    InvalidValue {
        /// The field with that value.
        field: F,
        /// The value, truncated and escaped, or redacted if it is a credential.
        value: Excerpt,
        /// The expected form, and the problem with the value.
        error: ValueError,
    },
    /// The string and the code stand for different outcomes.
    OutcomeDisagrees {
        /// The documented name that the string stands for.
        string: &'static str,
        /// The documented name that the code stands for.
        code: &'static str,
    },
    /// A field of a success is present together with the string or code of another outcome.
    OutcomeWithSuccess {
        /// The field of the outcome.
        outcome: F,
        /// The first field of the success.
        field: F,
    },
}

impl<F: DocumentedField> ParseError<F> {
    /// Returns the name of the variant in snake case, for logs and programs: `missing_field`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::BodyTooLong => "body_too_long",
            Self::TooManyPairs => "too_many_pairs",
            Self::NoDocumentedField => "no_documented_field",
            Self::RepeatedField { .. } => "repeated_field",
            Self::MissingField { .. } => "missing_field",
            Self::FieldOutsideVersion { .. } => "field_outside_version",
            Self::UnmetCondition { .. } => "unmet_condition",
            Self::InvalidValue { .. } => "invalid_value",
            Self::OutcomeDisagrees { .. } => "outcome_disagrees",
            Self::OutcomeWithSuccess { .. } => "outcome_with_success",
        }
    }

    /// Returns the field that the error is about, if there is one.
    #[must_use]
    pub const fn field(&self) -> Option<F> {
        match *self {
            Self::BodyTooLong | Self::TooManyPairs | Self::NoDocumentedField => None,
            Self::OutcomeDisagrees { .. } => Some(F::OUTCOME_CODE),
            Self::RepeatedField { field }
            | Self::MissingField { field, .. }
            | Self::FieldOutsideVersion { field, .. }
            | Self::UnmetCondition { field, .. }
            | Self::InvalidValue { field, .. }
            | Self::OutcomeWithSuccess { field, .. } => Some(field),
        }
    }
}

impl<F: DocumentedField> Display for ParseError<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BodyTooLong => write!(f, "the body is longer than {MAX_BODY_LENGTH} bytes"),
            Self::TooManyPairs => write!(f, "the body has more than {MAX_PAIRS} fields"),
            Self::NoDocumentedField => f.write_str("not a response: it has no documented field"),
            Self::RepeatedField { field } => write!(f, "{field} occurs twice"),
            Self::MissingField { field, version: Some(version) } => {
                write!(f, "{field} is missing; version {version} requires it")
            }
            Self::MissingField { field, version: None } => write!(f, "{field} is missing"),
            Self::FieldOutsideVersion { field, version } => {
                write!(f, "{field} does not belong to version {version}")?;
                field.interval().map_or(Ok(()), |interval| write!(f, "; versions {interval} have it"))
            }
            Self::UnmetCondition { field, on, required, found } => {
                write!(f, "{field} is only valid with {on} = {required}, but {on} = {found}")
            }
            Self::InvalidValue { field, value, error } => write!(f, "{field} is {value}: {error}"),
            Self::OutcomeDisagrees { string, code } => {
                write!(f, "{} means {string}, but {} means {code}", F::OUTCOME_STRING, F::OUTCOME_CODE)
            }
            Self::OutcomeWithSuccess { outcome, field } => {
                write!(f, "{field} belongs to a success and cannot occur together with {outcome}")
            }
        }
    }
}

impl<F: DocumentedField> core::error::Error for ParseError<F> {}

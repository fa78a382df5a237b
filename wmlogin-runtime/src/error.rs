//! Errors of reading a response.

use core::fmt::{self, Display};

use super::{DocumentedField, Excerpt, MAX_BODY_LENGTH, MAX_PAIRS, ValueError};

/// Why a response could not be read: the field, what was expected of it, and what it was.
///
/// Its text is one line that says everything, so it has no [`source`](core::error::Error::source); it
/// never holds a credential. A program looks at the variant, or at [`kind`](Self::kind) and
/// [`field`](Self::field).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseError<F: DocumentedField> {
    /// The body is longer than [`MAX_BODY_LENGTH`] bytes.
    BodyTooLong,
    /// The body has more than [`MAX_PAIRS`] pairs.
    TooManyPairs,
    /// There is no documented field at all: this is no response of the service.
    NoDocumentedField,
    /// A documented field occurs twice.
    RepeatedField {
        /// The field.
        field: F,
    },
    /// A field that has to be there is not.
    MissingField {
        /// The field.
        field: F,
        /// The version that requires it; none if the version field itself or a field of an outcome
        /// is missing.
        version: Option<F::Version>,
    },
    /// A documented field stands in a response of a version that does not have it.
    FieldOutsideVersion {
        /// The field; [`DocumentedField::interval`] says which versions have it.
        field: F,
        /// The version of the response.
        version: F::Version,
    },
    /// A field stands there without the value of another field that it depends on.
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
    /// The value of a field is not what the document allows.
    InvalidValue {
        /// The field.
        field: F,
        /// The value, cut and escaped; hidden if it is a credential.
        value: Excerpt,
        /// What was expected, and what was wrong.
        error: ValueError,
    },
    /// The string of an outcome and its code mean different outcomes.
    OutcomeDisagrees {
        /// The documented name that the string stands for.
        string: &'static str,
        /// The documented name that the code stands for.
        code: &'static str,
    },
    /// A field of a success stands beside the string or code of another outcome.
    OutcomeWithSuccess {
        /// The field of the outcome.
        outcome: F,
        /// The first field of the success.
        field: F,
    },
}

impl<F: DocumentedField> ParseError<F> {
    /// The variant in snake case, for logs and programs: `missing_field`.
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

    /// The field that the error is about, if it is about one.
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
            Self::NoDocumentedField => f.write_str("not a response: none of its fields is documented"),
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
                write!(f, "{field} comes only with {on} = {required}, but {on} = {found}")
            }
            Self::InvalidValue { field, value, error } => write!(f, "{field} is {value}: {error}"),
            Self::OutcomeDisagrees { string, code } => {
                write!(f, "{} means {string}, but {} means {code}", F::OUTCOME_STRING, F::OUTCOME_CODE)
            }
            Self::OutcomeWithSuccess { outcome, field } => {
                write!(f, "{field} belongs to a success and cannot stand beside {outcome}")
            }
        }
    }
}

impl<F: DocumentedField> core::error::Error for ParseError<F> {}

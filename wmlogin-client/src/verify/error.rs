//! Why a ticket is not confirmed.

use http::StatusCode;
use wmlogin_types::services::authorize::{self, Attribute};
use wmlogin_types::{TextError, ValueError};

use super::rejection::{Rejection, Shown};
use crate::replay::ReplayStoreError;
use crate::transport::{MAX_ANSWER_LENGTH, TransportError};

/// Why a ticket is not confirmed.
///
/// Whatever it is, the user is not signed in. Its text is one line for people, never holds a credential,
/// and does not repeat its [`source`](std::error::Error::source).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// The service said no.
    #[error("{0}")]
    Refused(Rejection),
    /// What came back is no answer of the service.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// Nothing came back.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The service said yes, but the ticket has been accepted since the callback was received.
    #[error("the ticket was accepted before: log in again")]
    Replayed,
    /// The service said yes, but that the ticket is accepted cannot be remembered.
    #[error(transparent)]
    ReplayStore(#[from] ReplayStoreError),
}

impl VerifyError {
    /// What went wrong in snake case, for logs and programs: `refused`, `not_utf8`, `connect_timeout`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Refused(_) => "refused",
            Self::Answer(error) => error.kind(),
            Self::Transport(error) => error.kind().name(),
            Self::Replayed => "replayed",
            Self::ReplayStore(_) => "replay_store",
        }
    }
}

/// Why what came back is no answer of the service. Positions count bytes, from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AnswerError {
    /// A redirect, which is not followed: the ticket is for the service alone.
    #[error("the service redirects ({0}), which is not followed: check its URL")]
    Redirect(StatusCode),
    /// A status code of HTTP other than 200.
    #[error("the service answered {0} in place of 200 OK: check its URL, or ask again later")]
    Status(StatusCode),
    /// More than [`MAX_ANSWER_LENGTH`] bytes.
    #[error("the answer is longer than {MAX_ANSWER_LENGTH} bytes: check that the URL is the service's")]
    TooLong,
    /// Not UTF-8.
    #[error("the answer is not UTF-8")]
    NotUtf8,
    /// Nothing but white space, comments and the like.
    #[error("the answer is empty")]
    Empty,
    /// Not well-formed XML.
    #[error("the answer is not XML: {problem} at byte {position}; check that the URL is the service's")]
    Malformed {
        /// Where.
        position: usize,
        /// What is there.
        problem: &'static str,
    },
    /// A document type definition, which the service has no reason to send.
    #[error(
        "the answer has a document type definition, which is not read; check that the URL is the service's"
    )]
    Dtd,
    /// A reference to an entity that XML does not predefine.
    #[error("the answer refers to an unknown entity at byte {position}")]
    UnknownEntity {
        /// Where the text or tag with the reference begins.
        position: usize,
    },
    /// An attribute that a tag has twice.
    #[error("an attribute occurs twice in the tag at byte {position} of the answer")]
    DuplicateAttribute {
        /// Where the tag begins.
        position: usize,
    },
    /// Another root element.
    #[error(
        "the root element of the answer is {name}, not `{}`; check that the URL is the service's",
        authorize::ANSWER
    )]
    OtherRoot {
        /// Its name, if it can be shown.
        name: String,
    },
    /// Something after the root element.
    #[error("the answer goes on after its root element, at byte {position}")]
    TrailingContent {
        /// Where.
        position: usize,
    },
    /// No status code.
    #[error("the answer has no {}", Attribute::CODE)]
    MissingCode,
    /// A status code that is no number.
    #[error("{} of the answer cannot be read", Attribute::CODE)]
    InvalidCode(#[source] ValueError),
    /// Another attribute is missing, or is not what it has to be.
    #[error("{0} in the answer")]
    Attribute(TextError<Attribute>),
}

impl AnswerError {
    pub(super) fn other_root(name: &str) -> Self {
        Self::OtherRoot { name: Shown(name).to_string() }
    }

    /// The variant in snake case, for logs and programs: `missing_code`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Redirect(_) => "redirect",
            Self::Status(_) => "status",
            Self::TooLong => "too_long",
            Self::NotUtf8 => "not_utf8",
            Self::Empty => "empty",
            Self::Malformed { .. } => "malformed",
            Self::Dtd => "dtd",
            Self::UnknownEntity { .. } => "unknown_entity",
            Self::DuplicateAttribute { .. } => "duplicate_attribute",
            Self::OtherRoot { .. } => "other_root",
            Self::TrailingContent { .. } => "trailing_content",
            Self::MissingCode => "missing_code",
            Self::InvalidCode(_) => "invalid_code",
            Self::Attribute(_) => "attribute",
        }
    }
}

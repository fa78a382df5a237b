//! The reasons for not confirming a login.

use std::time::Duration;

use super::answer::AnswerError;
use super::rejection::Rejection;
use crate::replay::ReplayStoreError;
use crate::transport::TransportError;

/// The reason why a login is not verified. Whatever it is, do not sign the user in.
///
/// The text is one line, never holds a credential, and does not repeat its
/// [`source`](std::error::Error::source). [`kind`](Self::kind) is for programs.
#[derive(Debug, thiserror::Error, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum VerifyError {
    /// The service refused to confirm the ticket.
    #[error("{0}")]
    Refused(Rejection),
    /// The response is not an answer of the service.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// There is no response.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The service confirmed the ticket, but it was accepted before, and the site does not accept it again.
    #[error("the ticket was accepted before, in another login or from another network: log in again")]
    Replayed,
    /// The service refused too many logins of this user or from this network just before, and was not asked.
    #[error("too many logins were refused: wait {} s before the next one", .retry_after.as_secs())]
    TooManyRefusals {
        /// The time until the service may be asked again.
        retry_after: Duration,
    },
    /// The service confirmed the ticket, but the replay store failed to record it.
    #[error(transparent)]
    ReplayStore(#[from] ReplayStoreError),
}

impl VerifyError {
    /// Returns the innermost reason in snake case, for logs and programs: `refused`, `encoding`,
    /// `connect_timeout`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Answer(error) => error.kind(),
            Self::Transport(error) => error.kind().name(),
            _ => self.into(),
        }
    }

    /// Returns `true` if the service has refused the ticket, or may have.
    pub(super) const fn is_refusal(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::Answer(AnswerError::Contradiction))
    }

    /// Returns `true` if the same login can be verified later: nobody has refused it.
    #[must_use]
    pub const fn is_temporary(&self) -> bool {
        !matches!(self, Self::Refused(_) | Self::Replayed)
    }
}

//! Why there is no answer.

use std::error::Error;
use std::fmt::{self, Display};

use super::MAX_ANSWER_LENGTH;

/// Why there is no answer.
///
/// Its text is one line that says what to do, without the URL and without any part of the request; its
/// [`source`](Error::source) is what the layers below say.
#[derive(Debug, thiserror::Error)]
#[error("{kind}")]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl TransportError {
    /// An error of this kind.
    #[must_use]
    pub const fn new(kind: TransportErrorKind) -> Self {
        Self { kind, source: None }
    }

    /// With its cause, which must not hold any part of the request.
    #[must_use]
    pub fn with_source(self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { source: Some(source.into()), ..self }
    }

    /// What went wrong.
    #[must_use]
    pub const fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

/// What kept the answer away. It prints as one line that says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The URL is not one to send a ticket to: not `https`, and not on this machine.
    Url,
    /// The name of the host has no address. Nothing was sent.
    Resolve,
    /// There is no connection. Nothing was sent.
    Connect,
    /// Connecting took too long. Nothing was sent.
    ConnectTimeout,
    /// One side does not trust the other's certificate, or they agree on no way to talk.
    Tls,
    /// The answer took too long. The service may have seen the request.
    Timeout,
    /// The connection broke off before the answer was complete, or the answer is not HTTP. The service
    /// may have seen the request.
    Interrupted,
    /// The answer is longer than [`MAX_ANSWER_LENGTH`].
    AnswerTooLong,
    /// Anything else.
    Other,
}

impl TransportErrorKind {
    /// The variant in snake case, for logs and programs: `connect_timeout`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Url => "url",
            Self::Resolve => "resolve",
            Self::Connect => "connect",
            Self::ConnectTimeout => "connect_timeout",
            Self::Tls => "tls",
            Self::Timeout => "timeout",
            Self::Interrupted => "interrupted",
            Self::AnswerTooLong => "answer_too_long",
            Self::Other => "other",
        }
    }

    /// Whether sending the request again may help and is no second question: there was no connection to
    /// send it on.
    #[must_use]
    pub const fn is_retryable(self) -> bool {
        matches!(self, Self::Resolve | Self::Connect | Self::ConnectTimeout)
    }
}

impl Display for TransportErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Url => "a ticket is not sent to this URL: use https; plain http only reaches this machine",
            Self::Resolve => "the service's host has no address: check its name and this machine's resolver",
            Self::Connect => {
                "cannot connect to the service: check its URL, and whether a firewall lets https out"
            }
            Self::ConnectTimeout => {
                "connecting to the service took too long: check whether a firewall lets https out"
            }
            Self::Tls => {
                "no trusted connection: if the operator's own root signed the service's certificate, \
                 add that root certificate; also check this machine's clock and the client's certificate"
            }
            Self::Timeout => "the service did not answer in time: ask again later",
            Self::Interrupted => "the connection broke off before the answer was complete: ask again later",
            Self::AnswerTooLong => {
                return write!(
                    f,
                    "the answer is longer than {MAX_ANSWER_LENGTH} bytes: check that the URL is the service's"
                );
            }
            Self::Other => "the request failed",
        })
    }
}

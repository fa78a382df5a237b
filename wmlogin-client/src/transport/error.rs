//! The reasons for not getting an answer.

use std::error::Error;
use std::fmt::{self, Display};

use super::MAX_ANSWER_LENGTH;

/// A question that got no answer.
///
/// The text is one line with advice, and holds neither the URL nor any part of the request. Its
/// [`source`](Error::source) is the error of the layer below.
#[derive(Debug, thiserror::Error)]
#[error("{kind}")]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl TransportError {
    /// Creates an error of this kind.
    #[must_use]
    pub const fn new(kind: TransportErrorKind) -> Self {
        Self { kind, source: None }
    }

    /// Adds the cause, which must not hold any part of the request.
    #[must_use]
    pub fn with_source(self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { source: Some(source.into()), ..self }
    }

    /// The kind of failure.
    #[must_use]
    pub const fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

/// A kind of failure that leaves a question without an answer. It prints as one line with advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The URL is not safe for a ticket: it is neither `https` nor on this machine.
    Url,
    /// The host name has no address. Nothing was sent.
    Resolve,
    /// The connection was not established. Nothing was sent.
    Connect,
    /// Connecting took too long. Nothing was sent.
    ConnectTimeout,
    /// The TLS handshake failed, for example because one side does not trust the other's certificate.
    Tls,
    /// The answer took too long. The service may have seen the request.
    Timeout,
    /// The connection broke before the answer was complete, or the answer is not HTTP. The service may have
    /// seen the request.
    Interrupted,
    /// The answer is longer than [`MAX_ANSWER_LENGTH`].
    AnswerTooLong,
    /// Any other failure.
    Other,
}

impl TransportErrorKind {
    /// Returns the name of the variant in snake case, for logs and programs: `connect_timeout`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Returns `true` if the request was not sent because there was no connection. Sending it again is then
    /// not a second question, and may help.
    #[must_use]
    pub const fn is_retryable(self) -> bool {
        matches!(self, Self::Resolve | Self::Connect | Self::ConnectTimeout)
    }
}

impl Display for TransportErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Url => "the URL is not safe for a ticket: use https, or http on this machine",
            Self::Resolve => "the service's host name has no address: check the name and this machine's resolver",
            Self::Connect => {
                "cannot connect to the service: check its URL, and that no firewall blocks outgoing https"
            }
            Self::ConnectTimeout => {
                "connecting to the service took too long: check that no firewall blocks outgoing https"
            }
            Self::Tls => {
                "the TLS handshake failed: if the service's certificate is signed by the operator's own root, \
                 add that root; also check this machine's clock and the client certificate"
            }
            Self::Timeout => "the service did not answer in time: try again later",
            Self::Interrupted => "the connection broke before the answer was complete: try again later",
            Self::AnswerTooLong => {
                return write!(
                    f,
                    "the answer is longer than {MAX_ANSWER_LENGTH} bytes: check the service's URL"
                );
            }
            Self::Other => "the request failed: see the cause",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::TransportErrorKind::{
        AnswerTooLong, Connect, ConnectTimeout, Interrupted, Other, Resolve, Timeout, Tls, Url,
    };

    #[test]
    fn names_are_in_snake_case() {
        let kinds = [Url, Resolve, Connect, ConnectTimeout, Tls, Timeout, Interrupted, AnswerTooLong, Other];
        assert_eq!(
            kinds.map(super::TransportErrorKind::name).join(" "),
            "url resolve connect connect_timeout tls timeout interrupted answer_too_long other"
        );
    }
}

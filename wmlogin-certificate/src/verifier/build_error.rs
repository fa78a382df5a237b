//! The reasons for which a verifier cannot be built.

use std::time::Duration;

use super::revocation::RevocationListError;
use crate::key::{KeyKind, accepted_kinds};
use crate::read_error::ReadError;

/// The maximum clock skew.
pub(super) const MAX_SKEW: Duration = Duration::from_hours(1);

/// An error that occurs when a [`CertificateVerifier`](super::CertificateVerifier) is built.
///
/// The text is one line for people and does not repeat the [`source`](std::error::Error::source).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CertificateVerifierBuildError {
    /// There is no root.
    #[error("no root certificate: add at least one with `root_certificates`")]
    NoRoot,
    /// A root cannot be read.
    #[error("a root certificate cannot be used")]
    Root(#[source] ReadError),
    /// A root is not a CA certificate.
    #[error("the root {subject} is not the certificate of a certification authority")]
    NoAuthority {
        /// The subject of the root.
        subject: String,
    },
    /// The key of a root is weak or of an unsupported kind.
    #[error("the key of the root {subject} is {key}, expected {}", accepted_kinds())]
    WeakRoot {
        /// The subject of the root.
        subject: String,
        /// The kind of its key.
        key: KeyKind,
    },
    /// A root is for another use.
    #[error("the root {subject} is not for certificates of persons: it lacks {lacking}")]
    RootUsage {
        /// The subject of the root.
        subject: String,
        /// The use that is missing in it.
        lacking: &'static str,
    },
    /// A revocation list cannot be used.
    #[error(transparent)]
    RevocationList(#[from] RevocationListError),
    /// The clock skew is too long.
    #[error("the clock skew is {} s, expected at most {} s", .0.as_secs(), MAX_SKEW.as_secs())]
    Skew(Duration),
}

//! Why a certificate is not believed.

use std::error::Error;

use chrono::{DateTime, SecondsFormat, Utc};

use super::key::{KeyKind, RSA_BITS};
use super::read_error::ReadError;

/// Why a certificate is not believed. Whatever it is, nobody is signed in.
///
/// Its text is one line for people, and does not repeat its [`source`](Error::source);
/// [`kind`](Self::kind) is for programs. What the certificate says of itself, such as its issuer, shows in
/// it as it was read, true or not. Dates come after the signatures: what is expired is otherwise genuine.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CertificateError {
    /// It cannot be read, is too long or too much, or is not a personal one.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Its key is weak, or of a kind that is not accepted; or that of an issuer is.
    #[error(
        "the key of the certificate or of its issuer is {key}, expected RSA of {} to {} bits, or ECDSA on P-256 or P-384",
        RSA_BITS.start(), RSA_BITS.end()
    )]
    WeakKey {
        /// The kind of the key.
        key: KeyKind,
    },
    /// It is the certificate of an authority, not of a person.
    #[error("it is the certificate of an authority, not of a person")]
    Authority,
    /// It is for another use.
    #[error("the certificate is not for signing in: its {extension} lacks {lacking}")]
    KeyUsage {
        /// The extension that says what it is for.
        extension: &'static str,
        /// What it would have to say.
        lacking: &'static str,
    },
    /// It leads to none of the roots.
    #[error("the certificate is issued by {issuer}, which does not lead to a root that is trusted here")]
    UnknownIssuer {
        /// The issuer that it names.
        issuer: String,
    },
    /// It is not signed by who it says; or an issuer's certificate is not.
    #[error("the certificate is not signed by the issuer that it names, {issuer}")]
    BadSignature {
        /// The issuer that it names.
        issuer: String,
    },
    /// It is signed with an algorithm that no longer proves anything, such as one with SHA-1; or an
    /// issuer's certificate is.
    #[error("the certificate or one of an issuer is signed with {algorithm}, which can be forged")]
    WeakSignature {
        /// The algorithm.
        algorithm: String,
    },
    /// It is signed with an algorithm that is not known here; or an issuer's certificate is.
    #[error("the certificate or one of an issuer is signed with {algorithm}, which is not accepted")]
    UnknownSignature {
        /// The algorithm.
        algorithm: String,
    },
    /// The certificate of an issuer is expired or not yet valid.
    #[error("at {} the certificate of an issuer is not valid", time(.at))]
    IssuerDates {
        /// The time for which that was found.
        at: DateTime<Utc>,
    },
    /// It is issued with a certificate that is none of an authority; or there are more issuers than one of
    /// them allows.
    #[error("the certificate is issued by {issuer}, which is not allowed to do that")]
    IssuerNotAuthority {
        /// The issuer that it names.
        issuer: String,
    },
    /// What stands between it and the root is not as RFC 5280 section 6 wants it.
    #[error("the certificate does not lead to a root as it should")]
    Path(#[source] Box<dyn Error + Send + Sync>),
    /// It is revoked; or an issuer's certificate is.
    #[error("the certificate is revoked: get a new one")]
    Revoked,
    /// There are revocation lists, but none of its issuer; or not one of an issuer's issuer.
    #[error("whether the certificate is revoked cannot be found out: there is no list of its issuer")]
    NoRevocationList,
    /// The revocation list is not signed by the issuer of the certificate, or not with an algorithm that is
    /// accepted.
    #[error("the revocation list is not signed by the issuer of the certificate")]
    RevocationListSignature(#[source] Box<dyn Error + Send + Sync>),
    /// It will be valid, but is not yet.
    #[error("the certificate is valid from {} on, and it is only {}: set the clock, or wait", time(.since), time(.now))]
    NotYetValid {
        /// From when on it is valid.
        since: DateTime<Utc>,
        /// The time by the verifier's clock.
        now: DateTime<Utc>,
    },
    /// It was valid, but is no longer.
    #[error("the certificate expired after {}, and it is {}: get a new one", time(.until), time(.now))]
    Expired {
        /// The last second in which it was valid.
        until: DateTime<Utc>,
        /// The time by the verifier's clock.
        now: DateTime<Utc>,
    },
    /// The revocation list of an issuer should have been replaced by a newer one.
    #[error(
        "whether the certificate is revoked cannot be found out: a newer list was due at {}, and it is {}",
        time(.due), time(.now)
    )]
    OldRevocationList {
        /// When the newer one was due.
        due: DateTime<Utc>,
        /// The time by the verifier's clock.
        now: DateTime<Utc>,
    },
}

impl CertificateError {
    /// The reason in snake case, for logs and programs: `unknown_issuer`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Read(error) => error.kind(),
            Self::WeakKey { .. } => "weak_key",
            Self::Authority => "authority",
            Self::KeyUsage { .. } => "key_usage",
            Self::UnknownIssuer { .. } => "unknown_issuer",
            Self::BadSignature { .. } => "bad_signature",
            Self::WeakSignature { .. } => "weak_signature",
            Self::UnknownSignature { .. } => "unknown_signature",
            Self::IssuerDates { .. } => "issuer_dates",
            Self::IssuerNotAuthority { .. } => "issuer_not_authority",
            Self::Path(_) => "path",
            Self::Revoked => "revoked",
            Self::NoRevocationList => "no_revocation_list",
            Self::RevocationListSignature(_) => "revocation_list_signature",
            Self::NotYetValid { .. } => "not_yet_valid",
            Self::Expired { .. } => "expired",
            Self::OldRevocationList { .. } => "old_revocation_list",
        }
    }
}

fn time(time: &DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

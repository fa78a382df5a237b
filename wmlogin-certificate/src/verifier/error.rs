//! The reasons for which a certificate is refused.

use std::error::Error;

use chrono::{DateTime, SecondsFormat, Utc};

use crate::key::{KeyKind, accepted_kinds};
use crate::read_error::ReadError;

/// The reason for which a certificate is refused. Do not sign a user in after any of them.
///
/// The text is one line for people and does not repeat the [`source`](Error::source); programs use
/// [`kind`](Self::kind). What the certificate claims, such as its issuer, appears in it as read, true or not.
/// Dates are checked after the signatures, so an expired certificate is otherwise genuine.
#[derive(Debug, thiserror::Error, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum CertificateError {
    /// The certificate cannot be parsed, exceeds a limit, or is not a personal one.
    #[error(transparent)]
    #[strum(transparent)]
    Read(#[from] ReadError),
    /// The key of the certificate or of an issuer is weak or of an unsupported kind.
    #[error("the key of the certificate or of its issuer is {key}, expected {}", accepted_kinds())]
    WeakKey {
        /// The kind of the key.
        key: KeyKind,
    },
    /// The certificate is a CA certificate.
    #[error("the certificate is that of a certification authority, expected that of a person")]
    Authority,
    /// The certificate is for another use.
    #[error("the certificate is not for signing in: its {extension} lacks {lacking}")]
    KeyUsage {
        /// The extension that lists the permitted uses.
        extension: &'static str,
        /// The use that is missing in it.
        lacking: &'static str,
    },
    /// The certificate does not lead to one of the roots.
    #[error("the certificate is issued by {issuer}, which does not lead to a trusted root")]
    UnknownIssuer {
        /// The issuer that the certificate names.
        issuer: String,
    },
    /// The certificate, or that of an issuer, is not signed by the issuer that it names.
    #[error("the certificate is not signed by the issuer that it names, {issuer}")]
    BadSignature {
        /// The issuer that the certificate names.
        issuer: String,
    },
    /// The certificate, or that of an issuer, is signed with a broken algorithm, such as one with SHA-1.
    #[error("the certificate or that of an issuer is signed with {algorithm}, which can be forged")]
    WeakSignature {
        /// The name of the broken algorithm, or its object identifier.
        algorithm: String,
    },
    /// The certificate, or that of an issuer, is signed with an unsupported algorithm.
    #[error("the certificate or that of an issuer is signed with {algorithm}, which is not supported")]
    UnknownSignature {
        /// The name of the unsupported algorithm, or its object identifier.
        algorithm: String,
    },
    /// The certificate of an issuer is expired or not yet valid.
    #[error("the certificate of an issuer is not valid at {}", time(.at))]
    IssuerDates {
        /// The time for which the dates were checked.
        at: DateTime<Utc>,
    },
    /// An issuer's certificate is not a CA certificate; or there are more issuers than one of them permits.
    #[error("the certificate is issued by {issuer}, which is not permitted to issue it")]
    IssuerNotAuthority {
        /// The issuer that the certificate names.
        issuer: String,
    },
    /// The certificate, or that of an issuer, has a critical extension that is not checked here, so RFC 5280 section
    /// 4.2 has it refused.
    #[error("the certificate or that of an issuer has a critical extension that is not supported")]
    CriticalExtension,
    /// The certificate, or that of an issuer, is older than version 3, which has extensions.
    #[error("the certificate or that of an issuer is of an old version of X.509, expected version 3")]
    Version,
    /// The path from the certificate to the root violates RFC 5280 section 6 in another way.
    #[error("the path from the certificate to a root is invalid")]
    Path(#[source] Box<dyn Error + Send + Sync>),
    /// The certificate, or that of an issuer, is revoked.
    #[error("the certificate is revoked; get a new one")]
    Revoked,
    /// There are revocation lists, but none of an issuer in the path.
    #[error("the revocation status cannot be determined: there is no revocation list of the issuer")]
    NoRevocationList,
    /// The revocation list is not signed by the issuer of the certificate, or not with an accepted algorithm.
    #[error("the revocation list is not signed by the issuer of the certificate")]
    RevocationListSignature(#[source] Box<dyn Error + Send + Sync>),
    /// All revocation lists of an issuer are from the future.
    #[error(
        "the revocation status cannot be determined: the revocation list is of {}, and it is now {}; check the clock",
        time(.since), time(.now)
    )]
    FutureRevocationList {
        /// The date of the list.
        since: DateTime<Utc>,
        /// The latest time that it could have, by the verifier's clock.
        now: DateTime<Utc>,
    },
    /// The certificate is not yet valid.
    #[error("the certificate is valid from {}, and it is now {}; check the clock, or wait", time(.since), time(.now))]
    NotYetValid {
        /// The first second in which it is valid.
        since: DateTime<Utc>,
        /// The time by the verifier's clock.
        now: DateTime<Utc>,
    },
    /// The certificate has expired.
    #[error("the certificate expired after {}, and it is now {}; get a new one", time(.until), time(.now))]
    Expired {
        /// The last second in which it was valid.
        until: DateTime<Utc>,
        /// The time by the verifier's clock.
        now: DateTime<Utc>,
    },
    /// The revocation list of an issuer is outdated.
    #[error(
        "the revocation status cannot be determined: a newer revocation list was due at {}, and it is now {}",
        time(.due), time(.now)
    )]
    OldRevocationList {
        /// The time at which the newer list was due.
        due: DateTime<Utc>,
        /// The time by the verifier's clock.
        now: DateTime<Utc>,
    },
}

impl CertificateError {
    /// Returns the reason in snake case, for logs and programs: `unknown_issuer`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.into()
    }
}

fn time(time: &DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

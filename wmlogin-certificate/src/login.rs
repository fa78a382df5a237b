//! A login with a personal certificate, before and after its verification.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use pki_types::CertificateDer;
use wmlogin_types::Wmid;

use super::certificate::PersonalCertificate;
use super::read_error::ReadError;

/// A certificate that a client presented, together with the issuers' certificates that it sent. The client
/// has proved possession of the private key.
///
/// Nothing else is verified: the certificate may be forged, expired, revoked, or not a personal one. Only
/// [`CertificateVerifier::verify`](super::CertificateVerifier::verify) turns it into a
/// [`VerifiedCertificate`]. Cloning is cheap.
#[derive(Clone, PartialEq, Eq)]
pub struct PresentedCertificate(
    /// At least one, the client's own first.
    Arc<[CertificateDer<'static>]>,
);

impl PresentedCertificate {
    /// Wraps a chain whose first certificate is the client's own, without any check: the caller vouches that
    /// the client proved, **in the handshake of this very connection**, possession of its private key.
    /// Returns `None` if the chain is empty.
    ///
    /// This is for servers that terminate TLS themselves. A certificate is public, so anyone who has seen it
    /// can send a copy of it; a proxy that forwards it in a header must remove that header from what clients
    /// send. To check a file, use
    /// [`CertificateVerifier::check_chain`](super::CertificateVerifier::check_chain).
    #[must_use]
    pub fn assume_possession_proved(chain: Vec<CertificateDer<'static>>) -> Option<Self> {
        if chain.is_empty() { None } else { Some(Self(chain.into())) }
    }

    /// Reads what the certificate claims. Do not sign a user in with this.
    ///
    /// # Errors
    ///
    /// Returns an error if it is not a personal certificate.
    pub fn claimed(&self) -> Result<PersonalCertificate, ReadError> {
        PersonalCertificate::from_der(&self.0[0])
    }

    /// Returns the certificates, the client's own first.
    pub(super) fn chain(&self) -> &[CertificateDer<'static>] {
        &self.0
    }
}

impl fmt::Debug for PresentedCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("PresentedCertificate");
        match self.claimed() {
            Ok(claimed) => debug.field("claimed", &claimed),
            Err(error) => debug.field("claimed", &format_args!("{error}")),
        };
        debug.field("issuers", &(self.0.len() - 1)).finish()
    }
}

/// A verified login with a personal certificate. [`CertificateVerifier`](super::CertificateVerifier) is the
/// only way to obtain one.
///
/// The certificate leads to a root of the verifier, was valid at [`verified_at`](Self::verified_at), was not
/// revoked by then according to the verifier's revocation lists, and the client proved possession of its
/// private key. The certification authority vouches that the key belongs to the owner of the WMID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedCertificate {
    certificate: PersonalCertificate,
    at: DateTime<Utc>,
}

impl VerifiedCertificate {
    pub(super) const fn new(certificate: PersonalCertificate, at: DateTime<Utc>) -> Self {
        Self { certificate, at }
    }

    /// Returns the WMID of the user.
    #[must_use]
    pub const fn wmid(&self) -> &Wmid {
        self.certificate.holder().wmid()
    }

    /// Returns the certificate that was verified.
    #[must_use]
    pub const fn certificate(&self) -> &PersonalCertificate {
        &self.certificate
    }

    /// Returns the time of the verification. It says nothing about a later time: certificates expire and are
    /// revoked.
    #[must_use]
    pub const fn verified_at(&self) -> DateTime<Utc> {
        self.at
    }
}

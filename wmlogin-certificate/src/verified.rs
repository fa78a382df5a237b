//! A login with a personal certificate.

use chrono::{DateTime, Utc};
use wmlogin_types::Wmid;

use super::personal::PersonalCertificate;

/// A login with a personal certificate; [`CertificateVerifier`](super::CertificateVerifier) is the only
/// maker.
///
/// The certificate leads to a root of the verifier, was in force and not revoked at
/// [`verified_at`](Self::verified_at), and the client proved to have its private key. That the owner of
/// the WMID is the one who has it, the authority vouches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedCertificate {
    certificate: PersonalCertificate,
    at: DateTime<Utc>,
}

impl VerifiedCertificate {
    pub(super) const fn new(certificate: PersonalCertificate, at: DateTime<Utc>) -> Self {
        Self { certificate, at }
    }

    /// The WMID of the user.
    #[must_use]
    pub const fn wmid(&self) -> &Wmid {
        self.certificate.holder().wmid()
    }

    /// The certificate.
    #[must_use]
    pub const fn certificate(&self) -> &PersonalCertificate {
        &self.certificate
    }

    /// When it was verified. It says nothing of later: certificates expire and are revoked.
    #[must_use]
    pub const fn verified_at(&self) -> DateTime<Utc> {
        self.at
    }
}

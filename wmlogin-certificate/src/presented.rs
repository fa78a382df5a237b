//! A certificate that a client presented.

use std::fmt;
use std::sync::Arc;

use pki_types::CertificateDer;

use super::personal::PersonalCertificate;
use super::read_error::ReadError;

/// A certificate that a client presented, whose private key it proved to have, with those of its issuers
/// that came along.
///
/// That is all: whether the certificate is genuine, in force and a personal one, nobody has found out.
/// Only [`CertificateVerifier::verify`](super::CertificateVerifier::verify) makes a
/// [`VerifiedCertificate`](super::VerifiedCertificate) of it. Cloning is cheap.
#[derive(Clone, PartialEq, Eq)]
pub struct PresentedCertificate(
    /// At least one.
    Arc<[CertificateDer<'static>]>,
);

impl PresentedCertificate {
    /// Takes your word for it that the client has proved, **in the handshake of this very connection**, to
    /// have the private key of the first of these certificates; the others are those of its issuers. None
    /// if there is no certificate.
    ///
    /// This is for those who terminate TLS themselves. A certificate is public: whoever has seen it can
    /// send a copy of it, and a proxy that passes it on in a header has to remove that header from what
    /// clients send. To check a file, use
    /// [`CertificateVerifier::check_chain`](super::CertificateVerifier::check_chain).
    #[must_use]
    pub fn assume_possession_proved(chain: Vec<CertificateDer<'static>>) -> Option<Self> {
        if chain.is_empty() { None } else { Some(Self(chain.into())) }
    }

    /// What the certificate claims. Sign nobody in with it.
    ///
    /// # Errors
    ///
    /// It is no personal certificate.
    pub fn claimed(&self) -> Result<PersonalCertificate, ReadError> {
        PersonalCertificate::from_der(&self.0[0])
    }

    /// The client's certificate first.
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

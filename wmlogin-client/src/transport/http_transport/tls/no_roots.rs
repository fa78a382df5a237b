//! The machine trusts no root certificates.

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{DigitallySignedStruct, Error, OtherError, SignatureScheme};

/// Trusts nobody, and tells why.
///
/// A new machine or a slim container may have no root certificates, and what stays on it needs none. So
/// their absence is told when there is a certificate to check, and not before.
#[derive(Debug)]
pub(super) struct NoRoots {
    reason: Arc<MachineTrustsNobody>,
    provider: Arc<CryptoProvider>,
}

#[derive(Debug, thiserror::Error)]
#[error("this machine trusts no root certificates: install them (package `ca-certificates`), or add some")]
struct MachineTrustsNobody(#[source] Error);

impl NoRoots {
    pub(super) fn new(cause: Error, provider: Arc<CryptoProvider>) -> Self {
        Self { reason: Arc::new(MachineTrustsNobody(cause)), provider }
    }

    fn refusal(&self) -> Error {
        Error::Other(OtherError(self.reason.clone()))
    }
}

impl ServerCertVerifier for NoRoots {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Err(self.refusal())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(self.refusal())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(self.refusal())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

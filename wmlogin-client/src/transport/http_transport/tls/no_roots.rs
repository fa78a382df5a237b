//! The verifier for a machine without root certificates.

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{DigitallySignedStruct, Error, OtherError, SignatureScheme};

/// Rejects every certificate, with the reason.
///
/// A new machine or a slim container may have no root certificates, and connections within it need none. So
/// their absence is reported only when there is a certificate to check.
#[derive(Debug)]
pub(super) struct NoRoots {
    reason: Arc<NoRootCertificates>,
    provider: Arc<CryptoProvider>,
}

#[derive(Debug, thiserror::Error)]
#[error("this machine has no root certificates: install them (package `ca-certificates`), or add some")]
struct NoRootCertificates(#[source] Error);

impl NoRoots {
    pub(super) fn new(cause: Error, provider: Arc<CryptoProvider>) -> Self {
        Self { reason: Arc::new(NoRootCertificates(cause)), provider }
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

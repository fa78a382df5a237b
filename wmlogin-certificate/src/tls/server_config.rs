//! The TLS configuration of a server.

use std::sync::Arc;

use rustls::client::danger::HandshakeSignatureValid;
use rustls::crypto::{WebPkiSupportedAlgorithms, aws_lc_rs, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{DigitallySignedStruct, DistinguishedName, Error, ServerConfig, SignatureScheme};

use wmlogin_types::runtime::text::normalize;

use crate::{CertificateVerifier, ReadError, read_certificates};

/// Returns a configuration for TLS 1.2 and 1.3 with the server's certificate, followed by those of its
/// issuers, and its private key, in PEM. The server asks clients for a certificate that leads to a root of the
/// verifier, and continues without one.
///
/// # Errors
///
/// Returns an error if the certificate or the key cannot be used.
pub fn server_config(
    verifier: &CertificateVerifier,
    certificates_pem: &[u8],
    private_key_pem: &[u8],
) -> Result<ServerConfig, ServerConfigError> {
    let certificates = read_certificates(certificates_pem).map_err(ServerConfigError::Certificate)?;
    let key = PrivateKeyDer::from_pem_slice(&normalize(private_key_pem)).map_err(ServerConfigError::key)?;
    let provider = aws_lc_rs::default_provider();
    let client_verifier = Arc::new(ProofOfPossession {
        algorithms: provider.signature_verification_algorithms,
        names: verifier.root_names(),
    });
    ServerConfig::builder_with_provider(Arc::new(provider))
        .with_safe_default_protocol_versions()
        .map_err(ServerConfigError::identity)?
        .with_client_cert_verifier(client_verifier)
        .with_single_cert(certificates, key)
        .map_err(ServerConfigError::identity)
}

/// Requires that a client has the private key of the certificate that it presents, if it presents one.
/// All other checks are left to the [`CertificateVerifier`], whose errors can be shown on a page.
#[derive(Debug)]
struct ProofOfPossession {
    algorithms: WebPkiSupportedAlgorithms,
    names: Vec<DistinguishedName>,
}

impl ClientCertVerifier for ProofOfPossession {
    fn client_auth_mandatory(&self) -> bool {
        false
    }

    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &self.names
    }

    fn verify_client_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signed, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signed, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}

/// An error that occurs when the TLS configuration of a server is created.
///
/// The text is one line for people, never contains the key, and does not repeat the
/// [`source`](std::error::Error::source).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServerConfigError {
    /// The server's certificate cannot be read.
    #[error("the server's certificate cannot be read")]
    Certificate(#[source] ReadError),
    /// The server's private key cannot be read.
    #[error("the server's private key cannot be read; expected PEM without a passphrase")]
    Key(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The server's certificate and key cannot be used.
    #[error("the server's certificate and private key cannot be used together")]
    Identity(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl ServerConfigError {
    fn key(error: pem::Error) -> Self {
        Self::Key(error.into())
    }

    fn identity(error: Error) -> Self {
        Self::Identity(error.into())
    }
}

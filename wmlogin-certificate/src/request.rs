//! Requests for certificates.

use std::error::Error;
use std::fmt;

use der::asn1::{AnyRef, ObjectIdentifier};
use der::oid::db::rfc5912::{
    ECDSA_WITH_SHA_256, ECDSA_WITH_SHA_384, ID_EXTENSION_REQ, ID_RSASSA_PSS, SHA_256_WITH_RSA_ENCRYPTION,
    SHA_384_WITH_RSA_ENCRYPTION, SHA_512_WITH_RSA_ENCRYPTION,
};
use der::{Decode, Encode, ErrorKind, Sequence};
use pki_types::CertificateSigningRequestDer;
use x509_cert::attr::Attributes;
use x509_cert::ext::Extension;
use x509_cert::spki::SubjectPublicKeyInfoRef;

use super::file::is_der;
use super::holder::{Holder, HolderError};
use super::key::{KeyKind, accepted_kinds};
use super::pem;
use super::signed::Signed;
use super::x509::repeated;

/// The maximum length of a request, in bytes, in DER or PEM.
pub const MAX_REQUEST_LENGTH: usize = 16 * 1024;

/// A request for a certificate, PKCS #10 (RFC 2986), signed with its own key: its author has the private
/// key and asked for a certificate for this holder.
///
/// It does not prove that its author is the holder; the certification authority has to establish that.
#[derive(Clone, PartialEq, Eq)]
pub struct CertificateRequest {
    der: Vec<u8>,
    holder: Holder,
    key: KeyKind,
    public_key: Vec<u8>,
}

impl CertificateRequest {
    /// Reads a request in DER, to its last byte, and verifies its signature with its own key.
    ///
    /// # Errors
    ///
    /// Returns an error if the bytes are not a request for a WMID, or if its key or signature is not
    /// accepted.
    pub fn from_der(der: &[u8]) -> Result<Self, RequestError> {
        check_length(der)?;
        let signed = Signed::from_der(der).map_err(|error| match error.kind() {
            ErrorKind::TrailingData { remaining, .. } => {
                RequestError::TrailingBytes { count: usize::try_from(remaining).unwrap_or(usize::MAX) }
            }
            _ => RequestError::malformed(error),
        })?;
        let info = RequestInfo::from_der(signed.content).map_err(RequestError::malformed)?;
        let key = KeyKind::of(&info.key);
        if !key.is_accepted() {
            return Err(RequestError::Key { key });
        }
        if !is_accepted(&signed.algorithm.oid) || !signed.is_supported() {
            return Err(RequestError::SignatureAlgorithm);
        }
        let public_key = info.key.to_der().map_err(RequestError::malformed)?;
        signed.verify(&public_key).map_err(|error| RequestError::Signature(error.into()))?;
        let extensions = info.extensions();
        if let Some(oid) = repeated(&extensions) {
            return Err(RequestError::malformed(format!("the extension {oid} occurs twice")));
        }
        let holder = Holder::read(info.subject.value(), &extensions).map_err(RequestError::Holder)?;
        Ok(Self { der: der.to_vec(), holder, key, public_key })
    }

    /// Reads the first request of a PEM file and verifies its signature with its own key.
    ///
    /// # Errors
    ///
    /// As for [`from_der`](Self::from_der), and if the file is not PEM or has no request.
    pub fn from_pem(pem: &[u8]) -> Result<Self, RequestError> {
        check_length(pem)?;
        let sections = pem::sections::<CertificateSigningRequestDer<'_>>(pem, pem::REQUEST);
        match &sections.map_err(|error| RequestError::Pem(error.into()))?[..] {
            [first, ..] => Self::from_der(first),
            [] => Err(RequestError::NoRequest),
        }
    }

    /// Reads a request, in DER or PEM, and verifies its signature with its own key.
    ///
    /// # Errors
    ///
    /// As for [`from_der`](Self::from_der) and [`from_pem`](Self::from_pem).
    pub fn read(file: &[u8]) -> Result<Self, RequestError> {
        if is_der(file) { Self::from_der(file) } else { Self::from_pem(file) }
    }

    /// Returns the person that the certificate is requested for.
    #[must_use]
    pub const fn holder(&self) -> &Holder {
        &self.holder
    }

    /// Returns the kind of the public key.
    #[must_use]
    pub const fn key(&self) -> KeyKind {
        self.key
    }

    /// Returns the public key: the DER of a `SubjectPublicKeyInfo` (RFC 5280 section 4.1.2.7).
    #[must_use]
    pub fn public_key_der(&self) -> &[u8] {
        &self.public_key
    }

    /// Returns the request itself, in DER.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }
}

impl fmt::Debug for CertificateRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CertificateRequest")
            .field("holder", &self.holder)
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

const fn check_length(request: &[u8]) -> Result<(), RequestError> {
    if request.len() > MAX_REQUEST_LENGTH {
        return Err(RequestError::TooLong { length: request.len() });
    }
    Ok(())
}

/// Returns `true` if a request may be signed with the algorithm.
fn is_accepted(algorithm: &ObjectIdentifier) -> bool {
    [
        SHA_256_WITH_RSA_ENCRYPTION,
        SHA_384_WITH_RSA_ENCRYPTION,
        SHA_512_WITH_RSA_ENCRYPTION,
        // Its parameters name the hash.
        ID_RSASSA_PSS,
        ECDSA_WITH_SHA_256,
        ECDSA_WITH_SHA_384,
    ]
    .contains(algorithm)
}

/// A `CertificationRequestInfo` (RFC 2986 section 4.1). The name stays as it is, as in a certificate.
#[derive(Sequence)]
struct RequestInfo<'a> {
    version: u8,
    subject: AnyRef<'a>,
    key: SubjectPublicKeyInfoRef<'a>,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    attributes: Option<Attributes>,
}

impl RequestInfo<'_> {
    /// Returns the requested extensions (RFC 2985 section 5.4.2). Those that cannot be read are left out: nothing
    /// is signed because it is requested.
    fn extensions(&self) -> Vec<Extension> {
        let attributes = self.attributes.iter().flat_map(|attributes| attributes.iter());
        let requested = attributes.filter(|attribute| attribute.oid == ID_EXTENSION_REQ);
        let values = requested.flat_map(|attribute| attribute.values.iter());
        values.filter_map(|value| value.decode_as::<Vec<Extension>>().ok()).flatten().collect()
    }
}

/// An error that occurs when a request for a certificate is read.
///
/// The text is one line for people and does not repeat the [`source`](Error::source); programs use
/// [`kind`](Self::kind).
#[derive(Debug, thiserror::Error, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum RequestError {
    /// The request is longer than [`MAX_REQUEST_LENGTH`].
    #[error("the request is {length} bytes long, expected at most {MAX_REQUEST_LENGTH}")]
    TooLong {
        /// The length in bytes.
        length: usize,
    },
    /// There is no request.
    #[error("no certificate request found")]
    NoRequest,
    /// The PEM encoding is invalid.
    #[error("the PEM encoding of the request is invalid")]
    Pem(#[source] Box<dyn Error + Send + Sync>),
    /// The bytes cannot be parsed as a request.
    #[error("cannot be parsed as a PKCS #10 certificate request; it may be truncated")]
    Malformed(#[source] Box<dyn Error + Send + Sync>),
    /// The request is followed by other bytes.
    #[error("the request is followed by unexpected data of length {count}")]
    TrailingBytes {
        /// The number of bytes after the request.
        count: usize,
    },
    /// The key is weak or of an unsupported kind.
    #[error("the key of the request is {key}, expected {}", accepted_kinds())]
    Key {
        /// The kind of the key.
        key: KeyKind,
    },
    /// The request is signed with an algorithm that is not accepted, such as one with SHA-1.
    #[error("the request is signed with an algorithm that is not accepted; sign it with SHA-256")]
    SignatureAlgorithm,
    /// The request is not signed with its own key.
    #[error("the request is not signed with its own key")]
    Signature(#[source] Box<dyn Error + Send + Sync>),
    /// The request does not name its holder.
    #[error("not a request for a personal certificate: {0}")]
    #[strum(transparent)]
    Holder(HolderError),
}

impl RequestError {
    fn malformed(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Malformed(error.into())
    }

    /// Returns the name of the variant in snake case, for logs and programs: `no_request`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.into()
    }
}

//! Requests for certificates.

use std::error::Error;
use std::fmt;

use pki_types::CertificateSigningRequestDer;
use pki_types::pem::{self, PemObject};
use x509_parser::asn1_rs::Oid;
use x509_parser::certification_request::X509CertificationRequest;
use x509_parser::cri_attributes::ParsedCriAttribute;
use x509_parser::error::X509Error;
use x509_parser::extensions::{GeneralName, ParsedExtension};
use x509_parser::oid_registry::{
    OID_PKCS1_RSASSAPSS, OID_PKCS1_SHA256WITHRSA, OID_PKCS1_SHA384WITHRSA, OID_PKCS1_SHA512WITHRSA,
    OID_SIG_ECDSA_WITH_SHA256, OID_SIG_ECDSA_WITH_SHA384,
};
use x509_parser::prelude::FromDer;

use super::file::is_der;
use super::holder::{Holder, HolderError};
use super::key::{KeyKind, accepted_kinds};

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
        let parsed = match X509CertificationRequest::from_der(der) {
            Ok(([], parsed)) => parsed,
            Ok((rest, _)) => return Err(RequestError::TrailingBytes { count: rest.len() }),
            Err(error) => return Err(RequestError::Malformed(X509Error::from(error).into())),
        };
        let info = &parsed.certification_request_info;
        let key = KeyKind::of(&info.subject_pki);
        if !key.is_accepted() {
            return Err(RequestError::Key { key });
        }
        if !is_accepted(&parsed.signature_algorithm.algorithm) {
            return Err(RequestError::SignatureAlgorithm);
        }
        parsed.verify_signature().map_err(|error| match error {
            X509Error::SignatureUnsupportedAlgorithm => RequestError::SignatureAlgorithm,
            error => RequestError::Signature(error.into()),
        })?;
        Ok(Self {
            der: der.to_vec(),
            holder: Holder::read(&info.subject, alternative_names(&parsed)?).map_err(RequestError::Holder)?,
            key,
            public_key: info.subject_pki.raw.to_vec(),
        })
    }

    /// Reads the first request of a PEM file and verifies its signature with its own key.
    ///
    /// # Errors
    ///
    /// As for [`from_der`](Self::from_der), and if the file is not PEM or has no request.
    pub fn from_pem(pem: &[u8]) -> Result<Self, RequestError> {
        check_length(pem)?;
        match CertificateSigningRequestDer::from_pem_slice(pem) {
            Ok(der) => Self::from_der(&der),
            Err(pem::Error::NoItemsFound) => Err(RequestError::NoRequest),
            Err(error) => Err(RequestError::Pem(error.into())),
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

/// Returns `true` if a request may be signed with the algorithm. The library alone would also accept SHA-1.
fn is_accepted(algorithm: &Oid<'_>) -> bool {
    [
        OID_PKCS1_SHA256WITHRSA,
        OID_PKCS1_SHA384WITHRSA,
        OID_PKCS1_SHA512WITHRSA,
        // Its parameters name the hash, and there the library does reject SHA-1.
        OID_PKCS1_RSASSAPSS,
        OID_SIG_ECDSA_WITH_SHA256,
        OID_SIG_ECDSA_WITH_SHA384,
    ]
    .contains(algorithm)
}

/// Returns the requested subject alternative names (RFC 2985 section 5.4.2).
fn alternative_names<'a>(
    request: &'a X509CertificationRequest<'_>,
) -> Result<&'a [GeneralName<'a>], RequestError> {
    let attributes = request.certification_request_info.iter_attributes();
    let mut requested = attributes
        .filter_map(|attribute| match attribute.parsed_attribute() {
            ParsedCriAttribute::ExtensionRequest(request) => Some(&request.extensions),
            _ => None,
        })
        .flatten()
        .filter_map(|extension| match extension.parsed_extension() {
            ParsedExtension::SubjectAlternativeName(names) => Some(&*names.general_names),
            _ => None,
        });
    let names = requested.next().unwrap_or_default();
    match requested.next() {
        Some(_) => Err(RequestError::Malformed("it requests two subject alternative names".into())),
        None => Ok(names),
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
    /// Returns the name of the variant in snake case, for logs and programs: `no_request`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.into()
    }
}

//! What an owner sends to have a certificate signed.

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
use super::key::{KeyKind, RSA_BITS};

/// The longest request that is read, in bytes, in whatever encoding.
pub const MAX_REQUEST_LENGTH: usize = 16 * 1024;

/// A request for a certificate, PKCS #10 (RFC 2986), signed with the key that it is for: who sent it
/// has the private key, and meant that key to be for this holder.
///
/// Whether the holder is who sent it, it does not tell; that is for the authority to find out.
#[derive(Clone, PartialEq, Eq)]
pub struct CertificateRequest {
    der: Vec<u8>,
    holder: Holder,
    key: KeyKind,
    public_key: Vec<u8>,
}

impl CertificateRequest {
    /// Reads a request in DER, to its last byte, and verifies its own signature.
    ///
    /// # Errors
    ///
    /// It is no request, not for a WMID, or its key or signature is not accepted.
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

    /// Reads the first request of a PEM file and verifies its own signature.
    ///
    /// # Errors
    ///
    /// As [`from_der`](Self::from_der), and if the file is no PEM or has no request.
    pub fn from_pem(pem: &[u8]) -> Result<Self, RequestError> {
        check_length(pem)?;
        match CertificateSigningRequestDer::from_pem_slice(pem) {
            Ok(der) => Self::from_der(&der),
            Err(pem::Error::NoItemsFound) => Err(RequestError::NoRequest),
            Err(error) => Err(RequestError::Pem(error.into())),
        }
    }

    /// Reads a request, in DER or PEM, and verifies its own signature.
    ///
    /// # Errors
    ///
    /// As [`from_der`](Self::from_der) and [`from_pem`](Self::from_pem).
    pub fn read(file: &[u8]) -> Result<Self, RequestError> {
        if is_der(file) { Self::from_der(file) } else { Self::from_pem(file) }
    }

    /// Whom the certificate is to be for.
    #[must_use]
    pub const fn holder(&self) -> &Holder {
        &self.holder
    }

    /// The kind of the public key.
    #[must_use]
    pub const fn key(&self) -> KeyKind {
        self.key
    }

    /// The public key: the DER of a `SubjectPublicKeyInfo` (RFC 5280 section 4.1.2.7).
    #[must_use]
    pub fn public_key_der(&self) -> &[u8] {
        &self.public_key
    }

    /// The request itself, in DER.
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

/// The library would also take SHA-1.
fn is_accepted(algorithm: &Oid<'_>) -> bool {
    [
        OID_PKCS1_SHA256WITHRSA,
        OID_PKCS1_SHA384WITHRSA,
        OID_PKCS1_SHA512WITHRSA,
        // Its parameters name the hash, where the library does refuse SHA-1.
        OID_PKCS1_RSASSAPSS,
        OID_SIG_ECDSA_WITH_SHA256,
        OID_SIG_ECDSA_WITH_SHA384,
    ]
    .contains(algorithm)
}

/// The subject alternative names that the request asks for (RFC 2985 section 5.4.2).
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
        Some(_) => Err(RequestError::Malformed("it asks for two subject alternative names".into())),
        None => Ok(names),
    }
}

/// Why a request for a certificate is refused.
///
/// Its text is one line for people, and does not repeat its [`source`](Error::source);
/// [`kind`](Self::kind) is for programs.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RequestError {
    /// It is longer than [`MAX_REQUEST_LENGTH`].
    #[error("the request has {length} bytes, more than {MAX_REQUEST_LENGTH}")]
    TooLong {
        /// Its length in bytes.
        length: usize,
    },
    /// There is none.
    #[error("there is no certificate request in it")]
    NoRequest,
    /// The text is no PEM.
    #[error("the PEM encoding of the request is broken")]
    Pem(#[source] Box<dyn Error + Send + Sync>),
    /// The bytes are no request.
    #[error("it is not a PKCS #10 certificate request, or part of it is missing")]
    Malformed(#[source] Box<dyn Error + Send + Sync>),
    /// Something follows the request.
    #[error("the request is followed by something else, of length {count}")]
    TrailingBytes {
        /// How many.
        count: usize,
    },
    /// The key is weak, or of a kind that is not accepted.
    #[error(
        "the key of the request is {key}, expected RSA of {} to {} bits, or ECDSA on P-256 or P-384",
        RSA_BITS.start(), RSA_BITS.end()
    )]
    Key {
        /// The kind of the key.
        key: KeyKind,
    },
    /// The request is signed with an algorithm that is not accepted, such as one with SHA-1.
    #[error("the request is signed with an algorithm that is not accepted: sign it with SHA-256")]
    SignatureAlgorithm,
    /// The request is not signed with its own key.
    #[error("the request is not signed with the key that it is for")]
    Signature(#[source] Box<dyn Error + Send + Sync>),
    /// The request does not say who it is for.
    #[error("the request is not one for a personal certificate: {0}")]
    Holder(HolderError),
}

impl RequestError {
    /// The variant in snake case, for logs and programs: `no_request`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "too_long",
            Self::NoRequest => "no_request",
            Self::Pem(_) => "pem",
            Self::Malformed(_) => "malformed",
            Self::TrailingBytes { .. } => "trailing_bytes",
            Self::Key { .. } => "key",
            Self::SignatureAlgorithm => "signature_algorithm",
            Self::Signature(_) => "signature",
            Self::Holder(error) => error.kind(),
        }
    }
}

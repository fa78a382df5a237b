//! Files of certificates, and the reasons that one cannot be read.

mod pkcs7;

use std::error::Error;

use pki_types::CertificateDer;
use pki_types::pem::{self, PemObject};
use x509_parser::certificate::X509Certificate;
use x509_parser::error::X509Error;
use x509_parser::prelude::FromDer;

use super::holder::HolderError;

/// The maximum length of a certificate, in bytes. One with an RSA key of 8192 bits, signed with another
/// such key, has about 3000.
pub const MAX_CERTIFICATE_LENGTH: usize = 16 * 1024;

/// The maximum number of certificates in a file or a handshake.
pub const MAX_CERTIFICATES: usize = 8;

/// The maximum length of a file, in bytes.
pub const MAX_FILE_LENGTH: usize = 128 * 1024;

/// Reads the certificates of a `.cer` file: one in DER, one or several in PEM, or a PKCS #7 envelope in DER
/// or PEM, as some authorities send it. They are returned in the order of the file; in an envelope, the
/// order has no meaning.
///
/// Other sections of a PEM file, such as private keys, are skipped. The certificates need not be
/// [personal](super::PersonalCertificate) ones, and nothing in them is verified.
///
/// # Errors
///
/// Returns an error if the file has no certificate, one that cannot be parsed, or exceeds a limit.
pub fn read_certificates(file: &[u8]) -> Result<Vec<CertificateDer<'static>>, ReadError> {
    if file.len() > MAX_FILE_LENGTH {
        return Err(ReadError::FileTooLong { length: file.len() });
    }
    let certificates = if is_der(file) {
        pkcs7::from_der(file).unwrap_or_else(|| vec![CertificateDer::from(file.to_vec())])
    } else {
        read_pem(file)?
    };
    match certificates.len() {
        0 => return Err(ReadError::NoCertificate),
        1..=MAX_CERTIFICATES => {}
        count => return Err(ReadError::TooMany { count }),
    }
    for certificate in &certificates {
        parse(certificate)?;
    }
    Ok(certificates)
}

fn read_pem(file: &[u8]) -> Result<Vec<CertificateDer<'static>>, ReadError> {
    let read: Result<Vec<_>, pem::Error> = CertificateDer::pem_slice_iter(file).collect();
    let certificates = read.map_err(|error| ReadError::Pem(error.into()))?;
    if certificates.is_empty() {
        return Ok(pkcs7::from_pem(file).unwrap_or_default());
    }
    Ok(certificates)
}

/// Returns `true` if the file begins like the DER of a sequence of more than 127 bytes. Text never does.
pub(super) const fn is_der(file: &[u8]) -> bool {
    matches!(file, [0x30, 0x80..=0xFF, ..])
}

/// Parses a single certificate, to its last byte.
pub(super) fn parse(der: &[u8]) -> Result<X509Certificate<'_>, ReadError> {
    if der.len() > MAX_CERTIFICATE_LENGTH {
        return Err(ReadError::TooLong { length: der.len() });
    }
    match X509Certificate::from_der(der) {
        Ok(([], certificate)) => Ok(certificate),
        Ok((rest, _)) => Err(ReadError::TrailingBytes { count: rest.len() }),
        Err(error) => Err(ReadError::malformed(X509Error::from(error))),
    }
}

/// An error that occurs when a certificate, or a file of certificates, is read.
///
/// The text is one line for people and does not repeat the [`source`](Error::source); programs use
/// [`kind`](Self::kind).
#[derive(Debug, thiserror::Error, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum ReadError {
    /// The file is longer than [`MAX_FILE_LENGTH`].
    #[error("the file is {length} bytes long, expected at most {MAX_FILE_LENGTH}")]
    FileTooLong {
        /// The length in bytes.
        length: usize,
    },
    /// The certificate is longer than [`MAX_CERTIFICATE_LENGTH`].
    #[error("the certificate is {length} bytes long, expected at most {MAX_CERTIFICATE_LENGTH}")]
    TooLong {
        /// The length in bytes.
        length: usize,
    },
    /// There are more certificates than [`MAX_CERTIFICATES`].
    #[error("found {count} certificates, expected at most {MAX_CERTIFICATES}")]
    TooMany {
        /// The number of certificates.
        count: usize,
    },
    /// There is no certificate.
    #[error("no certificate found")]
    NoCertificate,
    /// The PEM encoding is invalid.
    #[error("the PEM encoding of the certificate is invalid")]
    Pem(#[source] Box<dyn Error + Send + Sync>),
    /// The bytes cannot be parsed as a certificate.
    #[error("cannot be parsed as an X.509 certificate; it may be truncated")]
    Malformed(#[source] Box<dyn Error + Send + Sync>),
    /// The certificate is followed by other bytes.
    #[error("the certificate is followed by unexpected data of length {count}")]
    TrailingBytes {
        /// The number of bytes after the certificate.
        count: usize,
    },
    /// The certificate is not a personal one.
    #[error("not a personal certificate: {0}")]
    #[strum(transparent)]
    Holder(HolderError),
}

impl ReadError {
    pub(super) fn malformed(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Malformed(error.into())
    }

    /// Returns the name of the variant in snake case, for logs and programs: `no_certificate`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.into()
    }
}

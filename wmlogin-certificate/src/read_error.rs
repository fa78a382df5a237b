//! The reasons for which a certificate, or a file of certificates, cannot be read, and the limits.

use std::error::Error;

use super::holder::HolderError;
use super::serial::SerialError;

/// The maximum length of a certificate, in bytes. One with an RSA key of 8192 bits, signed with another
/// such key, has about 3000.
pub const MAX_CERTIFICATE_LENGTH: usize = 16 * 1024;

/// The maximum number of certificates in a file or a handshake.
pub const MAX_CERTIFICATES: usize = 8;

/// The maximum length of a file, in bytes.
pub const MAX_FILE_LENGTH: usize = 128 * 1024;

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
    /// The bytes are not an X.509 certificate.
    #[error("cannot be parsed as an X.509 certificate; it may be truncated")]
    Malformed(#[source] Box<dyn Error + Send + Sync>),
    /// The certificate has an invalid field.
    #[error("a field of the certificate is invalid")]
    Field(#[source] Box<dyn Error + Send + Sync>),
    /// The certificate has an invalid extension.
    #[error("the extension {name} of the certificate is invalid")]
    Extension {
        /// The name of the extension.
        name: &'static str,
        /// The reason.
        source: Box<dyn Error + Send + Sync>,
    },
    /// The serial number is longer than any that an authority issues.
    #[error(transparent)]
    #[strum(serialize = "serial")]
    Serial(SerialError),
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

//! Why something is no personal certificate.

use std::error::Error;

use super::file::{MAX_CERTIFICATES, MAX_FILE_LENGTH};
use super::holder::HolderError;
use super::personal::MAX_CERTIFICATE_LENGTH;

/// Why a certificate, or a file of them, cannot be read.
///
/// Its text is one line for people, and does not repeat its [`source`](Error::source);
/// [`kind`](Self::kind) is for programs.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file is longer than [`MAX_FILE_LENGTH`].
    #[error("the file has {length} bytes, more than {MAX_FILE_LENGTH}: it is no certificate")]
    FileTooLong {
        /// Its length in bytes.
        length: usize,
    },
    /// The certificate is longer than [`MAX_CERTIFICATE_LENGTH`].
    #[error("the certificate has {length} bytes, more than {MAX_CERTIFICATE_LENGTH}")]
    TooLong {
        /// Its length in bytes.
        length: usize,
    },
    /// There are more certificates than [`MAX_CERTIFICATES`].
    #[error("there are {count} certificates, more than {MAX_CERTIFICATES}")]
    TooMany {
        /// How many.
        count: usize,
    },
    /// There is none.
    #[error("there is no certificate in it")]
    NoCertificate,
    /// The text is no PEM.
    #[error("the PEM encoding of the certificate is broken")]
    Pem(#[source] Box<dyn Error + Send + Sync>),
    /// The bytes are no certificate.
    #[error("it is not an X.509 certificate, or part of it is missing")]
    Malformed(#[source] Box<dyn Error + Send + Sync>),
    /// Something follows the certificate.
    #[error("the certificate is followed by something else, of length {count}")]
    TrailingBytes {
        /// How many.
        count: usize,
    },
    /// The certificate is no personal one.
    #[error("it is no personal certificate: {0}")]
    Holder(HolderError),
}

impl ReadError {
    pub(super) fn malformed(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Malformed(error.into())
    }

    /// The variant in snake case, for logs and programs: `no_certificate`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::FileTooLong { .. } => "file_too_long",
            Self::TooLong { .. } => "too_long",
            Self::TooMany { .. } => "too_many",
            Self::NoCertificate => "no_certificate",
            Self::Pem(_) => "pem",
            Self::Malformed(_) => "malformed",
            Self::TrailingBytes { .. } => "trailing_bytes",
            Self::Holder(error) => error.kind(),
        }
    }
}

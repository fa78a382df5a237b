//! Backup files, PKCS #12 (RFC 7292): private keys, their certificates and the chain in one encrypted file.
//!
//! [`Archive::open`] reads the files that browsers, Windows, Java, OpenSSL and others write, old and new: with PBES2 or
//! the schemes of RFC 7292 appendix C, triple DES and RC2 included; with a MAC or without; in DER, BER, base64 or PEM.
//! Time and memory are bounded.

mod archive;
mod cipher;
mod form;
mod kdf;
mod mac;

pub use archive::Archive;
pub use form::Other;

/// An error that occurs when a backup file is opened.
///
/// The text is one line, and holds no part of a key or passphrase.
#[derive(Debug, thiserror::Error, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Error {
    /// The file is not PKCS #12, or damaged.
    #[error("it is not a PKCS #12 file, or it is damaged")]
    Malformed,
    /// The file is of another kind.
    #[error("it is {}, not a PKCS #12 file", .0.name())]
    Other(Other),
    /// The passphrase does not open the file.
    #[error("the passphrase does not open it, or it is damaged")]
    Passphrase,
    /// The file is encrypted or authenticated in a way that is not supported.
    #[error("it is protected with {algorithm}, which is not supported")]
    Unsupported {
        /// The name of the algorithm.
        algorithm: String,
    },
}

impl Error {
    fn too_many(iterations: u32) -> Self {
        Self::Unsupported { algorithm: format!("{iterations} iterations") }
    }

    /// Returns the name of the variant in snake case, for programs.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.into()
    }
}

impl From<der::Error> for Error {
    fn from(_: der::Error) -> Self {
        Self::Malformed
    }
}

//! Revocation lists.

use std::error::Error;

use chrono::{DateTime, Utc};
use pki_types::CertificateRevocationListDer;
use pki_types::pem::PemObject;
use webpki::{CertRevocationList, OwnedCertRevocationList};
use x509_parser::error::X509Error;
use x509_parser::prelude::FromDer;
use x509_parser::revocation_list::CertificateRevocationList;

use crate::certificate::time;
use crate::file::is_der;

/// The maximum length of a revocation list, in bytes; it has room for some 200,000 certificates.
pub const MAX_REVOCATION_LIST_LENGTH: usize = 8 * 1024 * 1024;

/// The list of one issuer. Its signature is verified together with each certificate, because the issuer's
/// key is known only then.
pub(super) struct RevocationList {
    pub list: CertRevocationList<'static>,
    pub next_update: DateTime<Utc>,
}

impl RevocationList {
    /// Reads a list in DER or PEM.
    pub fn read(file: &[u8]) -> Result<Self, RevocationListError> {
        if file.len() > MAX_REVOCATION_LIST_LENGTH {
            return Err(RevocationListError::TooLong { length: file.len() });
        }
        if is_der(file) {
            return Self::from_der(file);
        }
        let der = CertificateRevocationListDer::from_pem_slice(file);
        Self::from_der(&der.map_err(|error| RevocationListError::Malformed(error.into()))?)
    }

    fn from_der(der: &[u8]) -> Result<Self, RevocationListError> {
        let malformed = |error: Box<dyn Error + Send + Sync>| RevocationListError::Malformed(error);
        let list = OwnedCertRevocationList::from_der(der).map_err(|error| malformed(error.into()))?;
        let (_, parsed) = CertificateRevocationList::from_der(der)
            .map_err(|error| malformed(X509Error::from(error).into()))?;
        // RFC 5280 section 5.1.2.5 requires it, and without it an outdated list cannot be detected.
        let next_update = parsed.next_update().ok_or_else(|| malformed("nextUpdate is missing".into()))?;
        Ok(Self {
            list: list.into(),
            next_update: time(next_update).map_err(|error| malformed(error.into()))?,
        })
    }
}

/// An error that occurs when a revocation list is read.
///
/// The text is one line for people and does not repeat the [`source`](Error::source).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RevocationListError {
    /// The list is longer than [`MAX_REVOCATION_LIST_LENGTH`].
    #[error("the revocation list is {length} bytes long, expected at most {MAX_REVOCATION_LIST_LENGTH}")]
    TooLong {
        /// The length in bytes.
        length: usize,
    },
    /// The bytes are not a complete revocation list in DER or PEM with the date of the next one.
    #[error("cannot be parsed as an X.509 version 2 revocation list with a nextUpdate")]
    Malformed(#[source] Box<dyn Error + Send + Sync>),
}

//! Revocation lists (RFC 5280 section 5).

mod list;

use chrono::{DateTime, Utc};

use super::error::CertificateError;
use super::root::Root;
use super::usage;
use crate::read_error::ReadError;
use crate::x509::Certificate;

pub(super) use list::RevocationList;
pub use list::{MAX_REVOCATION_LIST_LENGTH, RevocationListError};

/// The issuer of a certificate and of revocation lists.
pub(super) struct Issuer {
    public_key: Vec<u8>,
    signs_lists: bool,
}

impl Issuer {
    pub fn of_certificate(certificate: &Certificate<'_>) -> Result<Self, ReadError> {
        Ok(Self { public_key: certificate.public_key()?, signs_lists: usage::signs_lists(certificate)? })
    }

    pub fn of_root(root: &Root) -> Self {
        Self { public_key: root.public_key.clone(), signs_lists: root.signs_lists }
    }
}

/// Checks that the issuer has not revoked the certificate, and returns the time at which a newer list is due.
///
/// A revocation in any list counts, whatever a newer list says: a certificate that is on hold stays refused until
/// the older list is taken away. Lists from the future, and those of namesakes of the issuer, do not count.
pub(super) fn check_revocation(
    lists: &[RevocationList],
    certificate: &Certificate<'_>,
    issuer: &Issuer,
    latest: DateTime<Utc>,
) -> Result<DateTime<Utc>, CertificateError> {
    let mut next_update = None;
    // The reason is the one that is closest to an answer.
    let mut reason = CertificateError::NoRevocationList;
    for list in lists.iter().filter(|list| list.is_of(certificate.issuer())) {
        if let Err(error) = list.verify(&issuer.public_key) {
            if matches!(reason, CertificateError::NoRevocationList) {
                reason = CertificateError::RevocationListSignature(error);
            }
            continue;
        }
        if !issuer.signs_lists {
            return Err(CertificateError::RevocationListSignature("its keyUsage lacks cRLSign".into()));
        }
        if list.this_update() > latest {
            reason = CertificateError::FutureRevocationList { since: list.this_update(), now: latest };
            continue;
        }
        if list.has(certificate.serial())? {
            return Err(CertificateError::Revoked);
        }
        if list.covers(certificate) {
            next_update = next_update.max(Some(list.next_update()));
        }
    }
    next_update.ok_or(reason)
}

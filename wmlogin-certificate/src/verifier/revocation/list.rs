//! A revocation list as read from its bytes.

use std::error::Error;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use der::asn1::AnyRef;
use der::{Decode, Reader, SliceReader};
use pki_types::CertificateRevocationListDer;
use webpki::{CertRevocationList, OwnedCertRevocationList};
use x509_cert::ext::pkix::CrlDistributionPoints;
use x509_cert::ext::pkix::crl::dp::IssuingDistributionPoint;
use x509_cert::ext::pkix::name::{DistributionPointName, GeneralName};
use x509_cert::time::Time;

use crate::file::is_der;
use crate::pem;
use crate::read_error::ReadError;
use crate::signed::Signed;
use crate::x509::{Certificate, time};

/// The maximum length of a revocation list, in bytes; it has room for some 200,000 certificates.
pub const MAX_REVOCATION_LIST_LENGTH: usize = 8 * 1024 * 1024;

/// The list of one issuer. Its signature is verified together with each certificate, because the issuer's
/// key is known only then.
pub(in crate::verifier) struct RevocationList {
    der: Vec<u8>,
    /// The library's parser rejects lists that are not complete, such as those of changes and of some reasons.
    list: CertRevocationList<'static>,
    this_update: DateTime<Utc>,
    next_update: DateTime<Utc>,
    scope: Option<IssuingDistributionPoint>,
}

impl RevocationList {
    /// Reads a list in DER, or all lists in PEM.
    pub fn read(file: &[u8]) -> Result<Vec<Self>, RevocationListError> {
        if file.len() > MAX_REVOCATION_LIST_LENGTH {
            return Err(RevocationListError::TooLong { length: file.len() });
        }
        if is_der(file) {
            return Ok(vec![Self::from_der(file)?]);
        }
        let sections = pem::sections::<CertificateRevocationListDer<'_>>(file, pem::REVOCATION_LIST);
        let sections = sections.map_err(RevocationListError::malformed)?;
        if sections.is_empty() {
            return Err(RevocationListError::malformed("no revocation list found"));
        }
        sections.iter().map(|section| Self::from_der(section)).collect()
    }

    /// Reads all lists of these files.
    pub fn read_all<T: AsRef<[u8]>>(
        files: impl IntoIterator<Item = T>,
    ) -> Result<Arc<[Self]>, RevocationListError> {
        let read: Result<Vec<_>, _> = files.into_iter().map(|file| Self::read(file.as_ref())).collect();
        Ok(read?.into_iter().flatten().collect())
    }

    fn from_der(der: &[u8]) -> Result<Self, RevocationListError> {
        let list = OwnedCertRevocationList::from_der(der).map_err(RevocationListError::of_library)?;
        let list = CertRevocationList::from(list);
        let signed = Signed::from_der(der).map_err(RevocationListError::malformed)?;
        let (this_update, next_update) = dates(signed.content).map_err(RevocationListError::malformed)?;
        let scope = list.issuing_distribution_point().map(IssuingDistributionPoint::from_der).transpose();
        Ok(Self {
            der: der.to_vec(),
            this_update: time(this_update).map_err(RevocationListError::malformed)?,
            next_update: time(next_update).map_err(RevocationListError::malformed)?,
            scope: scope.map_err(RevocationListError::malformed)?,
            list,
        })
    }

    pub const fn this_update(&self) -> DateTime<Utc> {
        self.this_update
    }

    pub const fn next_update(&self) -> DateTime<Utc> {
        self.next_update
    }

    /// Returns `true` if the list names this issuer, given without tag and length.
    pub fn is_of(&self, issuer: &[u8]) -> bool {
        self.list.issuer() == issuer
    }

    /// Verifies the signature with the public key of the issuer.
    pub fn verify(&self, public_key: &[u8]) -> Result<(), Box<dyn Error + Send + Sync>> {
        Ok(Signed::from_der(&self.der)?.verify(public_key)?)
    }

    /// Returns `true` if the serial number, the content of an `INTEGER`, is in the list.
    pub fn has(&self, serial: &[u8]) -> Result<bool, ReadError> {
        let found = self.list.find_serial(serial).map_err(|error| ReadError::Field(error.into()))?;
        Ok(found.is_some())
    }

    /// Returns `true` if the certificate would be in the list if it were revoked (RFC 5280 section 6.3.3 b).
    pub fn covers(&self, certificate: &Certificate<'_>) -> bool {
        let Some(scope) = &self.scope else { return true };
        let is_authority =
            certificate.basic_constraints().is_ok_and(|constraints| constraints.is_some_and(|it| it.ca));
        let is_excluded =
            if is_authority { scope.only_contains_user_certs } else { scope.only_contains_ca_certs };
        !is_excluded
            && match certificate.revocation_points() {
                Ok(None) => true,
                Ok(Some(points)) => has_common_point(&points, scope),
                Err(_) => false,
            }
    }
}

/// Reads `thisUpdate` and `nextUpdate` of a `TBSCertList`. RFC 5280 section 5.1.2.5 requires the second, and without
/// it an outdated list cannot be detected.
fn dates(content: &[u8]) -> der::Result<(Time, Time)> {
    SliceReader::new(content)?.sequence(|reader| {
        let _version = u8::decode(reader)?;
        let _algorithm = AnyRef::decode(reader)?;
        let _issuer = AnyRef::decode(reader)?;
        let dates = (Time::decode(reader)?, Time::decode(reader)?);
        // The library has parsed the rest.
        reader.read_slice(reader.remaining_len())?;
        Ok(dates)
    })
}

fn has_common_point(points: &CrlDistributionPoints, scope: &IssuingDistributionPoint) -> bool {
    let of_list = addresses(scope.distribution_point.as_ref());
    let complete = points.0.iter().filter(|point| point.reasons.is_none() && point.crl_issuer.is_none());
    let mut of_certificate = complete.flat_map(|point| addresses(point.distribution_point.as_ref()));
    of_certificate.any(|address| of_list.contains(&address))
}

fn addresses(name: Option<&DistributionPointName>) -> Vec<&str> {
    let Some(DistributionPointName::FullName(names)) = name else { return Vec::new() };
    let addresses = names.iter().filter_map(|name| match name {
        GeneralName::UniformResourceIdentifier(address) => Some(address.as_str()),
        _ => None,
    });
    addresses.collect()
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
    /// The bytes are not a revocation list in DER or PEM.
    #[error("cannot be parsed as an X.509 revocation list with a nextUpdate")]
    Malformed(#[source] Box<dyn Error + Send + Sync>),
    /// The list is not a complete one of version 2: it lists changes, some reasons, or the certificates of others.
    #[error("the revocation list is of a kind that is not supported, expected a complete one of version 2")]
    Unsupported(#[source] Box<dyn Error + Send + Sync>),
}

impl RevocationListError {
    fn of_library(error: webpki::Error) -> Self {
        use webpki::Error as Library;

        match error {
            Library::UnsupportedCriticalExtension
            | Library::UnsupportedCrlIssuingDistributionPoint
            | Library::UnsupportedCrlVersion
            | Library::UnsupportedDeltaCrl
            | Library::UnsupportedIndirectCrl
            | Library::UnsupportedRevocationReasonsPartitioning => Self::Unsupported(error.into()),
            error => Self::malformed(error),
        }
    }

    fn malformed(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Malformed(error.into())
    }
}

//! The path from a certificate to a root.

use std::cell::RefCell;
use std::ptr;
use std::time::Duration;

use chrono::{DateTime, Utc};
use der::asn1::ObjectIdentifier;
use der::oid::db::DB;
use der::oid::db::rfc5912::{
    DSA_WITH_SHA_1, MD_2_WITH_RSA_ENCRYPTION, MD_5_WITH_RSA_ENCRYPTION, SHA_1_WITH_RSA_ENCRYPTION,
};
use der::{Decode, SliceReader};
use pki_types::{CertificateDer, TrustAnchor, UnixTime};
use webpki::{ALL_VERIFICATION_ALGS, Cert, EndEntityCert, Error, KeyUsage, VerifiedPath};

use super::error::CertificateError;
use super::revocation::{Issuer, RevocationList, check_revocation};
use super::root::Root;
use super::{accept_key, usage};
use crate::name::printable;
use crate::read_error::ReadError;
use crate::x509::Certificate;

/// Signature algorithms that are broken.
const WEAK: [ObjectIdentifier; 7] = [
    MD_2_WITH_RSA_ENCRYPTION,
    // md4WithRSAEncryption (RFC 8017 has it no more).
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.3"),
    MD_5_WITH_RSA_ENCRYPTION,
    SHA_1_WITH_RSA_ENCRYPTION,
    // sha1WithRSASignature, of the Open Systems Environment Implementors' Workshop.
    ObjectIdentifier::new_unwrap("1.3.14.3.2.29"),
    DSA_WITH_SHA_1,
    // ecdsa-with-SHA1 (RFC 3279 section 2.2.3).
    ObjectIdentifier::new_unwrap("1.2.840.10045.4.1"),
];

/// The roots and the lists that a path is checked with.
#[derive(Clone, Copy)]
pub(super) struct Trust<'a> {
    pub roots: &'a [Root],
    pub lists: &'a [RevocationList],
    /// The latest time at which revocation lists may be issued.
    pub latest: DateTime<Utc>,
}

/// The first time at which a newer revocation list is due, if there are lists.
pub(super) type Due = Option<DateTime<Utc>>;

/// Checks the path at a time, and that no certificate in it is revoked; the lists may be outdated.
pub(super) fn check(
    chain: &[CertificateDer<'_>],
    parsed: &Certificate<'_>,
    trust: Trust<'_>,
    at: DateTime<Utc>,
) -> Result<Due, CertificateError> {
    let [leaf, intermediates @ ..] = chain else { return Err(ReadError::NoCertificate.into()) };
    let certificate = EndEntityCert::try_from(leaf).map_err(|error| refusal(error, &[], parsed, at))?;
    let anchors: Vec<_> = trust.roots.iter().map(|root| root.anchor.clone()).collect();
    // The library's errors have no room for ours.
    let checked = RefCell::new(None);
    let result = certificate.verify_for_usage(
        ALL_VERIFICATION_ALGS,
        &anchors,
        intermediates,
        unix_time(at),
        KeyUsage::client_auth(),
        None,
        Some(&|path: &VerifiedPath<'_>| {
            let result = trust.check_path(path, &anchors, parsed);
            let is_valid = result.is_ok();
            // The first reason is kept: those of other paths to the root are about the same certificates.
            let mut checked = checked.borrow_mut();
            if is_valid || checked.is_none() {
                *checked = Some(result);
            }
            if is_valid { Ok(()) } else { Err(Error::UnknownIssuer) }
        }),
    );
    match (result, checked.into_inner()) {
        (Ok(_), Some(due)) => due,
        (Err(_), Some(Err(refusal))) => Err(refusal),
        (Err(error), _) => Err(refusal(error, intermediates, parsed, at)),
        (Ok(_), None) => Err(CertificateError::Path("the path was not checked".into())),
    }
}

impl Trust<'_> {
    /// Checks what the library leaves to its callers.
    fn check_path(
        self,
        path: &VerifiedPath<'_>,
        anchors: &[TrustAnchor<'_>],
        leaf: &Certificate<'_>,
    ) -> Result<Due, CertificateError> {
        let between: Vec<&Cert<'_>> = path.intermediate_certificates().collect();
        let between: Vec<_> = between.iter().map(|issuer| issuer.der()).collect();
        let between: Vec<_> = between.iter().map(|der| Certificate::parse(der)).collect::<Result<_, _>>()?;
        let index = anchors.iter().position(|anchor| ptr::eq(anchor, path.anchor()));
        let root = index.and_then(|index| self.roots.get(index));
        let root = root.ok_or_else(|| CertificateError::Path("the root is unknown".into()))?;
        let not_permitted = || CertificateError::IssuerNotAuthority { issuer: printable(leaf.issuer()) };
        for issuer in &between {
            accept_key(issuer)?;
            if usage::lacking_of_issuer(issuer)?.is_some() {
                return Err(not_permitted());
            }
        }
        if root.max_between.is_some_and(|max| between.len() > max.into()) {
            return Err(not_permitted());
        }
        self.check_revocation(leaf, &between, root)
    }

    fn check_revocation(
        self,
        leaf: &Certificate<'_>,
        between: &[Certificate<'_>],
        root: &Root,
    ) -> Result<Due, CertificateError> {
        if self.lists.is_empty() {
            return Ok(None);
        }
        let mut issuers = between.iter().map(Issuer::of_certificate).collect::<Result<Vec<_>, _>>()?;
        issuers.push(Issuer::of_root(root));
        let mut due = None;
        for (certificate, issuer) in [leaf].into_iter().chain(between).zip(&issuers) {
            let next_update = check_revocation(self.lists, certificate, issuer, self.latest)?;
            due = Some(due.map_or(next_update, |due: DateTime<Utc>| due.min(next_update)));
        }
        Ok(due)
    }
}

/// No certificate with a date before 1970 is parsed, so no path is checked for an earlier time.
fn unix_time(time: DateTime<Utc>) -> UnixTime {
    UnixTime::since_unix_epoch(Duration::from_secs(time.timestamp().max(0).unsigned_abs()))
}

/// Translates the library's error.
fn refusal(
    error: Error,
    intermediates: &[CertificateDer<'_>],
    parsed: &Certificate<'_>,
    at: DateTime<Utc>,
) -> CertificateError {
    let issuer = || printable(parsed.issuer());
    match error {
        Error::UnknownIssuer => CertificateError::UnknownIssuer { issuer: issuer() },
        Error::InvalidSignatureForPublicKey => {
            // The library has one error for a wrong signature and for a short key.
            let weak =
                intermediates.iter().find_map(|issuer| accept_key(&Certificate::parse(issuer).ok()?).err());
            weak.unwrap_or_else(|| CertificateError::BadSignature { issuer: issuer() })
        }
        Error::UnsupportedSignatureAlgorithmContext(context) => algorithm(&context.signature_algorithm_id),
        Error::UnsupportedSignatureAlgorithmForPublicKeyContext(context) => {
            algorithm(&context.signature_algorithm_id)
        }
        Error::CaUsedAsEndEntity => CertificateError::Authority,
        Error::RequiredEkuNotFoundContext(_) | Error::EmptyEkuExtension => {
            CertificateError::KeyUsage { extension: "extKeyUsage", lacking: "clientAuth" }
        }
        Error::EndEntityUsedAsCa | Error::PathLenConstraintViolated => {
            CertificateError::IssuerNotAuthority { issuer: issuer() }
        }
        // The path was checked for a time at which the certificate itself is valid.
        Error::CertExpired { .. } | Error::CertNotValidYet { .. } => CertificateError::IssuerDates { at },
        Error::UnsupportedCriticalExtension => CertificateError::CriticalExtension,
        Error::UnsupportedCertVersion => CertificateError::Version,
        Error::BadDer | Error::BadDerTime | Error::TrailingData(_) => ReadError::Field(error.into()).into(),
        error => CertificateError::Path(error.into()),
    }
}

/// Returns the error for the algorithm in the content of an `AlgorithmIdentifier`.
fn algorithm(identifier: &[u8]) -> CertificateError {
    let oid = SliceReader::new(identifier).and_then(|mut reader| ObjectIdentifier::decode(&mut reader));
    let Ok(oid) = oid else {
        return CertificateError::UnknownSignature { algorithm: "an unnamed algorithm".to_owned() };
    };
    let algorithm = DB.by_oid(&oid).map_or_else(|| oid.to_string(), str::to_owned);
    if WEAK.contains(&oid) {
        CertificateError::WeakSignature { algorithm }
    } else {
        CertificateError::UnknownSignature { algorithm }
    }
}

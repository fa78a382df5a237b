//! The path from a certificate to a root.

use std::time::Duration;

use chrono::{DateTime, Utc};
use pki_types::{CertificateDer, TrustAnchor, UnixTime};
use webpki::{
    ALL_VERIFICATION_ALGS, CertRevocationList, EndEntityCert, Error, KeyUsage, RevocationOptions,
    RevocationOptionsBuilder,
};
use x509_parser::asn1_rs::{FromDer, Oid};
use x509_parser::certificate::X509Certificate;
use x509_parser::objects::{oid_registry, oid2sn};
use x509_parser::oid_registry as oids;

use super::accept_key;
use super::error::CertificateError;
use super::revocation::RevocationList;
use crate::certificate::printable;
use crate::file::{ReadError, parse};

/// Signature algorithms that are broken.
const WEAK: [Oid<'static>; 6] = [
    oids::OID_PKCS1_MD2WITHRSAENC,
    oids::OID_PKCS1_MD4WITHRSAENC,
    oids::OID_PKCS1_MD5WITHRSAENC,
    oids::OID_PKCS1_SHA1WITHRSA,
    oids::OID_SHA1_WITH_RSA,
    oids::OID_SIG_DSA_WITH_SHA1,
];

/// The names of all issuers from a certificate to its root, in DER without tag and length.
pub(super) struct Issuers(Vec<Vec<u8>>);

impl Issuers {
    pub fn contains(&self, name: &[u8]) -> bool {
        self.0.iter().any(|issuer| issuer == name)
    }
}

/// Checks the path at a time, and that no certificate in it is revoked; the lists may be outdated.
pub(super) fn check(
    chain: &[CertificateDer<'_>],
    parsed: &X509Certificate<'_>,
    roots: &[TrustAnchor<'_>],
    lists: &[RevocationList],
    at: DateTime<Utc>,
) -> Result<Issuers, CertificateError> {
    let [leaf, intermediates @ ..] = chain else { return Err(ReadError::NoCertificate.into()) };
    let certificate = EndEntityCert::try_from(leaf).map_err(ReadError::malformed)?;
    let lists: Vec<_> = lists.iter().map(|list| &list.list).collect();
    let path = certificate.verify_for_usage(
        ALL_VERIFICATION_ALGS,
        roots,
        intermediates,
        unix_time(at),
        KeyUsage::client_auth(),
        revocation(&lists),
        None,
    );
    match path {
        Ok(path) => {
            let between = path.intermediate_certificates().map(|issuer| issuer.issuer().to_vec());
            Ok(Issuers(between.chain([certificate.issuer().to_vec()]).collect()))
        }
        Err(error) => Err(refusal(error, intermediates, parsed, at)),
    }
}

/// Returns the library's defaults: every certificate of the path is checked, and a missing list is an error.
fn revocation<'a>(lists: &'a [&'a CertRevocationList<'a>]) -> Option<RevocationOptions<'a>> {
    RevocationOptionsBuilder::new(lists).ok().map(RevocationOptionsBuilder::build)
}

fn unix_time(time: DateTime<Utc>) -> UnixTime {
    UnixTime::since_unix_epoch(Duration::from_secs(time.timestamp().try_into().unwrap_or_default()))
}

/// Translates the library's error.
fn refusal(
    error: Error,
    intermediates: &[CertificateDer<'_>],
    parsed: &X509Certificate<'_>,
    at: DateTime<Utc>,
) -> CertificateError {
    let issuer = || printable(parsed.issuer());
    match error {
        Error::UnknownIssuer => CertificateError::UnknownIssuer { issuer: issuer() },
        Error::InvalidSignatureForPublicKey => {
            // The library has one error for a wrong signature and for a short key.
            let weak = intermediates.iter().find_map(|issuer| accept_key(&parse(issuer).ok()?).err());
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
        Error::CertRevoked => CertificateError::Revoked,
        Error::UnknownRevocationStatus => CertificateError::NoRevocationList,
        Error::InvalidCrlSignatureForPublicKey
        | Error::IssuerNotCrlSigner
        | Error::UnsupportedCrlSignatureAlgorithmContext(_)
        | Error::UnsupportedCrlSignatureAlgorithmForPublicKeyContext(_) => {
            CertificateError::RevocationListSignature(error.into())
        }
        Error::BadDer | Error::BadDerTime | Error::TrailingData(_) | Error::UnsupportedCertVersion => {
            ReadError::malformed(error).into()
        }
        error => CertificateError::Path(error.into()),
    }
}

/// Returns the error for the algorithm in the content of an `AlgorithmIdentifier`.
fn algorithm(identifier: &[u8]) -> CertificateError {
    let Ok((_, oid)) = Oid::from_der(identifier) else {
        return CertificateError::UnknownSignature { algorithm: "an unnamed algorithm".to_owned() };
    };
    let algorithm = oid2sn(&oid, oid_registry()).map_or_else(|_| oid.to_id_string(), str::to_owned);
    if WEAK.contains(&oid) {
        CertificateError::WeakSignature { algorithm }
    } else {
        CertificateError::UnknownSignature { algorithm }
    }
}

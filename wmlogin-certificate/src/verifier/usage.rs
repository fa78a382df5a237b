//! The uses that certificates permit (RFC 5280 sections 4.2.1.3 and 4.2.1.12).
//!
//! The path validation of webpki checks the extended key usage below the root, and no key usage at all.

use der::oid::db::rfc5280::ID_KP_CLIENT_AUTH;

use super::error::CertificateError;
use crate::read_error::ReadError;
use crate::x509::Certificate;

/// Checks that a person may sign in with the certificate. Without the extension, every use is permitted.
pub(super) fn check_person(certificate: &Certificate<'_>) -> Result<(), CertificateError> {
    if certificate.key_usage()?.is_some_and(|usage| !usage.digital_signature()) {
        return Err(CertificateError::KeyUsage { extension: "keyUsage", lacking: "digitalSignature" });
    }
    Ok(())
}

/// Returns the use that an issuer of personal certificates has to permit and does not, if there is one.
pub(super) fn lacking_of_issuer(issuer: &Certificate<'_>) -> Result<Option<&'static str>, ReadError> {
    if issuer.key_usage()?.is_some_and(|usage| !usage.key_cert_sign()) {
        return Ok(Some("keyCertSign"));
    }
    let extended = issuer.extended_key_usage()?;
    Ok(extended.is_some_and(|uses| !uses.0.contains(&ID_KP_CLIENT_AUTH)).then_some("clientAuth"))
}

/// Returns `true` if the issuer may sign revocation lists.
pub(super) fn signs_lists(issuer: &Certificate<'_>) -> Result<bool, ReadError> {
    Ok(issuer.key_usage()?.is_none_or(|usage| usage.crl_sign()))
}

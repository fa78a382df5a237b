//! A certificate from a file signs nobody in: anybody may have a copy of it.

use wmlogin_certificate::{
    CertificateError, CertificateVerifier, PersonalCertificate, VerifiedCertificate,
};

fn sign_in(
    verifier: &CertificateVerifier,
    certificate: &PersonalCertificate,
) -> Result<VerifiedCertificate, CertificateError> {
    verifier.verify(certificate)
}

fn main() {}

//! Files with certificates, requests and revocation lists.

use std::sync::LazyLock;

use wmlogin_certificate::{
    CertificateRequest, CertificateVerifier, PersonalCertificate, PresentedCertificate, read_certificates,
};
use wmlogin_test_support::authority::WMID;

/// A day on which the certificates of the seeds are valid.
const TODAY: &str = "2030-01-12T14:31:29Z";

static VERIFIER: LazyLock<CertificateVerifier> = LazyLock::new(verifier);

/// The verifier that takes lists, so that what one file revokes does not count for the next.
static WITH_LISTS: LazyLock<CertificateVerifier> = LazyLock::new(verifier);

fn verifier() -> CertificateVerifier {
    let root = include_str!("../seeds/root.pem");
    CertificateVerifier::builder().root_certificates(root).build().expect("a verifier")
}

/// Only the user to whom the authority of the seeds gave a certificate is signed in.
///
/// # Panics
///
/// It is not so.
#[must_use]
pub fn check(file: &[u8]) -> bool {
    let _ = PersonalCertificate::from_der(file);
    let _ = CertificateRequest::read(file);
    let _ = WITH_LISTS.replace_revocation_lists([file]);
    let Ok(chain) = read_certificates(file) else { return false };
    let Some(presented) = PresentedCertificate::assume_possession_proved(chain) else { return false };
    let login = VERIFIER.verify_at(&presented, TODAY.parse().expect("a time"));
    assert!(login.as_ref().is_ok_and(|login| login.wmid().to_string() == WMID) || login.is_err());
    login.is_ok()
}

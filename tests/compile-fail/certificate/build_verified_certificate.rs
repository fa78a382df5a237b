//! Only the verifier makes a login with a certificate.

use chrono::Utc;
use wmlogin_certificate::{PersonalCertificate, VerifiedCertificate};

fn sign_in(certificate: PersonalCertificate) -> VerifiedCertificate {
    VerifiedCertificate { certificate, at: Utc::now() }
}

fn main() {}

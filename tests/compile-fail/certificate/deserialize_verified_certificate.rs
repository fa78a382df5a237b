//! A login with a certificate is not read from a cookie or a request.

use serde::Deserialize;
use wmlogin_certificate::VerifiedCertificate;

fn sign_in<'a, D: serde::Deserializer<'a>>(cookie: D) -> Result<VerifiedCertificate, D::Error> {
    VerifiedCertificate::deserialize(cookie)
}

fn main() {}

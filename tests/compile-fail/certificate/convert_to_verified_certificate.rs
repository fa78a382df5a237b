//! Nothing converts into a login with a certificate.

use wmlogin_certificate::{PresentedCertificate, VerifiedCertificate};

fn sign_in(presented: PresentedCertificate) -> VerifiedCertificate {
    presented.into()
}

fn main() {}

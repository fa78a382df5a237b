//! A login with a certificate is no login with a ticket.

use wmlogin_client::VerifiedLogin;
use wmlogin_certificate::VerifiedCertificate;

fn sign_in(login: VerifiedCertificate) -> VerifiedLogin {
    login.into()
}

fn main() {}

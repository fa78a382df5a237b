//! Nothing converts into a verified login.

use wmlogin_client::{UnverifiedLogin, VerifiedLogin};

fn sign_in(login: UnverifiedLogin) -> VerifiedLogin {
    login.into()
}

fn main() {}

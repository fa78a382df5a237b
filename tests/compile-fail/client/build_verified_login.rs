//! Only the verifier makes a verified login.

use wmlogin_client::VerifiedLogin;

fn sign_in(login: VerifiedLogin) -> VerifiedLogin {
    VerifiedLogin { claimed: login.claimed().clone(), ..login }
}

fn main() {}

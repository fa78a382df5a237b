//! A verified login is not read from a cookie or a request.

use serde::Deserialize;
use wmlogin_client::VerifiedLogin;

fn sign_in<'a, D: serde::Deserializer<'a>>(cookie: D) -> Result<VerifiedLogin, D::Error> {
    VerifiedLogin::deserialize(cookie)
}

fn main() {}

//! A signed-in user is not read from a cookie or a request.

use serde::Deserialize;
use wmlogin_axum::SignedIn;

fn sign_in<'a, D: serde::Deserializer<'a>>(cookie: D) -> Result<SignedIn, D::Error> {
    SignedIn::deserialize(cookie)
}

fn main() {}

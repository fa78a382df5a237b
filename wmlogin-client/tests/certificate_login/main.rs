//! Signing in with a personal certificate, over real TLS, with clients that are not ours.

#[path = "../support/certificates/personal.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod authority;
#[path = "../support/certificates/openssl.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod openssl;

mod curl;
mod handshakes;
mod pages;
mod requests;
mod resumption;
mod world;

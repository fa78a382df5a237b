//! Personal certificates: what is read from them, and which of them are believed.

#[path = "../support/certificates/personal.rs"]
mod authority;
#[path = "../support/certificates/openssl.rs"]
mod openssl;

mod algorithms;
mod files;
mod hostile;
mod paths;
mod reading;
mod requests;
mod revocation;
mod verification;

//! Personal certificates: what is read from them, and which of them are believed.

#[path = "../support/certificates/personal.rs"]
mod authority;
mod reading;
mod verification;

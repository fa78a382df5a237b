//! Personal certificates: what is read from them, which of them are accepted, and who signs in with them.

mod algorithms;
mod files;
mod hostile;
mod judgement;
#[cfg(feature = "tls")]
mod login;
mod paths;
mod reading;
mod requests;
mod revocation;
mod verification;

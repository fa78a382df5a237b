//! Personal certificates: reading and verifying them.

mod algorithms;
mod files;
mod hostile;
mod paths;
mod reading;
mod requests;
mod revocation;
mod verification;

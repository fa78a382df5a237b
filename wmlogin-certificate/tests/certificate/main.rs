//! Personal certificates: what is read from them, and which of them are believed.

mod algorithms;
mod files;
mod hostile;
mod paths;
mod reading;
mod requests;
mod revocation;
mod verification;

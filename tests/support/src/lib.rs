//! What the tests of several packages share.

#![allow(missing_docs, reason = "the names say what a test needs to know")]
#![allow(
    clippy::missing_errors_doc,
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    clippy::new_without_default,
    reason = "a test fails by a panic"
)]

pub mod authority;
pub mod exchange;
pub mod openssl;

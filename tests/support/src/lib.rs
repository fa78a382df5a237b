//! Support for the tests of several packages.

#![allow(missing_docs, reason = "most names describe themselves")]
#![allow(
    clippy::missing_errors_doc,
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    clippy::new_without_default,
    reason = "a test fails by a panic"
)]

#[cfg(feature = "authority")]
pub mod authority;
#[cfg(all(feature = "book", unix))]
pub mod book;
#[cfg(feature = "browser")]
pub mod browser;
#[cfg(feature = "change")]
pub mod change;
#[cfg(feature = "chromium")]
pub mod chromium;
#[cfg(feature = "clock")]
pub mod clock;
#[cfg(feature = "exchange")]
pub mod confirmation;
#[cfg(feature = "browser")]
pub mod curl;
#[cfg(feature = "exchange")]
pub mod exchange;
#[cfg(feature = "exchange")]
pub mod flow;
pub mod folder;
#[cfg(feature = "log")]
pub mod log;
pub mod nss;
pub mod openssl;
pub mod program;
#[cfg(unix)]
pub mod redis;
#[cfg(feature = "browser")]
pub mod registered;
#[cfg(feature = "responses")]
pub mod responses;
#[cfg(all(feature = "terminal", unix))]
pub mod terminal;
pub mod tools;
#[cfg(feature = "world")]
pub mod world;

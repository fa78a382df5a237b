//! Servers, certificates and a log for the tests.

#[cfg(feature = "reqwest")]
pub mod certificates;
pub mod log;
#[cfg(feature = "reqwest")]
pub mod misbehaving;
#[cfg(feature = "reqwest")]
pub mod posting;
#[cfg(feature = "reqwest")]
pub mod processes;

//! The client: addresses, receiving, verifying, and the HTTP transport.

mod addresses;
mod credentials;
mod forgeries;
mod proxies;
mod readme;
mod refusals;
mod relay;
mod replays;
mod sites;
mod support;
#[cfg(feature = "reqwest")]
mod tls;
#[cfg(feature = "reqwest")]
mod transport;

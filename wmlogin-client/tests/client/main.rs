//! The client: addresses, receiving, verifying, the login flow, and the HTTP transport.

mod addresses;
mod credentials;
mod flow;
mod forgeries;
mod proxies;
mod readme;
mod refusals;
mod replays;
mod sites;
mod support;
#[cfg(feature = "reqwest")]
mod tls;
#[cfg(feature = "reqwest")]
mod transport;

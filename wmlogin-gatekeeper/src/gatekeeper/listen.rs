//! The addresses that the stand-in listens on.

use std::io;
use std::net::SocketAddr;

use url::Url;

use super::StartError;
use crate::http::{Listener, Server};

pub(super) fn is_loopback(address: &SocketAddr) -> bool {
    address.ip().to_canonical().is_loopback()
}

pub(super) async fn bind(address: SocketAddr) -> Result<Listener, StartError> {
    Listener::bind(address).await.map_err(|source| StartError::Address { address, source })
}

pub(super) fn url(scheme: &str, server: &Server) -> Result<Url, StartError> {
    let address = server.address();
    // Every socket address makes a URL.
    let invalid = |error| StartError::Address { address, source: io::Error::other(error) };
    Url::parse(&format!("{scheme}://{address}")).map_err(invalid)
}

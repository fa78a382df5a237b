//! Addresses of this machine that a command listens on.

use std::net::{Ipv4Addr, SocketAddr, ToSocketAddrs};

/// Reads `HOST:PORT`, or a port of 127.0.0.1. Of a name, the IPv4 address is taken where there is one: the stand-in
/// and the site have to see one address of a browser.
pub fn parse(text: &str) -> Result<SocketAddr, String> {
    if let Ok(port) = text.parse() {
        return Ok((Ipv4Addr::LOCALHOST, port).into());
    }
    let expected = "expected HOST:PORT, such as 127.0.0.1:8080 or localhost:0";
    let addresses = text.to_socket_addrs().map_err(|error| format!("{error}; {expected}"))?;
    let addresses: Vec<_> = addresses.collect();
    let ipv4 = addresses.iter().find(|address| address.is_ipv4());
    ipv4.or(addresses.first()).copied().ok_or_else(|| format!("no address; {expected}"))
}

//! Hosts that can only be this machine.

use std::net::IpAddr;

/// Whether the host of an address, an IPv6 one in brackets, is a loopback address or the name that
/// browsers hold to be one.
pub fn is_this_machine(host: &str) -> bool {
    let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    host.eq_ignore_ascii_case("localhost")
        || address.parse().is_ok_and(|address: IpAddr| address.to_canonical().is_loopback())
}

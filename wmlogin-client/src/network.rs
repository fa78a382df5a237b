//! The network that a browser is in, as far as the site can see it.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};
use std::str::FromStr;

use ipnet::{AddrParseError, IpNet};

/// The network that an address belongs to: the address itself for IPv4, its /64 for IPv6.
///
/// A provider gives a customer a /64 at least, and devices change the other half of an IPv6 address of
/// their own accord. IPv4 addresses that are mapped into IPv6 are IPv4 addresses, and every loopback
/// address is the same network.
///
/// ```
/// use wmlogin_client::Network;
///
/// let network = Network::of("2001:db8::1:2:3:4".parse()?);
/// assert_eq!(network, Network::of("2001:db8::9".parse()?));
/// assert_eq!(network.to_string(), "2001:db8::/64");
/// assert_eq!(Network::of("::ffff:192.0.2.4".parse()?).to_string(), "192.0.2.4/32");
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Network(IpNet);

impl Network {
    /// Returns the network of an address.
    #[must_use]
    pub fn of(address: IpAddr) -> Self {
        let address = canonical(address);
        let bits = if address.is_ipv4() { 32 } else { 64 };
        Self(IpNet::new_assert(address, bits).trunc())
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Reads what `Display` prints.
impl FromStr for Network {
    type Err = AddrParseError;

    fn from_str(text: &str) -> Result<Self, AddrParseError> {
        text.parse().map(|network: IpNet| Self::of(network.addr()))
    }
}

/// Compares the addresses that two machines saw of one browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    /// Both are the same address.
    Same,
    /// Both are of one family and differ.
    Different,
    /// One is IPv4 and the other IPv6, which says nothing.
    Unknown,
}

impl Comparison {
    pub(crate) fn of(one: IpAddr, other: IpAddr) -> Self {
        let (one, other) = (canonical(one), canonical(other));
        if one == other {
            Self::Same
        } else if one.is_ipv4() == other.is_ipv4() || one.is_loopback() || other.is_loopback() {
            Self::Different
        } else {
            Self::Unknown
        }
    }
}

/// One form for each address: `::ffff:192.0.2.1` is 192.0.2.1, and loopback is loopback.
pub(crate) fn canonical(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        address if address.is_loopback() => Ipv4Addr::LOCALHOST.into(),
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_two_families_are_not_compared() {
        for (one, other, expected) in [
            ("192.0.2.1", "192.0.2.1", Comparison::Same),
            ("192.0.2.1", "::ffff:192.0.2.1", Comparison::Same),
            ("127.0.0.1", "::1", Comparison::Same),
            ("127.0.0.1", "127.8.9.1", Comparison::Same),
            ("192.0.2.1", "192.0.2.2", Comparison::Different),
            ("2001:db8::1", "2001:db8::2", Comparison::Different),
            ("192.0.2.1", "::1", Comparison::Different),
            ("127.0.0.1", "2001:db8::1", Comparison::Different),
            ("192.0.2.1", "2001:db8::1", Comparison::Unknown),
        ] {
            let [one, other] = [one, other].map(|address| address.parse().unwrap());
            assert_eq!(Comparison::of(one, other), expected, "{one} {other}");
            assert_eq!(Comparison::of(other, one), expected, "{other} {one}");
        }
    }

    #[test]
    fn a_network_reads_back() {
        for (address, network) in [
            ("192.0.2.1", "192.0.2.1/32"),
            ("::ffff:192.0.2.1", "192.0.2.1/32"),
            ("2001:db8:0:1:ffff::1", "2001:db8:0:1::/64"),
            ("::1", "127.0.0.1/32"),
        ] {
            let of = Network::of(address.parse().unwrap());
            assert_eq!(of.to_string(), network);
            assert_eq!(network.parse(), Ok(of));
        }
    }
}

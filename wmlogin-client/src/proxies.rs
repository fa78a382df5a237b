//! The browser's address behind the site's own proxies.

use std::net::{IpAddr, SocketAddr};

use http::HeaderName;
use http::header::FORWARDED;
use ipnet::{IpNet, Ipv4Net};

/// The site's own proxies, and the header in which they pass on the address that a request came from.
///
/// Anyone can send such a header, so it is read only in requests from a listed network. It is read from its
/// end, because every proxy appends the address that it saw: the last address outside the listed networks is
/// the browser's.
///
/// ```
/// use wmlogin_client::TrustedProxies;
///
/// let proxies = TrustedProxies::new(["10.0.0.0/8".parse()?]);
/// let header = "203.0.113.9, 198.51.100.7, 10.0.0.2"; // the browser made up the first address
/// let address = proxies.browser_address("10.0.0.1".parse()?, [header])?;
/// assert_eq!(address.to_string(), "198.51.100.7");
///
/// // A request from outside the listed networks comes from the browser itself, whatever its header.
/// let address = proxies.browser_address("192.0.2.4".parse()?, [header])?;
/// assert_eq!(address.to_string(), "192.0.2.4");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct TrustedProxies {
    networks: Vec<IpNet>,
    header: HeaderName,
}

impl TrustedProxies {
    /// Trusts proxies in these networks, which write `X-Forwarded-For`. A network of IPv4 addresses that are
    /// mapped into IPv6 is a network of IPv4 addresses.
    #[must_use]
    pub fn new(networks: impl IntoIterator<Item = IpNet>) -> Self {
        let header = HeaderName::from_static("x-forwarded-for");
        Self { networks: networks.into_iter().map(canonical).collect(), header }
    }

    /// Reads another header: `Forwarded` (RFC 7239), whose `for` is read, or one that holds an address or a
    /// list of addresses. The proxies must set or extend it in every request.
    #[must_use]
    pub fn header(mut self, header: HeaderName) -> Self {
        self.header = header;
        self
    }

    /// Returns the browser's address for a request from `peer` with these values of the header.
    ///
    /// # Errors
    ///
    /// A proxy passed the request on without the header, or the header holds something that is not an
    /// address.
    pub fn browser_address<'a>(
        &self,
        peer: IpAddr,
        values: impl IntoIterator<Item = &'a str>,
    ) -> Result<IpAddr, ForwardedError> {
        let peer = peer.to_canonical();
        if !self.is_trusted(peer) {
            return Ok(peer);
        }
        let is_rfc_7239 = self.header == FORWARDED;
        let mut hops: Vec<Option<IpAddr>> = Vec::new();
        for value in values {
            if is_rfc_7239 {
                hops.extend(outside_quotes(value, ',').filter_map(element).map(forwarded_for));
            } else {
                hops.extend(value.split(',').filter_map(element).map(parse));
            }
        }
        let mut farthest = None;
        for hop in hops.into_iter().rev() {
            let address = hop.ok_or(ForwardedError::Unreadable)?;
            if !self.is_trusted(address) {
                return Ok(address);
            }
            farthest = Some(address);
        }
        // A browser inside a listed network can use the site as well.
        farthest.ok_or(ForwardedError::Missing)
    }

    /// Returns the browser's address for a request from `peer` with these headers.
    ///
    /// # Errors
    ///
    /// The same as for [`browser_address`](Self::browser_address).
    pub fn browser_address_of(
        &self,
        peer: IpAddr,
        headers: &http::HeaderMap,
    ) -> Result<IpAddr, ForwardedError> {
        // A value that is not visible ASCII must not be skipped, so it is replaced by one that is not an
        // address.
        let values = headers.get_all(&self.header).iter().map(|value| value.to_str().unwrap_or("?"));
        self.browser_address(peer, values)
    }

    /// Returns `true` if the address is one of the site's own proxies.
    #[must_use]
    pub fn is_trusted(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.networks.iter().any(|network| network.contains(&address))
    }
}

/// A list may have empty elements, which count as nothing (RFC 9110 section 5.6.1).
fn element(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// The address in the `for` of an element of `Forwarded`. It must be there once; an obfuscated identifier or
/// `unknown` is not an address.
fn forwarded_for(element: &str) -> Option<IpAddr> {
    let pairs = outside_quotes(element, ';').filter_map(|pair| pair.split_once('='));
    let mut nodes = pairs.filter(|(name, _)| name.trim().eq_ignore_ascii_case("for"));
    let (_, node) = nodes.next().filter(|_| nodes.next().is_none())?;
    let node = node.trim();
    let quoted = node.strip_prefix('"').and_then(|node| node.strip_suffix('"'));
    // No address has a character that would need a backslash.
    parse(quoted.unwrap_or(node))
}

/// Splits a text where no quoted string encloses the separator.
fn outside_quotes(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut quoted, mut escaped) = (false, false);
    text.split(move |character| {
        let is_separator = character == separator && !quoted;
        quoted ^= character == '"' && !escaped;
        escaped = quoted && character == '\\' && !escaped;
        is_separator
    })
}

/// One form for each network: `::ffff:10.0.0.0/104` is 10.0.0.0/8.
fn canonical(network: IpNet) -> IpNet {
    let mapped = match network {
        IpNet::V6(network) if network.prefix_len() >= 96 => network.addr().to_ipv4_mapped(),
        _ => None,
    };
    let address = mapped.and_then(|address| Ipv4Net::new(address, network.prefix_len() - 96).ok());
    address.map_or(network, IpNet::V4).trunc()
}

/// Parses an address with or without a port, as proxies write it.
fn parse(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let address = bare.parse().ok().or_else(|| Some(text.parse::<SocketAddr>().ok()?.ip()));
    address.map(|address: IpAddr| address.to_canonical())
}

/// A trusted proxy's header from which the browser's address cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ForwardedError {
    /// The header is missing.
    #[error(
        "a trusted proxy did not pass on the browser's address: configure the proxy to set the header in every request"
    )]
    Missing,
    /// A part of the header is not an address.
    #[error(
        "a trusted proxy passed on something that is not an address: configure the proxy to set the header itself"
    )]
    Unreadable,
}

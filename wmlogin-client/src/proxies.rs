//! The browser's address behind the site's own proxies.

use std::net::{IpAddr, SocketAddr};

use http::HeaderName;
use ipnet::IpNet;

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
    /// Trusts proxies in these networks, which write `X-Forwarded-For`.
    #[must_use]
    pub fn new(networks: impl IntoIterator<Item = IpNet>) -> Self {
        let header = HeaderName::from_static("x-forwarded-for");
        Self { networks: networks.into_iter().collect(), header }
    }

    /// Reads another header, which holds one address or a list. The proxies must set or extend it in every
    /// request.
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
        let values: Vec<_> = values.into_iter().flat_map(|value| value.split(',')).collect();
        let mut farthest = None;
        for value in values.into_iter().rev() {
            let address = parse(value.trim()).ok_or(ForwardedError::Unreadable)?;
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

    fn is_trusted(&self, address: IpAddr) -> bool {
        self.networks.iter().any(|network| network.contains(&address))
    }
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

//! The browser's address behind proxies that the site runs.

use std::net::{IpAddr, SocketAddr};

use http::HeaderName;
use ipnet::IpNet;

/// The proxies that the site runs itself, and the header in which they write whom they got a request
/// from.
///
/// Anybody can send such a header. So it is read only when the request comes from a listed network, and
/// from its end: every proxy appends the address that it saw, and the last address that is not in a
/// listed network is the browser's.
///
/// ```
/// use wmlogin_client::TrustedProxies;
///
/// let proxies = TrustedProxies::new(["10.0.0.0/8".parse()?]);
/// let header = "203.0.113.9, 198.51.100.7, 10.0.0.2"; // the first one is the browser's own invention
/// let address = proxies.browser_address("10.0.0.1".parse()?, [header])?;
/// assert_eq!(address.to_string(), "198.51.100.7");
///
/// // Whoever is no proxy is the browser, whatever it says.
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
    /// Proxies in these networks that write `X-Forwarded-For`.
    #[must_use]
    pub fn new(networks: impl IntoIterator<Item = IpNet>) -> Self {
        let header = HeaderName::from_static("x-forwarded-for");
        Self { networks: networks.into_iter().collect(), header }
    }

    /// Another header with a list of addresses, or a single one: the proxies must set or extend it
    /// themselves in every request.
    #[must_use]
    pub fn header(mut self, header: HeaderName) -> Self {
        self.header = header;
        self
    }

    /// The browser's address, of a request from `peer` whose header has these values.
    ///
    /// # Errors
    ///
    /// A proxy passed the request on without the header, or with a text that is no address.
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
        // Who is inside a listed network can use the site too.
        farthest.ok_or(ForwardedError::Missing)
    }

    /// The browser's address, of a request from `peer` with these headers.
    ///
    /// # Errors
    ///
    /// As for [`browser_address`](Self::browser_address).
    pub fn browser_address_of(
        &self,
        peer: IpAddr,
        headers: &http::HeaderMap,
    ) -> Result<IpAddr, ForwardedError> {
        // A value that is no visible ASCII is no address, and must not be passed over.
        let values = headers.get_all(&self.header).iter().map(|value| value.to_str().unwrap_or("?"));
        self.browser_address(peer, values)
    }

    fn is_trusted(&self, address: IpAddr) -> bool {
        self.networks.iter().any(|network| network.contains(&address))
    }
}

/// An address, with a port or without one, as proxies write it.
fn parse(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let address = bare.parse().ok().or_else(|| Some(text.parse::<SocketAddr>().ok()?.ip()));
    address.map(|address: IpAddr| address.to_canonical())
}

/// Why a trusted proxy's header does not tell the browser's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ForwardedError {
    /// The header is not there.
    #[error("a trusted proxy did not say whom it got the request from: let it set the header")]
    Missing,
    /// A part of the header is no address.
    #[error("a trusted proxy wrote something that is no address: let it set the header itself")]
    Unreadable,
}

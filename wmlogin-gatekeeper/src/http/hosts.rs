//! The names that the stand-in is reached by.
//!
//! Any page in a browser can send requests to a name of its own site, and have that name resolve to this machine
//! (DNS rebinding). The browser then takes the stand-in for that site, so the page could read every answer. What
//! remains is the `Host` header, which has the name.

use std::net::IpAddr;

use http::HeaderMap;
use http::header::HOST;
use url::{Host, Url};

/// The names that the stand-in is reached by: every loopback name, and those that are configured.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hosts {
    /// In lower case.
    names: Vec<String>,
    /// Other machines may reach the stand-in, so by its addresses, too. Those cannot be rebound.
    is_exposed: bool,
}

impl Hosts {
    pub(crate) fn new(names: impl IntoIterator<Item = String>, is_exposed: bool) -> Self {
        Self { names: names.into_iter().map(|name| name.to_ascii_lowercase()).collect(), is_exposed }
    }

    /// Returns `true` if a request with these headers is meant for the stand-in. One without the header comes
    /// from no browser.
    pub(super) fn accept(&self, headers: &HeaderMap) -> bool {
        !headers.contains_key(HOST) || self.name(headers).is_some()
    }

    /// Returns the name that the client has for the stand-in, if it is one of its own: another one could lead
    /// a browser away.
    pub(super) fn name(&self, headers: &HeaderMap) -> Option<String> {
        let authority = headers.get(HOST)?.to_str().ok()?;
        let url = Url::parse(&format!("http://{authority}")).ok()?;
        let is_own = match url.host()? {
            Host::Domain(name) => {
                name == "localhost"
                    || name.ends_with(".localhost")
                    || self.names.iter().any(|own| own == name)
            }
            Host::Ipv4(address) => self.is_exposed || address.is_loopback(),
            Host::Ipv6(address) => self.is_exposed || IpAddr::V6(address).to_canonical().is_loopback(),
        };
        // Whatever else stands in the header is not a host.
        let is_host = url.path() == "/" && url.username().is_empty() && url.query().is_none();
        url.host_str().filter(|_| is_own && is_host).map(str::to_owned)
    }
}

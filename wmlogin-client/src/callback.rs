//! The request that brings the browser back.

use std::fmt;
use std::net::IpAddr;

use http::header::{CONTENT_TYPE, ORIGIN};
use http::{HeaderMap, HeaderName, request};

/// The parts of the request that brings the browser back which the site has to check, from any web
/// framework.
///
/// ```
/// use wmlogin_client::Callback;
///
/// let mut callback = Callback::new("POST", b"WmLogin_Version=30&...");
/// callback.content_type = Some("application/x-www-form-urlencoded");
/// callback.origin = Some("https://login.wmtransfer.com");
/// callback.address = Some("192.0.2.4".parse()?);
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Callback<'a> {
    /// The method.
    pub method: &'a str,
    /// The `Content-Type` header.
    pub content_type: Option<&'a str>,
    /// The `Origin` header.
    pub origin: Option<&'a str>,
    /// The `Sec-Fetch-Site` header, which only
    /// [`Site::receive_relayed`](crate::Site::receive_relayed) reads.
    pub fetch_site: Option<&'a str>,
    /// The browser's address. Behind a proxy, the one that [`TrustedProxies`](crate::TrustedProxies) reads
    /// from the proxy's header.
    pub address: Option<IpAddr>,
    /// The undecoded body.
    pub body: &'a [u8],
}

/// The header in which browsers name the relation between the page that a request comes from and its
/// destination. Scripts cannot set it.
pub(crate) const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Replaces a header that cannot be read, which must not count as absent.
const UNREADABLE: &str = "unreadable";

impl<'a> Callback<'a> {
    /// Creates a callback without headers, from an unknown address.
    #[must_use]
    pub const fn new(method: &'a str, body: &'a [u8]) -> Self {
        Self { method, content_type: None, origin: None, fetch_site: None, address: None, body }
    }

    /// Creates a callback from the request of a framework that uses the `http` crate; `address` is the
    /// browser's.
    #[must_use]
    pub fn from_http(request: &'a request::Parts, address: Option<IpAddr>, body: &'a [u8]) -> Self {
        Self {
            method: request.method.as_str(),
            content_type: header(&request.headers, &CONTENT_TYPE),
            origin: header(&request.headers, &ORIGIN),
            fetch_site: header(&request.headers, &SEC_FETCH_SITE),
            address,
            body,
        }
    }
}

/// Returns the value of a header that may occur only once.
pub(crate) fn header<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok().filter(|_| values.next().is_none());
    Some(value.unwrap_or(UNREADABLE))
}

impl fmt::Debug for Callback<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The body holds the ticket.
        f.debug_struct("Callback")
            .field("method", &self.method)
            .field("content_type", &self.content_type)
            .field("origin", &self.origin)
            .field("fetch_site", &self.fetch_site)
            .field("address", &self.address)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

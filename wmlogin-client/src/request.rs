//! A request of a browser, from any web framework.

use std::fmt;
use std::net::IpAddr;

use http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, HOST, ORIGIN};

/// Stands for a header that is there but cannot be read, because it must not count as absent.
const UNREADABLE: &str = "unreadable";

/// The parts of a browser's request that a login depends on, from any web framework.
///
/// Give it **all** headers: it picks the ones it needs, among them every `Cookie` header.
///
/// ```
/// use wmlogin_client::BrowserRequest;
///
/// let headers = [("Host", "shop.example"), ("Origin", "https://login.wmtransfer.com")];
/// let request = BrowserRequest::new("POST", "/webmoney")
///     .headers(headers)
///     .address("192.0.2.4".parse()?)
///     .body(b"WmLogin_Version=30&...");
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
#[derive(Clone)]
#[must_use = "it does nothing until a site receives it"]
pub struct BrowserRequest<'a> {
    pub(crate) method: &'a str,
    /// The path and query, as the browser sent them.
    pub(crate) target: &'a str,
    pub(crate) host: Option<&'a str>,
    pub(crate) origin: Option<&'a str>,
    pub(crate) content_type: Option<&'a str>,
    pub(crate) fetch_site: Option<&'a str>,
    pub(crate) languages: Option<&'a str>,
    /// The browser does not open the page for its user, or not yet.
    pub(crate) is_background: bool,
    /// Every `Cookie` header, as it came: other programs of the host may put any bytes there.
    pub(crate) cookies: Vec<&'a [u8]>,
    pub(crate) address: Option<IpAddr>,
    pub(crate) body: &'a [u8],
}

impl<'a> BrowserRequest<'a> {
    /// A request without headers and body, from an unknown address. The target is the path and query that
    /// the browser sent, such as `/login?return_to=/account`.
    pub const fn new(method: &'a str, target: &'a str) -> Self {
        Self {
            method,
            target,
            host: None,
            origin: None,
            content_type: None,
            fetch_site: None,
            languages: None,
            is_background: false,
            cookies: Vec::new(),
            address: None,
            body: &[],
        }
    }

    /// Takes what is needed of the request's headers; names in any letter case.
    pub fn headers<N, V>(mut self, headers: impl IntoIterator<Item = (N, &'a V)>) -> Self
    where
        N: AsRef<str>,
        V: AsRef<[u8]> + ?Sized + 'a,
    {
        for (name, value) in headers {
            self.header(name.as_ref(), value.as_ref());
        }
        self
    }

    /// Sets the address of the browser; behind a proxy, the one that
    /// [`TrustedProxies`](crate::TrustedProxies) found.
    pub const fn address(mut self, address: IpAddr) -> Self {
        self.address = Some(address);
        self
    }

    /// Sets the body, as the browser sent it.
    pub const fn body(mut self, body: &'a [u8]) -> Self {
        self.body = body;
        self
    }

    /// The request of a framework that uses the `http` crate.
    pub fn from_http(request: &'a http::request::Parts, address: Option<IpAddr>, body: &'a [u8]) -> Self {
        let target = request.uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
        let headers = request.headers.iter().map(|(name, value)| (name.as_str(), value));
        let mut this = Self::new(request.method.as_str(), target).headers(headers).body(body);
        // HTTP/2 has the host in the URI.
        if let Some(authority) = request.uri.authority() {
            this.host = Some(authority.as_str());
        }
        this.address = address;
        this
    }

    fn header(&mut self, name: &str, value: &'a [u8]) {
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if is(COOKIE.as_str()) {
            self.cookies.push(value);
            return;
        }
        let value = str::from_utf8(value).unwrap_or(UNREADABLE);
        if is(HOST.as_str()) {
            once(&mut self.host, value);
        } else if is(ORIGIN.as_str()) {
            once(&mut self.origin, value);
        } else if is(CONTENT_TYPE.as_str()) {
            once(&mut self.content_type, value);
        } else if is("sec-fetch-site") {
            once(&mut self.fetch_site, value);
        } else if is(ACCEPT_LANGUAGE.as_str()) {
            self.languages.get_or_insert(value);
        } else if ["sec-purpose", "purpose", "x-moz"].into_iter().any(is) {
            // `prefetch`, also with parameters: a browser that opens a page before the user does.
            self.is_background |= value.contains("prefetch") || value.contains("prerender");
        } else if is("sec-fetch-mode") {
            // Anything else is an image, a script or the like, which a user's post on the site can name.
            self.is_background |= value != "navigate";
        }
    }

    /// Returns `true` if the query has this parameter, which has no value. Whatever is between the browser and
    /// the site may write it with a `=`, or add parameters of its own.
    pub(crate) fn is_marked(&self, parameter: &str) -> bool {
        let query = self.target.split_once('?').map_or("", |(_, query)| query);
        query.split('&').any(|pair| pair.strip_suffix('=').unwrap_or(pair) == parameter)
    }

    pub(crate) fn path(&self) -> &'a str {
        self.target.split('?').next().unwrap_or_default()
    }
}

/// A header that may be sent only once; the second one makes it unreadable.
fn once<'a>(slot: &mut Option<&'a str>, value: &'a str) {
    *slot = Some(if slot.is_some() { UNREADABLE } else { value });
}

impl fmt::Debug for BrowserRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The body and the target may hold a ticket, the cookies the site's sessions.
        f.debug_struct("BrowserRequest")
            .field("method", &self.method)
            .field("path", &self.path())
            .field("host", &self.host)
            .field("origin", &self.origin)
            .field("content_type", &self.content_type)
            .field("fetch_site", &self.fetch_site)
            .field("address", &self.address)
            .field("cookies", &self.cookies.len())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

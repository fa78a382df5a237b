//! The browser's request, as the proxy passes it on.

use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use http::header::{HOST, REFERER};
use http::request::Parts;
use http::{HeaderMap, HeaderName, Method};
use url::{Position, Url};
use wmlogin_client::MAX_PLACE_LENGTH;

use super::settings::Settings;

const HOST_HEADER: HeaderName = HeaderName::from_static("x-forwarded-host");
const METHOD_HEADER: HeaderName = HeaderName::from_static("x-forwarded-method");
const PROTO_HEADER: HeaderName = HeaderName::from_static("x-forwarded-proto");
const URI_HEADER: HeaderName = HeaderName::from_static("x-forwarded-uri");

/// The browser's request, as the proxy passes it on.
pub struct Forwarded<'a> {
    /// The method, by default `GET`.
    pub method: Method,
    /// The path and query, if the proxy is trusted and says it.
    target: Option<&'a str>,
}

/// The proxy passes on requests for another site, so a redirect would lead nowhere or in a circle.
#[derive(Debug, thiserror::Error)]
pub enum Misdirected {
    #[error(
        "the request is for another host than the site's: configure the proxy to pass on `Host` or `X-Forwarded-Host`"
    )]
    Host,
    #[error(
        "the request came by another scheme than the site's: configure the proxy to set `X-Forwarded-Proto`"
    )]
    Proto,
}

impl<'a> Forwarded<'a> {
    /// Reads the headers of a proxy. Only a trusted one's count.
    ///
    /// # Errors
    ///
    /// The request is for another site.
    pub fn of(request: &'a Parts, settings: &Settings) -> Result<Self, Misdirected> {
        let peer = request.extensions.get().map(|ConnectInfo(peer): &ConnectInfo<SocketAddr>| peer.ip());
        let is_trusted = peer.is_some_and(|peer| settings.proxies.is_trusted(peer));
        let forwarded = |name| if is_trusted { single(&request.headers, name) } else { Ok(None) };
        let host = forwarded(HOST_HEADER)
            .and_then(|host| host.map_or_else(|| single(&request.headers, HOST), |host| Ok(Some(host))));
        let is_site = |host| is_host_of(host, &settings.return_page);
        host.ok().flatten().filter(|host| is_site(host)).ok_or(Misdirected::Host)?;
        let proto = forwarded(PROTO_HEADER).map_err(|Repeated| Misdirected::Proto)?;
        if proto.is_some_and(|proto| !is_scheme_of(proto, &settings.return_page)) {
            return Err(Misdirected::Proto);
        }
        let method = forwarded(METHOD_HEADER).ok().flatten().and_then(|method| method.parse().ok());
        Ok(Self { method: method.unwrap_or(Method::GET), target: forwarded(URI_HEADER).ok().flatten() })
    }

    /// The place to return to after a login: where the browser wanted to go, or the page before it if what it
    /// sent is lost.
    pub fn place(&self, request: &'a Parts, settings: &Settings) -> String {
        let is_repeatable = matches!(self.method, Method::GET | Method::HEAD);
        let page = if is_repeatable { None } else { referring_page(&request.headers, &settings.return_page) };
        let place = page.or_else(|| self.target.map(str::to_owned)).unwrap_or_default();
        let is_own = place
            .strip_prefix(&settings.prefix)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
        match place.split_once('?') {
            // The pages of the login are no place to return to.
            _ if is_own || !place.starts_with('/') => "/".to_owned(),
            Some((path, _)) if place.len() > MAX_PLACE_LENGTH => path.to_owned(),
            _ => place,
        }
    }
}

/// A header that may come once does not.
struct Repeated;

/// Returns the value of a header that may come once.
fn single(headers: &HeaderMap, name: HeaderName) -> Result<Option<&str>, Repeated> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| Repeated),
        _ => Err(Repeated),
    }
}

/// The path and query of the page of the site that a form was sent from.
fn referring_page(headers: &HeaderMap, site: &Url) -> Option<String> {
    let page = Url::parse(single(headers, REFERER).ok()??).ok()?;
    (page.origin() == site.origin()).then(|| page[Position::BeforePath..Position::AfterQuery].to_owned())
}

/// Compares host and port, as far as the scheme does not imply the port.
fn is_host_of(host: &str, site: &Url) -> bool {
    let Some(expected) = site.host_str() else { return false };
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => match port.parse() {
            Ok(port) => (name, Some(port)),
            Err(_) => return false,
        },
        _ => (host, None),
    };
    let default_port = if site.scheme() == "https" { 443 } else { 80 };
    name.eq_ignore_ascii_case(expected) && Some(port.unwrap_or(default_port)) == site.port_or_known_default()
}

/// Compares schemes. Traefik names that of a WebSocket.
fn is_scheme_of(proto: &str, site: &Url) -> bool {
    let expected: &[&str] = if site.scheme() == "https" { &["https", "wss"] } else { &["http", "ws"] };
    expected.iter().any(|scheme| proto.eq_ignore_ascii_case(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_exactly_the_sites() {
        let url = |text: &str| Url::parse(text).unwrap();
        let (site, other_port) = (url("https://shop.example/return"), url("http://shop.example:8080/return"));
        for host in ["shop.example", "SHOP.example", "shop.example:443"] {
            assert!(is_host_of(host, &site), "{host}");
        }
        for host in [
            "",
            "shop.example:80",
            "shop.example.",
            "shop.example:",
            "shop.example:443:443",
            "shop.example, shop.example",
            "a.shop.example",
            "shop.example.evil.example",
            "user@shop.example",
            "shop.example:8080",
        ] {
            assert!(!is_host_of(host, &site), "{host}");
        }
        assert!(is_host_of("shop.example:8080", &other_port) && !is_host_of("shop.example", &other_port));
        assert!(
            is_host_of("[::1]:81", &url("http://[::1]:81/")) && is_host_of("[::1]", &url("http://[::1]/"))
        );
    }

    #[test]
    fn the_scheme_is_exactly_the_sites() {
        let site = Url::parse("https://shop.example/").unwrap();
        assert!(is_scheme_of("HTTPS", &site) && is_scheme_of("wss", &site));
        assert!(
            !is_scheme_of("http", &site) && !is_scheme_of("https, http", &site) && !is_scheme_of("", &site)
        );
    }
}

//! Where the browser finds the two listeners.

use std::net::{IpAddr, SocketAddr};

use http::HeaderMap;
use http::header::HOST;
use url::{Host, Url};

/// The addresses of the two listeners. The browser is sent nowhere else.
///
/// It has to see both under one name, for a cookie belongs to a name.
pub(crate) struct Origins {
    pub plain: SocketAddr,
    pub tls: SocketAddr,
}

impl Origins {
    /// The origin of the TLS listener, which is always on this machine.
    pub(super) fn tls(&self, headers: &HeaderMap) -> String {
        format!("https://{}:{}", name(headers).unwrap_or_else(|| host(self.tls.ip())), self.tls.port())
    }

    /// The origin of the plain listener.
    pub(super) fn plain(&self, headers: &HeaderMap) -> String {
        let address = self.plain.ip();
        let is_here = address.to_canonical().is_loopback() || address.is_unspecified();
        let name = name(headers).filter(|_| is_here);
        let own = if address.is_unspecified() { self.tls.ip() } else { address };
        format!("http://{}:{}", name.unwrap_or_else(|| host(own)), self.plain.port())
    }
}

/// The name that the browser has for this machine, if it is one that means every machine itself: whoever
/// sends another one could lead the browser away.
fn name(headers: &HeaderMap) -> Option<String> {
    let authority = headers.get(HOST)?.to_str().ok()?;
    let url = Url::parse(&format!("http://{authority}")).ok()?;
    let is_here = match url.host()? {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => IpAddr::V6(address).to_canonical().is_loopback(),
    };
    url.host_str().filter(|_| is_here).map(str::to_owned)
}

fn host(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn headers(host: &str) -> HeaderMap {
        HeaderMap::from_iter([(HOST, HeaderValue::from_str(host).expect("a header"))])
    }

    fn origins(plain: &str) -> Origins {
        Origins { plain: plain.parse().expect("an address"), tls: ([127, 0, 0, 1], 8443).into() }
    }

    #[test]
    fn the_browser_stays_with_the_name_that_it_has() {
        let origins = origins("127.0.0.1:8080");
        for (host, expected) in [
            ("localhost:8080", "localhost"),
            ("LOCALHOST:1", "localhost"),
            ("127.0.0.1:8080", "127.0.0.1"),
            ("127.1.2.3", "127.1.2.3"),
            ("[::1]:8080", "[::1]"),
            ("stranger.example", "127.0.0.1"),
            ("stranger.example:8080", "127.0.0.1"),
            ("localhost.stranger.example", "127.0.0.1"),
            ("localhost@stranger.example", "127.0.0.1"),
            ("stranger.example/localhost", "127.0.0.1"),
            ("192.0.2.1:8080", "127.0.0.1"),
            ("", "127.0.0.1"),
        ] {
            assert_eq!(origins.tls(&headers(host)), format!("https://{expected}:8443"), "{host}");
            assert_eq!(origins.plain(&headers(host)), format!("http://{expected}:8080"), "{host}");
        }
        assert_eq!(origins.tls(&HeaderMap::new()), "https://127.0.0.1:8443");
    }

    #[test]
    fn who_comes_from_elsewhere_goes_back_there() {
        let headers = headers("127.0.0.1:8443");
        assert_eq!(origins("192.0.2.1:8080").plain(&headers), "http://192.0.2.1:8080");
        assert_eq!(origins("0.0.0.0:8080").plain(&headers), "http://127.0.0.1:8080");
        assert_eq!(origins("[::]:8080").plain(&HeaderMap::new()), "http://127.0.0.1:8080");
        assert_eq!(origins("[2001:db8::1]:8080").plain(&headers), "http://[2001:db8::1]:8080");
    }
}

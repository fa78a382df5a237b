//! Where the browser finds the two listeners.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use http::HeaderMap;

use crate::http::hosts::Hosts;

/// The addresses of the two listeners. The browser is sent nowhere else.
///
/// It has to see both under one name, for a cookie belongs to a name.
pub(crate) struct Origins {
    pub plain: SocketAddr,
    pub tls: SocketAddr,
    pub hosts: Arc<Hosts>,
}

impl Origins {
    /// The origin of the TLS listener.
    pub(super) fn tls(&self, headers: &HeaderMap) -> String {
        format!("https://{}:{}", self.host(headers, self.tls), self.tls.port())
    }

    /// The origin of the plain listener.
    pub(super) fn plain(&self, headers: &HeaderMap) -> String {
        format!("http://{}:{}", self.host(headers, self.plain), self.plain.port())
    }

    /// The name that the browser has for the stand-in, else its address.
    fn host(&self, headers: &HeaderMap, address: SocketAddr) -> String {
        let ip = address.ip();
        let own = if ip.is_unspecified() { Ipv4Addr::LOCALHOST.into() } else { ip };
        self.hosts.name(headers).unwrap_or_else(|| host(own))
    }
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
    use http::header::HOST;

    use super::*;

    fn headers(host: &str) -> HeaderMap {
        HeaderMap::from_iter([(HOST, HeaderValue::from_str(host).expect("a header"))])
    }

    fn origins(plain: &str) -> Origins {
        let plain = plain.parse().expect("an address");
        Origins {
            plain,
            tls: ([127, 0, 0, 1], 8443).into(),
            hosts: Arc::new(Hosts::new(["Proxy".to_owned()], false)),
        }
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
            ("proxy:80", "proxy"),
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
    fn without_a_name_there_is_the_address() {
        let headers = headers("stranger.example");
        assert_eq!(origins("192.0.2.1:8080").plain(&headers), "http://192.0.2.1:8080");
        assert_eq!(origins("0.0.0.0:8080").plain(&headers), "http://127.0.0.1:8080");
        assert_eq!(origins("[::]:8080").plain(&HeaderMap::new()), "http://127.0.0.1:8080");
        assert_eq!(origins("[2001:db8::1]:8080").plain(&headers), "http://[2001:db8::1]:8080");
    }
}

//! Where a ticket may be sent.

use std::net::IpAddr;

use http::Uri;
use http::uri::Scheme;

use super::{TransportError, TransportErrorKind};

/// Whether a ticket may go there: over TLS anywhere, in clear only to this machine.
pub(super) fn check(uri: &Uri) -> Result<(), TransportError> {
    let allowed =
        uri.scheme() == Some(&Scheme::HTTPS) || uri.scheme() == Some(&Scheme::HTTP) && is_this_machine(uri);
    allowed.then_some(()).ok_or(TransportError::new(TransportErrorKind::Url))
}

fn is_this_machine(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default();
    let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    host.eq_ignore_ascii_case("localhost")
        || address.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::{Uri, check};

    #[test]
    fn https_anywhere() {
        assert!(check(&Uri::from_static("https://login.wmtransfer.com/")).is_ok());
        assert!(check(&Uri::from_static("https://127.0.0.1:8443/")).is_ok());
    }

    #[test]
    fn plain_http_to_this_machine_only() {
        for here in ["http://localhost/", "http://LOCALHOST:80/", "http://127.0.0.1:1/", "http://[::1]:80/"] {
            assert!(check(&Uri::from_static(here)).is_ok(), "{here}");
        }
        for elsewhere in [
            "http://login.wmtransfer.com/",
            "http://localhost.example/",
            "http://127.0.0.1.example/",
            "http://user@example.com/",
            "http://localhost@example.com/",
            "http://192.168.0.1/",
            "http://[::ffff:192.168.0.1]/",
            "ftp://localhost/",
            "/relative",
        ] {
            assert!(check(&Uri::from_static(elsewhere)).is_err(), "{elsewhere}");
        }
    }
}

//! Where a ticket may be sent.

use url::Url;

use super::{TransportError, TransportErrorKind};
use crate::loopback::is_this_machine;

/// Whether a ticket may go there: over TLS anywhere, in clear only to this machine.
pub(super) fn check(url: &Url) -> Result<(), TransportError> {
    let is_here = url.scheme() == "http" && url.host_str().is_some_and(is_this_machine);
    let allowed = url.scheme() == "https" || is_here;
    allowed.then_some(()).ok_or(TransportError::new(TransportErrorKind::Url))
}

#[cfg(test)]
mod tests {
    use super::{TransportError, Url, check};

    fn checked(url: &str) -> Result<(), TransportError> {
        check(&Url::parse(url).expect("a URL"))
    }

    #[test]
    fn https_anywhere() {
        assert!(checked("https://login.wmtransfer.com/").is_ok());
        assert!(checked("https://127.0.0.1:8443/").is_ok());
    }

    #[test]
    fn plain_http_to_this_machine_only() {
        for here in ["http://localhost/", "http://LOCALHOST:80/", "http://127.0.0.1:1/", "http://[::1]:80/"] {
            assert!(checked(here).is_ok(), "{here}");
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
        ] {
            assert!(checked(elsewhere).is_err(), "{elsewhere}");
        }
    }
}

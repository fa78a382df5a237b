//! The destinations that a ticket may be sent to.

use std::net::IpAddr;

use url::Url;

/// Returns `true` if a ticket may be sent to this URL: by https to any host, by plain http only to this
/// machine.
pub fn may_receive_tickets(url: &Url) -> bool {
    match url.scheme() {
        "https" => true,
        "http" => url.host_str().is_some_and(is_this_machine),
        _ => false,
    }
}

/// Returns `true` if the host is a loopback address, an IPv6 one in brackets, or the name that browsers
/// resolve to one.
fn is_this_machine(host: &str) -> bool {
    let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    host.eq_ignore_ascii_case("localhost")
        || address.parse().is_ok_and(|address: IpAddr| address.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::{Url, may_receive_tickets};

    fn checked(url: &str) -> bool {
        may_receive_tickets(&Url::parse(url).expect("a URL"))
    }

    #[test]
    fn https_to_any_host() {
        assert!(checked("https://login.wmtransfer.com/"));
        assert!(checked("https://127.0.0.1:8443/"));
    }

    #[test]
    fn plain_http_to_this_machine_only() {
        for here in [
            "http://localhost/",
            "http://LOCALHOST:80/",
            "http://127.0.0.1:1/",
            "http://127.255.255.254/",
            "http://[::1]:80/",
            "http://[::ffff:127.0.0.1]/",
        ] {
            assert!(checked(here), "{here}");
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
            assert!(!checked(elsewhere), "{elsewhere}");
        }
    }
}

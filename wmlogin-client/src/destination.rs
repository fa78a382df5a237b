//! The destinations that a ticket may be sent to.

use std::net::IpAddr;

use url::{Host, Url};
use wmlogin_types::pages::HOSTS;

/// Returns `true` if a ticket may be sent to this URL: by https to any host, by plain http only to this
/// machine.
pub fn may_receive_tickets(url: &Url) -> bool {
    match url.scheme() {
        "https" => true,
        "http" => is_this_machine(url),
        _ => false,
    }
}

/// Returns `true` if the host is a loopback address, or the name that browsers resolve to one.
pub fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.to_canonical().is_loopback(),
        None => false,
    }
}

/// Returns `true` if the host is a name that only a private network can resolve, or a private address.
///
/// A single word, `.internal` (reserved by ICANN) and `.test` (RFC 6761) are no names of the public
/// network. A trailing dot is not allowed.
pub fn is_private_name(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => {
            // The URL parser has put it in lower case.
            let is_private = match name.rsplit_once('.') {
                None => true,
                Some((_, last)) => matches!(last, "internal" | "test"),
            };
            is_private && !HOSTS.iter().any(|host| name == *host || host.starts_with(&format!("{name}.")))
        }
        Some(Host::Ipv4(address)) => is_private(address.into()),
        Some(Host::Ipv6(address)) => is_private(address.into()),
        None => false,
    }
}

/// Returns `true` if the address is of this machine or of a private network (RFC 1918, RFC 4193), or is a
/// link-local one.
pub fn is_private(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => address.is_private() || address.is_loopback() || address.is_link_local(),
        IpAddr::V6(address) => {
            address.is_unique_local() || address.is_loopback() || address.is_unicast_link_local()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Url, is_private_name, may_receive_tickets};

    fn url(url: &str) -> Url {
        Url::parse(url).expect("a URL")
    }

    #[test]
    fn https_to_any_host() {
        assert!(may_receive_tickets(&url("https://login.wmtransfer.com/")));
        assert!(may_receive_tickets(&url("https://127.0.0.1:8443/")));
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
            assert!(may_receive_tickets(&url(here)), "{here}");
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
            assert!(!may_receive_tickets(&url(elsewhere)), "{elsewhere}");
        }
    }

    #[test]
    fn names_of_private_networks() {
        for private in [
            "http://gatekeeper:8080/",
            "http://GATEKEEPER/",
            "http://wm.internal/",
            "http://wm.test/",
            "http://10.0.0.7/",
            "http://[fd00::7]/",
        ] {
            assert!(is_private_name(&url(private)), "{private}");
        }
        for public in [
            "http://login.wmtransfer.com/",
            "http://login.wmtransfer.com./",
            "http://LOGIN.web.money/",
            "http://login/",
            "http://gatekeeper./",
            "http://wm.internal./",
            "http://shop.example/",
            "http://internal.example/",
            "http://8.8.8.8/",
            "http://134744072/",
            "http://[2001:4860:4860::8888]/",
        ] {
            assert!(!is_private_name(&url(public)), "{public}");
        }
    }
}

//! The browser's address behind proxies.

use std::net::IpAddr;

use http::{HeaderMap, HeaderName, HeaderValue};
use wmlogin_client::{ForwardedError, TrustedProxies};

fn proxies() -> TrustedProxies {
    let networks = ["10.0.0.0/8", "2001:db8::/32"].map(|network| network.parse().expect("a network"));
    TrustedProxies::new(networks)
}

fn address(text: &str) -> IpAddr {
    text.parse().expect("an address")
}

#[test]
fn the_last_address_outside_the_proxies_is_the_browser() {
    for (peer, header, browser) in [
        // The header of a request that comes from no proxy is ignored.
        ("192.0.2.4", &["198.51.100.7"][..], "192.0.2.4"),
        ("192.0.2.4", &[], "192.0.2.4"),
        ("192.0.2.4", &["no address"], "192.0.2.4"),
        ("10.0.0.1", &["198.51.100.7"], "198.51.100.7"),
        ("::ffff:10.0.0.1", &["198.51.100.7"], "198.51.100.7"),
        ("2001:db8::1", &["2001:db9::7"], "2001:db9::7"),
        // Everything before the last untrusted address may be made up by the browser.
        ("10.0.0.1", &["203.0.113.9, 198.51.100.7"], "198.51.100.7"),
        ("10.0.0.1", &["10.0.0.9, 198.51.100.7, 10.0.0.2"], "198.51.100.7"),
        ("10.0.0.1", &["no address, 198.51.100.7"], "198.51.100.7"),
        ("10.0.0.1", &["203.0.113.9", "198.51.100.7,10.0.0.2"], "198.51.100.7"),
        ("10.0.0.1", &["198.51.100.7:4711"], "198.51.100.7"),
        ("10.0.0.1", &["[2001:db9::7]:4711"], "2001:db9::7"),
        ("10.0.0.1", &["[2001:db9::7]"], "2001:db9::7"),
        ("10.0.0.1", &["::ffff:198.51.100.7"], "198.51.100.7"),
        ("10.0.0.1", &["  198.51.100.7\t"], "198.51.100.7"),
        // Empty elements of a list count as nothing.
        ("10.0.0.1", &["198.51.100.7, "], "198.51.100.7"),
        ("10.0.0.1", &["", "198.51.100.7,,10.0.0.2,", ""], "198.51.100.7"),
        // The browser is inside a listed network.
        ("10.0.0.1", &["10.0.0.9, 10.0.0.2"], "10.0.0.9"),
    ] {
        let found = proxies().browser_address(address(peer), header.iter().copied());
        assert_eq!(found, Ok(address(browser)), "{peer} {header:?}");
    }
}

#[test]
fn a_header_without_an_address_is_an_error() {
    for (header, error) in [
        (&[][..], ForwardedError::Missing),
        (&[""], ForwardedError::Missing),
        (&[" ,,", ""], ForwardedError::Missing),
        (&["unknown"], ForwardedError::Unreadable),
        (&["198.51.100.7, ?"], ForwardedError::Unreadable),
        (&["198.51.100.7", "no address"], ForwardedError::Unreadable),
        (&["for=198.51.100.7"], ForwardedError::Unreadable),
    ] {
        let found = proxies().browser_address(address("10.0.0.1"), header.iter().copied());
        assert_eq!(found, Err(error), "{header:?}: {error}");
    }
}

#[test]
fn headers_are_read_in_order_and_none_is_skipped() {
    let name = HeaderName::from_static("x-forwarded-for");
    let mut headers = HeaderMap::new();
    headers.append(&name, HeaderValue::from_static("203.0.113.9"));
    headers.append(&name, HeaderValue::from_static("198.51.100.7"));
    let peer = address("10.0.0.1");
    assert_eq!(proxies().browser_address_of(peer, &headers), Ok(address("198.51.100.7")));

    headers.append(&name, HeaderValue::from_bytes(b"\xff").expect("a value"));
    assert_eq!(proxies().browser_address_of(peer, &headers), Err(ForwardedError::Unreadable));
}

#[test]
fn another_header_can_be_set() {
    let name = HeaderName::from_static("x-real-ip");
    let mut headers = HeaderMap::new();
    headers.append(&name, HeaderValue::from_static("198.51.100.7"));
    headers.append("x-forwarded-for", HeaderValue::from_static("203.0.113.9"));
    let found = proxies().header(name).browser_address_of(address("10.0.0.1"), &headers);
    assert_eq!(found, Ok(address("198.51.100.7")));
}

#[test]
fn a_network_is_as_canonical_as_an_address() {
    for network in ["::ffff:10.0.0.0/104", "10.0.0.0/8", "10.1.2.3/8", "::ffff:10.9.9.9/104"] {
        let proxies = TrustedProxies::new([network.parse().expect("a network")]);
        for peer in ["10.0.0.1", "::ffff:10.0.0.1"] {
            let found = proxies.browser_address(address(peer), ["198.51.100.7"]);
            assert_eq!(found, Ok(address("198.51.100.7")), "{network} {peer}");
        }
        assert_eq!(proxies.browser_address(address("11.0.0.1"), ["198.51.100.7"]), Ok(address("11.0.0.1")));
    }
    // A wider network holds addresses of both families.
    let proxies = TrustedProxies::new(["::/0".parse().expect("a network")]);
    assert_eq!(
        proxies.browser_address(address("2001:db8::1"), ["198.51.100.7"]),
        Ok(address("198.51.100.7"))
    );
}

#[test]
fn forwarded_is_read_as_rfc_7239_has_it() {
    let proxies = proxies().header(http::header::FORWARDED);
    for (values, expected) in [
        (&["for=198.51.100.7"][..], Ok("198.51.100.7")),
        (&["For=\"198.51.100.7\""], Ok("198.51.100.7")),
        (&["for=198.51.100.7:4711"], Ok("198.51.100.7")),
        (&["for=\"[2001:db9::7]:4711\""], Ok("2001:db9::7")),
        (&["for=\"[2001:db9::7]\";proto=https;by=203.0.113.43"], Ok("2001:db9::7")),
        (&["proto=http ; FOR = 198.51.100.7"], Ok("198.51.100.7")),
        (&["for=203.0.113.9, for=198.51.100.7, for=10.0.0.2"], Ok("198.51.100.7")),
        (&["for=203.0.113.9", "for=198.51.100.7;host=\"a,b;for=1.2.3.4\""], Ok("198.51.100.7")),
        (&["for=203.0.113.9, ,for=198.51.100.7,"], Ok("198.51.100.7")),
        (&["for=198.51.100.7;ext=\"\\\",for=1.2.3.4\""], Ok("198.51.100.7")),
        (&["for=unknown"], Err(ForwardedError::Unreadable)),
        (&["for=_hidden"], Err(ForwardedError::Unreadable)),
        (&["for=198.51.100.7;for=203.0.113.9"], Err(ForwardedError::Unreadable)),
        (&["proto=https"], Err(ForwardedError::Unreadable)),
        (&["198.51.100.7"], Err(ForwardedError::Unreadable)),
        // The browser left a quotation mark open, and the proxy appended to it.
        (&["for=\"203.0.113.9, for=198.51.100.7"], Err(ForwardedError::Unreadable)),
        (&[""], Err(ForwardedError::Missing)),
    ] {
        let found = proxies.browser_address(address("10.0.0.1"), values.iter().copied());
        assert_eq!(found, expected.map(address), "{values:?}");
    }
}

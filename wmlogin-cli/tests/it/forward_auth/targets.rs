//! Where a login leads: the site alone, and only by the word of the named proxies.

use http::HeaderName;
use wmlogin_test_support::browser::Page;

use super::world::{Proxy, World, browser};

/// Asks the program itself, with these headers.
async fn asked(world: &World, headers: &[(&'static str, &str)]) -> Page {
    let mut direct = browser().stopping_at_redirects();
    direct.headers.insert("host", world.site.authority().parse().expect("a header"));
    for (name, value) in headers {
        direct.headers.insert(HeaderName::from_static(name), value.parse().expect("a header"));
    }
    direct.open(&world.auth.join("wmlogin/auth/redirect").expect("an address")).await
}

fn location(page: &Page) -> &str {
    page.headers["location"].to_str().expect("text")
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_sites_own_host_and_scheme_are_led_to_the_login() {
    let Some(world) = World::start(Proxy::Nginx) else { return };
    let host = world.site.authority();
    for (name, value) in [
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-host", "localhost"),
        ("host", "evil.example"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-proto", "gopher"),
    ] {
        let page = asked(&world, &[(name, value)]).await;
        assert_eq!(page.status, 403, "{name}: {value}: {}", page.shown());
    }
    let page = asked(&world, &[("x-forwarded-host", host), ("x-forwarded-proto", "http")]).await;
    assert_eq!((page.status.as_u16(), location(&page)), (303, "/wmlogin/login?return_to=%2F"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_place_to_return_to_is_a_local_path() {
    let Some(world) = World::start(Proxy::Nginx) else { return };
    for (uri, expected) in [
        ("/a?b=c&d=%20", "return_to=%2Fa%3Fb%3Dc%26d%3D%2520"),
        ("//evil.example/", "return_to=%2F%2Fevil.example%2F"),
        ("https://evil.example/", "return_to=%2F"),
        ("/wmlogin/logout", "return_to=%2F"),
        ("/wmlogin", "return_to=%2F"),
    ] {
        let page = asked(&world, &[("x-forwarded-uri", uri)]).await;
        assert_eq!(location(&page), format!("/wmlogin/login?{expected}"));
        // The login itself takes no other site for a place.
        let mut user = browser();
        let service = user.open(&world.url(location(&page))).await;
        let page = World::allow(&mut user, &service).await;
        assert_eq!(page.url.origin(), world.site.origin(), "{uri}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn headers_of_an_unknown_proxy_count_for_nothing() {
    let Some(world) = World::with(Proxy::Nginx, &["--trusted-proxies", "192.0.2.0/24"]) else { return };
    let page = asked(&world, &[("x-forwarded-uri", "/secret"), ("x-forwarded-host", "evil.example")]).await;
    assert_eq!((page.status.as_u16(), location(&page)), (303, "/wmlogin/login?return_to=%2F"));
}

#[tokio::test(flavor = "multi_thread")]
async fn health_is_told_without_a_session() {
    let Some(world) = World::start(Proxy::Nginx) else { return };
    for (path, body) in [("wmlogin/health", "ok\n"), ("wmlogin/ready", "ready\n")] {
        let page = browser().open(&world.auth.join(path).expect("an address")).await;
        assert_eq!((page.status.as_u16(), page.body.as_str()), (200, body));
        assert!(page.headers.get("set-cookie").is_none() && page.headers.contains_key("x-request-id"));
    }
}

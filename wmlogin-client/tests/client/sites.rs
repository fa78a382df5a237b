//! Building a site: the settings that are refused, and the last ones that are accepted.

use std::fmt::Write;
use std::time::Duration;

use insta::assert_snapshot;
use wmlogin_client::{Site, SiteError};

use wmlogin_test_support::exchange::{OWNER, RETURN_PAGE};

use crate::support::log::Log;

#[test]
fn invalid_settings_are_refused() {
    let owner = OWNER.parse().expect("a WMID");
    let id = "7afa5173-bddb-453a-adce-99fb012ceb73".parse().expect("an id");
    let same_id = "7AFA5173-BDDB-453A-ADCE-99FB012CEB73".parse().expect("an id");
    let site = || Site::builder(owner).return_page(id, RETURN_PAGE);
    let cases = [
        ("no return page", Site::builder(owner)),
        ("one id twice", site().return_page(same_id, "https://other.example/")),
        ("a relative address", Site::builder(owner).return_page(id, "/webmoney")),
        ("another scheme", Site::builder(owner).return_page(id, "javascript:alert(1)")),
        ("a fragment", Site::builder(owner).return_page(id, "https://shop.example/#login")),
        ("a password", site().service("https://user:word@login.example")),
        ("a user name", site().service("https://user@login.example")),
        ("a service with a query", site().service("https://login.example/?a=b")),
        ("a service without TLS", site().service("http://login.wmtransfer.com")),
        ("a skew that is too long", site().clock_skew(Duration::from_nanos(3_600_000_000_001))),
    ];
    let mut report = String::new();
    for (title, site) in cases {
        writeln!(report, "{title}\n    {}", site.build().expect_err(title)).expect("a string");
    }
    assert_snapshot!(report);

    for service in ["http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080/path"] {
        site().service(service).build().expect(service);
    }
    site().clock_skew(Duration::from_hours(1)).build().expect("the longest skew");
}

/// A stand-in in another container: tickets go there without TLS, so nothing public can be one.
#[test]
fn an_insecure_service_is_in_a_private_network() {
    let owner = OWNER.parse().expect("a WMID");
    let id = "7afa5173-bddb-453a-adce-99fb012ceb73".parse().expect("an id");
    let built = |service: &str| {
        let log = Log::default();
        let _guard = tracing::subscriber::set_default(log.subscriber());
        let site = Site::builder(owner).return_page(id, RETURN_PAGE).insecure_service(service).build();
        (site, log.text())
    };
    for private in [
        "http://gatekeeper:8080/path",
        "http://wm.internal",
        "http://wm.test",
        "http://10.0.0.7",
        "http://[fd00::7]",
    ] {
        let (site, log) = built(private);
        assert_eq!(site.expect(private).service().url().as_str().trim_end_matches('/'), private);
        assert!(log.contains("without TLS") && log.contains(private), "{log}");
    }
    for public in [
        "https://gatekeeper:8080",
        "http://login.wmtransfer.com",
        "http://LOGIN.WMTRANSFER.COM.",
        "http://login.web.money",
        "http://user@login.web.money",
        "http://login",
        "http://wm.test.",
        "http://shop.example",
        "http://8.8.8.8",
        "http://0x08080808",
        "http://[::ffff:8.8.8.8]",
        "http://gatekeeper/?a=b",
        "gatekeeper",
    ] {
        let (site, log) = built(public);
        assert!(site.is_err() && log.is_empty(), "{public} {log}");
    }
}

#[test]
fn a_return_page_without_tls_is_on_this_machine() {
    let site = |address: &str| {
        let id = "7afa5173-bddb-453a-adce-99fb012ceb73".parse().expect("an id");
        Site::builder(OWNER.parse().expect("a WMID")).return_page(id, address).build()
    };
    for here in ["http://localhost/", "http://shop.localhost:3000/", "http://127.8.9.1/", "http://[::1]:80/"]
    {
        site(here).expect(here);
    }
    for elsewhere in
        ["http://shop.example/", "http://shoplocalhost/", "http://localhost.example/", "http://0.0.0.0/"]
    {
        assert!(matches!(site(elsewhere), Err(SiteError::ReturnPageWithoutTls(_))), "{elsewhere}");
    }
}

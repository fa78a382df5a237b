//! Building a site: the settings that are refused, and the last ones that are accepted.

use std::fmt::Write;
use std::time::Duration;

use insta::assert_snapshot;
use wmlogin_client::Site;

use wmlogin_test_support::exchange::{OWNER, RETURN_PAGE};

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

//! The request of the second step, in which a page of the site posts the answer again.

use wmlogin_client::types::{Field, MAX_BODY_LENGTH};
use wmlogin_client::{BrowserRequest, LoginFlow, Step};
use wmlogin_test_support::exchange::{Exchange, SERVICE};

use super::browser::{Browser, HOST, OWN_ORIGIN, fields};

const FORM: &str = "application/x-www-form-urlencoded";
/// A page of the same site on another domain.
const OTHER_PAGE: &str = "https://other.example/webmoney";

/// A begun login, and the form of its relay page.
struct World {
    flow: LoginFlow,
    browser: Browser,
    body: String,
}

impl World {
    fn new() -> Self {
        Self::with(&Exchange::of("3.0"))
    }

    /// Another answer than the genuine one.
    fn with(brought: &Exchange) -> Self {
        let answer = Exchange::of("3.0");
        let other = "00000000-0000-0000-0000-000000000001".parse().expect("an id");
        let site = answer.site().return_page(other, OTHER_PAGE).build().expect("a site");
        let flow = LoginFlow::new(site).expect("a flow");
        let mut browser = Browser::of(&answer);
        browser.begin(&flow, "/");
        let page = browser.bring(&flow, brought).expect("a relay page");
        let fields = fields(page.body());
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        Self { flow, browser, body }
    }

    /// The reason why the request is refused, if it is.
    fn refused(
        &self,
        method: &str,
        target: &str,
        body: &str,
        headers: &[(&str, &str)],
    ) -> Option<&'static str> {
        let cookies = self.browser.cookie_header();
        let request = BrowserRequest::new(method, target)
            .headers([("Host", HOST), ("Cookie", &cookies)])
            .headers(headers.iter().copied())
            .body(body.as_bytes())
            .address(self.browser.address.expect("an address"));
        match self.flow.return_page(&request) {
            Ok(Step::Verify(_)) => None,
            Ok(Step::Reply(reply)) => panic!("{reply:?}"),
            Err(denied) => Some(denied.error().kind()),
        }
    }
}

const TARGET: &str = "/webmoney?wmlogin-finish";

#[test]
fn it_comes_from_a_page_of_the_site() {
    let world = World::new();
    for (origin, fetch_site, accepted) in [
        (Some(OWN_ORIGIN), None, true),
        (Some(OWN_ORIGIN), Some("same-origin"), true),
        (None, Some("same-origin"), true),
        (Some("null"), Some("same-origin"), true),
        (None, None, false),
        (Some("null"), None, false),
        (None, Some("none"), false),
        (None, Some("same-site"), false),
        (Some("null"), Some("cross-site"), false),
        (Some(SERVICE), None, false),
        (Some("http://shop.example"), None, false),
        (Some("https://shop.example:8443"), None, false),
        (Some("https://shop.example/"), None, false),
        (Some("https://other.shop.example"), Some("same-site"), false),
        (Some("https://evil.example"), Some("same-origin"), false),
        // The domain of another return page.
        (Some("https://other.example"), None, false),
        (Some(""), Some("same-origin"), false),
    ] {
        let mut headers = vec![("Content-Type", FORM)];
        headers.extend(origin.map(|origin| ("Origin", origin)));
        headers.extend(fetch_site.map(|site| ("Sec-Fetch-Site", site)));
        let expected = if accepted { None } else { Some("not_own_page") };
        assert_eq!(world.refused("POST", TARGET, &world.body, &headers), expected, "{headers:?}");
    }
    // The page of another site must not end a login either.
    let pairs = [(Field::KeeperRetStr.name(), "Cancelled"), (Field::KeeperRetVal.name(), "4")];
    let cancel = Exchange::outcome(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
    let cancelled = World::with(&cancel);
    for (origin, expected) in [(OWN_ORIGIN, "no_login"), ("https://evil.example", "not_own_page")] {
        let headers = [("Content-Type", FORM), ("Origin", origin)];
        assert_eq!(cancelled.refused("POST", TARGET, &cancelled.body, &headers), Some(expected));
    }
    // A header that comes twice is none that can be trusted.
    let twice = [("Content-Type", FORM), ("Origin", OWN_ORIGIN), ("origin", OWN_ORIGIN)];
    assert_eq!(world.refused("POST", TARGET, &world.body, &twice), Some("not_own_page"));
    let twice =
        [("Content-Type", FORM), ("Sec-Fetch-Site", "same-origin"), ("sec-fetch-site", "same-origin")];
    assert_eq!(world.refused("POST", TARGET, &world.body, &twice), Some("not_own_page"));
}

#[test]
fn it_is_a_form_as_in_the_first_step() {
    let world = World::new();
    let padded = |length: usize| {
        let body = format!("{}&padding=", world.body);
        format!("{body}{}", "x".repeat(length - body.len()))
    };
    let (longest, too_long) = (padded(MAX_BODY_LENGTH), padded(MAX_BODY_LENGTH + 1));
    for (method, content_type, body, expected) in [
        ("POST", Some(FORM), &longest, None),
        ("POST", Some("Application/X-WWW-Form-Urlencoded; charset=UTF-8"), &longest, None),
        ("POST", Some(FORM), &too_long, Some("body_too_long")),
        ("POST", None, &longest, Some("content_type")),
        ("POST", Some("text/plain"), &longest, Some("content_type")),
        ("POST", Some("application/x-www-form-urlencoded-v2"), &longest, Some("content_type")),
        ("GET", Some(FORM), &longest, Some("method")),
        ("post", Some(FORM), &longest, Some("method")),
    ] {
        let mut headers = vec![("Origin", OWN_ORIGIN)];
        headers.extend(content_type.map(|value| ("Content-Type", value)));
        assert_eq!(world.refused(method, TARGET, body, &headers), expected, "{method} {content_type:?}");
    }
}

/// A proxy may normalize the query, or add to it.
#[test]
fn its_mark_is_found_in_any_query() {
    let world = World::new();
    let headers = [("Content-Type", FORM), ("Origin", OWN_ORIGIN)];
    for (query, expected) in [
        ("?wmlogin-finish", None),
        ("?wmlogin-finish=", None),
        ("?utm=1&wmlogin-finish", None),
        ("?wmlogin-finish=&utm=1", None),
        // The first step, which the origin of the site's own page does not pass.
        ("", Some("foreign_origin")),
        ("?", Some("foreign_origin")),
        ("?wmlogin-finish=1", Some("foreign_origin")),
        ("?a=wmlogin-finish", Some("foreign_origin")),
        ("?wmlogin-finished", Some("foreign_origin")),
    ] {
        let target = format!("/webmoney{query}");
        assert_eq!(world.refused("POST", &target, &world.body, &headers), expected, "{query}");
    }
}

#[test]
fn it_has_one_signature() {
    let world = World::new();
    let (answer, signature) = world.body.rsplit_once('&').expect("the last field");
    assert!(signature.starts_with("wmlogin_relay="));
    let headers = [("Content-Type", FORM), ("Origin", OWN_ORIGIN)];
    for (body, expected) in [
        (format!("{signature}&{answer}"), None),
        (answer.to_owned(), Some("relay_signature")),
        (format!("{answer}&{signature}&{signature}"), Some("relay_signature")),
        (format!("{answer}&{signature}&wmlogin_relay="), Some("relay_signature")),
        (format!("{answer}&wmlogin_relay=&{signature}"), Some("relay_signature")),
        (format!("{answer}&{signature}A"), Some("relay_signature")),
        (format!("{answer}&{}", &signature[..signature.len() - 4]), Some("relay_signature")),
    ] {
        assert_eq!(world.refused("POST", TARGET, &body, &headers), expected, "{body}");
    }
}

/// A header that is there but cannot be read does not count as withheld, in either step.
#[test]
fn an_origin_that_cannot_be_read_is_a_foreign_one() {
    let World { flow, browser, body } = World::new();
    for (target, expected) in [("/webmoney", "foreign_origin"), (TARGET, "not_own_page")] {
        let headers =
            [("Content-Type", FORM.as_bytes()), ("Origin", b"\xff"), ("Sec-Fetch-Site", b"same-origin")];
        let request = BrowserRequest::new("POST", target).headers(headers).body(body.as_bytes());
        let request = request.address(browser.address.expect("an address"));
        assert_eq!(flow.return_page(&request).expect_err("a refusal").error().kind(), expected);
    }
}

//! The second step of a login, in which a page of the site posts the answer again.

use insta::assert_snapshot;
use wmlogin_client::types::MAX_BODY_LENGTH;
use wmlogin_client::{Callback, Received, Refusal};

use wmlogin_test_support::exchange::Exchange;

const OWN_ORIGIN: &str = "https://shop.example";

#[tokio::test]
async fn a_relayed_answer_comes_from_a_page_of_the_site() {
    let exchange = Exchange::of("3.0");
    let site = exchange.site().build().expect("a site");
    let body = exchange.body();
    for (origin, fetch_site, accepted) in [
        (Some(OWN_ORIGIN), None, true),
        (Some(OWN_ORIGIN), Some("same-origin"), true),
        (None, Some("same-origin"), true),
        (Some("null"), Some("same-origin"), true),
        (None, None, false),
        (Some("null"), None, false),
        (None, Some("same-site"), false),
        (Some("null"), Some("cross-site"), false),
        (Some("https://login.wmtransfer.com"), None, false),
        (Some("http://shop.example"), None, false),
        (Some("https://shop.example:8443"), None, false),
        (Some("https://other.shop.example"), Some("same-site"), false),
        (Some("https://evil.example"), Some("same-origin"), false),
    ] {
        let mut callback = exchange.callback(body.as_bytes());
        (callback.origin, callback.fetch_site) = (origin, fetch_site);
        match site.receive_relayed(&callback).await {
            Ok(Received::Login(_)) => assert!(accepted, "{origin:?} {fetch_site:?}"),
            Err(Refusal::NotOwnPage { .. }) => assert!(!accepted, "{origin:?} {fetch_site:?}"),
            other => panic!("{other:?}"),
        }
    }
    let foreign = Callback { origin: Some("https://evil.example"), ..exchange.callback(b"") };
    let refusal = site.receive_relayed(&foreign).await.expect_err("a refusal");
    assert_snapshot!(refusal, @"the request comes from a page of https://evil.example, not from a page of this site");
}

#[tokio::test]
async fn the_request_is_checked_as_in_the_first_step() {
    let mut exchange = Exchange::of("3.0");
    let site = exchange.site().build().expect("a site");
    exchange.pad(MAX_BODY_LENGTH);
    let longest = exchange.body();
    let too_long = longest.clone() + "x";
    let callback = Callback { origin: Some(OWN_ORIGIN), ..exchange.callback(longest.as_bytes()) };
    for (callback, expected) in [
        (callback, None),
        (Callback { method: "GET", ..callback }, Some("method")),
        (Callback { content_type: None, ..callback }, Some("content_type")),
        (Callback { content_type: Some("text/plain"), ..callback }, Some("content_type")),
        (Callback { body: too_long.as_bytes(), ..callback }, Some("body_too_long")),
        (Callback { address: "123.45.67.90".parse().ok(), ..callback }, Some("other_address")),
    ] {
        let received = site.receive_relayed(&callback).await;
        assert_eq!(received.err().map(|refusal| refusal.kind()), expected, "{callback:?}");
    }
}

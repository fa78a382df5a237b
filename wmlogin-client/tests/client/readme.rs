//! The README's return page for any framework that uses the `http` crate.

use wmlogin_test_support::exchange::{Exchange, RETURN_PAGE, SERVICE, Service, YES};

include!("readme/return_page.rs");

const OWN_ORIGIN: &str = "https://shop.example";

fn request(query: &str, origin: &str, body: String) -> Request<Vec<u8>> {
    Request::post(format!("{RETURN_PAGE}{query}"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("origin", origin)
        .body(body.into_bytes())
        .expect("a request")
}

/// The fields of a page's form, encoded as a browser posts them.
fn form(html: &str) -> String {
    let value = |input: &str, name: &str| {
        let (_, value) = input.split_once(&format!("{name}=\"")).expect("an attribute");
        let (value, _) = value.split_once('"').expect("a quote");
        quick_xml::escape::unescape(value).expect("no stray `&`").into_owned()
    };
    let inputs = html.split("<input").skip(1).map(|input| (value(input, "name"), value(input, "value")));
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(inputs).finish()
}

#[tokio::test]
async fn a_login_takes_two_steps() {
    let exchange = Exchange::of("3.0");
    let site = exchange.site().build().expect("a site");
    let verifier = Verifier::new(Service::answering(YES));
    let browser = exchange.address.expect("an address");

    let first = request("", SERVICE, exchange.body());
    let relayed = return_page(&site, &verifier, browser, first).await;
    assert_eq!(relayed.status(), StatusCode::OK);
    assert_eq!(relayed.headers()["referrer-policy"], "same-origin");

    let forged = request("?relayed", "https://evil.example", form(relayed.body()));
    assert_eq!(return_page(&site, &verifier, browser, forged).await.status(), StatusCode::BAD_REQUEST);

    let second = request("?relayed", OWN_ORIGIN, form(relayed.body()));
    let signed_in = return_page(&site, &verifier, browser, second).await;
    assert_eq!(signed_in.body(), "Signed in as 123456789012");
}

#[tokio::test]
async fn nobody_signs_in_if_the_service_refuses() {
    let exchange = Exchange::of("1.0");
    let site = exchange.site().build().expect("a site");
    let verifier = Verifier::new(Service::answering(r#"<response retval="2" />"#));
    let request = request("?relayed", OWN_ORIGIN, exchange.body());
    let page = return_page(&site, &verifier, exchange.address.expect("an address"), request).await;
    assert_eq!(page.status(), StatusCode::FORBIDDEN);
}

//! The pages of the documentation for any framework that uses the `http` crate.

use std::collections::HashMap;

use http::StatusCode;
use wmlogin_test_support::exchange::{Exchange, RETURN_PAGE, SERVICE, Service, YES};
use wmlogin_test_support::flow::browser::fields;

include!("readme/return_page.rs");

#[tokio::test]
async fn a_user_logs_in() {
    let exchange = Exchange::of("3.0");
    let flow = LoginFlow::new(exchange.site().build().expect("a site")).expect("a flow");
    let (yes, no) = (Service::answering(YES), Service::answering(r#"<response retval="2" />"#));
    let (yes, no) = (Verifier::new(yes), Verifier::new(no));
    let browser = exchange.address.expect("an address");
    let post = |query: &str, origin: &str, cookie: &str, body: String| {
        Request::post(format!("{RETURN_PAGE}{query}"))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("origin", origin)
            .header("cookie", cookie)
            .body(body.into_bytes())
            .expect("a request")
    };

    let begun =
        login(&flow, Request::get("https://shop.example/login?return_to=/a").body(()).expect("a request"));
    let cookie = begun.headers()["set-cookie"].to_str().expect("text");
    let cookie = cookie.split(';').next().expect("a pair");
    let page = return_page(&flow, &yes, browser, post("", SERVICE, "", exchange.body())).await;
    assert_eq!(page.status(), StatusCode::OK);
    let form: HashMap<_, _> = fields(page.body()).into_iter().collect();
    let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    for (verifier, origin, cookie, status) in [
        (&yes, "https://evil.example", cookie, 403),
        (&yes, "https://shop.example", "", 409),
        (&no, "https://shop.example", cookie, 403),
        (&yes, "https://shop.example", cookie, 303),
    ] {
        let request = post("?wmlogin-finish", origin, cookie, form.clone());
        assert_eq!(
            return_page(&flow, verifier, browser, request).await.status(),
            status,
            "{origin} {cookie}"
        );
    }
}

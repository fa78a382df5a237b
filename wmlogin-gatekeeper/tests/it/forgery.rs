//! Requests that another page forges.

use http::StatusCode;
use wmlogin_gatekeeper::EntryKind;

use wmlogin_test_support::browser::{Browser, Initiator};
use wmlogin_test_support::world::World;

#[tokio::test]
async fn other_pages_cannot_allow_a_login() {
    for browser in [Browser::new(), Browser::new().without_fetch_metadata()] {
        other_pages_cannot_allow_a_login_in(browser).await;
    }
}

async fn other_pages_cannot_allow_a_login_in(mut browser: Browser) {
    let world = World::new().await;
    let page = world.open(&mut browser, |query| query).await;
    let (genuine, mut other) = (page.form().press("allow").clone(), Browser::new());
    let token_of_another = world.open(&mut other, |query| query).await.form();
    let token = token_of_another.value("token").expect("a token");

    let origin = world.origin();
    let same_host = "http://127.0.0.1:1";
    let cases = [
        ("https://stranger.example", genuine.clone()),
        ("null", genuine.clone()),
        (same_host, genuine.clone()),
        (&origin, genuine.clone().set("token", "").clone()),
        (&origin, genuine.clone().set("token", token).clone()),
    ];
    for (origin, form) in cases {
        let page = browser.post(Initiator::of(origin), &page.url, form.body()).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{origin} {form:?}");
        assert!(page.forms().is_empty());
    }
    let without_cookie = Browser::new().post(Initiator::of(&origin), &page.url, genuine.body()).await;
    assert_eq!(without_cookie.status, StatusCode::FORBIDDEN);
    browser.headers.insert("sec-fetch-site", "cross-site".parse().expect("a header"));
    let cross_site = browser.post(Initiator::of(&origin), &page.url, genuine.body()).await;
    assert_eq!(cross_site.status, StatusCode::FORBIDDEN);
    let answered = |journal: &[wmlogin_gatekeeper::Entry]| {
        journal.iter().filter(|entry| entry.kind == EntryKind::Answered).count()
    };
    assert_eq!(answered(&world.gatekeeper.journal()), 0);

    browser.headers.clear();
    assert_eq!(browser.submit(&page, &genuine).await.status, StatusCode::OK);
    assert_eq!(answered(&world.gatekeeper.journal()), 1);
}

#[tokio::test]
async fn a_form_that_is_too_long_is_refused() {
    let (world, mut browser) = (World::new().await, Browser::new());
    let page = world.open(&mut browser, |query| query).await;
    let form = page.form().press("allow").add("more", &"0".repeat(20_000)).clone();
    assert_eq!(browser.submit(&page, &form).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

//! Logins that are refused.

use chrono::TimeDelta;
use http::StatusCode;
use wiremock::ResponseTemplate;
use wmlogin_client::types::{Field, MAX_BODY_LENGTH};
use wmlogin_client::{AddressCheck, TicketReuse};

use crate::world::{STRANGER, Settings, World};
use wmlogin_test_support::browser::{Browser, Initiator, Page, http_client};
use wmlogin_test_support::exchange::YES;

/// Checks the status and the kind of a refusal, and that nobody is signed in.
async fn assert_refused(world: &World, browser: &mut Browser, page: &Page, status: StatusCode, reason: &str) {
    assert_eq!(page.status, status, "{}", page.body);
    assert!(page.body.contains(reason), "{}", page.body);
    assert!(!page.body.contains(&world.ticket()), "{}", page.body);
    assert_eq!(world.user(browser).await, "nobody");
}

#[tokio::test]
async fn an_unsolicited_answer_is_refused() {
    let (world, mut browser) = (World::new().await, Browser::new());
    let page = world.bring_answer(&mut browser).await;
    let page = browser.submit(&page, &page.form()).await;
    assert_refused(&world, &mut browser, &page, StatusCode::CONFLICT, "no_cookie").await;
    assert_eq!(browser.cookies(&world.url("/")), "");
    assert_eq!(world.questions().await, 0);
}

#[tokio::test]
async fn a_late_answer_is_refused() {
    let (world, mut browser) = (World::new().await, Browser::new());
    browser.open(&world.url("/login")).await;
    world.clock.advance(TimeDelta::minutes(15));
    let page = world.bring_answer(&mut browser).await;
    let page = browser.submit(&page, &page.form()).await;
    assert_refused(&world, &mut browser, &page, StatusCode::CONFLICT, "no_login_in_progress").await;
}

#[tokio::test]
async fn an_answer_to_another_login_is_refused() {
    const SECOND_ID: &str = "0d5ad8a2-1c2f-4cc4-9d59-0f5b1a2b3c4d";
    let settings = Settings {
        site: |site, port| {
            let second = format!("http://127.0.0.1:{port}/second");
            site.return_page(SECOND_ID.parse().expect("an id"), second)
        },
        ..Settings::default()
    };
    let (mut world, mut browser) = (World::with(settings).await, Browser::new());
    browser.open(&world.url("/login")).await;
    world.answer.set(Field::UrlId.name(), SECOND_ID);
    let page = world.bring_answer(&mut browser).await;
    let page = browser.submit(&page, &page.form()).await;
    assert_refused(&world, &mut browser, &page, StatusCode::CONFLICT, "no_login_in_progress").await;
}

#[tokio::test]
async fn a_login_in_progress_is_used_once() {
    let (mut world, mut browser) = (World::new().await, Browser::new());
    world.log_in(&mut browser).await;
    let wmid = world.wmid();
    world.answer.set(Field::Wmid.name(), "999999999999");
    world.answer.set(Field::Ticket.name(), &"a".repeat(48));
    let page = world.bring_answer(&mut browser).await;
    assert_eq!(browser.submit(&page, &page.form()).await.status, StatusCode::CONFLICT);
    assert_eq!(world.user(&mut browser).await, wmid);
}

#[tokio::test]
async fn a_site_can_accept_each_ticket_once() {
    let settings = Settings { site: |site, _| site.ticket_reuse(TicketReuse::Never), ..Settings::default() };
    let (world, mut browser) = (World::with(settings).await, Browser::new());
    world.log_in(&mut browser).await;
    let mut thief = Browser::new();
    let page = world.log_in(&mut thief).await;
    assert_refused(&world, &mut thief, &page, StatusCode::FORBIDDEN, "replayed").await;
}

#[tokio::test]
async fn the_first_step_accepts_only_pages_of_the_service() {
    let (world, mut browser) = (World::new().await, Browser::new());
    browser.open(&world.url("/login")).await;
    let (url, body) = (world.url("/webmoney"), world.answer.body());
    let page = browser.post(Initiator::Page(STRANGER), &url, body.clone()).await;
    assert_refused(&world, &mut browser, &page, StatusCode::FORBIDDEN, "foreign_origin").await;
    let page = browser.post(Initiator::Page(&world.origin()), &url, body).await;
    assert_refused(&world, &mut browser, &page, StatusCode::FORBIDDEN, "foreign_origin").await;
}

#[tokio::test]
async fn a_hidden_origin_needs_the_address_check() {
    let settings = Settings { site: |site, _| site.address_check(AddressCheck::Off), ..Settings::default() };
    let (world, mut browser) = (World::with(settings).await, Browser::new());
    browser.open(&world.url("/login")).await;
    let page = browser.post(Initiator::Opaque, &world.url("/webmoney"), world.answer.body()).await;
    assert_refused(&world, &mut browser, &page, StatusCode::FORBIDDEN, "no_origin").await;
}

#[tokio::test]
async fn an_answer_for_another_address_is_refused_in_the_first_step() {
    let (mut world, mut browser) = (World::new().await, Browser::new());
    browser.open(&world.url("/login")).await;
    world.answer.set(Field::UserAddress.name(), "192.0.2.4");
    for from in [Initiator::Page(&world.service_origin()), Initiator::Opaque] {
        let page = browser.post(from, &world.url("/webmoney"), world.answer.body()).await;
        assert_refused(&world, &mut browser, &page, StatusCode::BAD_REQUEST, "other_address").await;
    }
}

#[tokio::test]
async fn the_second_step_accepts_only_pages_of_the_site() {
    let (world, mut browser) = (World::new().await, Browser::new());
    browser.open(&world.url("/login")).await;
    let url = world.url("/webmoney?wmlogin-finish");
    for from in [Initiator::Page(STRANGER), Initiator::Page(&world.service_origin()), Initiator::Opaque] {
        let page = browser.post(from, &url, world.answer.body()).await;
        assert_refused(&world, &mut browser, &page, StatusCode::FORBIDDEN, "not_own_page").await;
    }
    assert_eq!(world.questions().await, 0);
}

#[tokio::test]
async fn the_second_step_accepts_only_the_answer_of_the_first() {
    let (world, mut browser) = (World::new().await, Browser::new());
    browser.open(&world.url("/login")).await;
    let relay = world.bring_answer(&mut browser).await;
    for (name, value) in [
        (Field::Wmid.name(), "999999999999"),
        (Field::Ticket.name(), &*"a".repeat(48)),
        (Field::ReadId.name(), &*"a".repeat(87)),
        ("wmlogin_relay", ""),
    ] {
        let page = browser.submit(&relay, relay.form().set(name, value)).await;
        assert_refused(&world, &mut browser, &page, StatusCode::FORBIDDEN, "relay_signature").await;
    }
    assert_eq!(world.questions().await, 0);
}

#[tokio::test]
async fn without_an_origin_the_second_step_needs_fetch_metadata() {
    let (world, mut browser) = (World::new().await, Browser::new());
    browser.open(&world.url("/login")).await;
    let http = http_client();
    let cookies = browser.cookies(&world.url("/"));
    let form = world.bring_answer(&mut browser).await.form().body();
    let post = |fetch_site: Option<&'static str>, origin: Option<&'static str>| {
        let mut request = http
            .post(world.url("/webmoney?wmlogin-finish"))
            .header("cookie", &cookies)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form.clone());
        for (name, value) in [("sec-fetch-site", fetch_site), ("origin", origin)] {
            request = value.into_iter().fold(request, |request, value| request.header(name, value));
        }
        async move { request.send().await.expect("an answer") }
    };
    for (fetch_site, origin) in [
        (None, None),
        (None, Some("null")),
        (Some("none"), None),
        (Some("same-site"), None),
        (Some("cross-site"), None),
        (Some("same-origin"), Some(STRANGER)),
    ] {
        let status = post(fetch_site, origin).await.status();
        assert_eq!(status, StatusCode::FORBIDDEN, "{fetch_site:?} {origin:?}");
    }
    // A proxy that sets `Referrer-Policy: no-referrer` makes a browser send this.
    let response = post(Some("same-origin"), Some("null")).await;
    assert_eq!(response.headers()["location"], "/account");
}

#[tokio::test]
async fn a_stranger_cannot_begin_a_login_unseen() {
    let (world, mut browser) = (World::new().await, Browser::new());
    let page = browser.follow(Initiator::Page(STRANGER), &world.url("/login")).await;
    assert_eq!(page.url, world.url("/login"));
    let page = world.bring_answer(&mut browser).await;
    let page = browser.submit(&page, &page.form()).await;
    assert_refused(&world, &mut browser, &page, StatusCode::CONFLICT, "no_cookie").await;
}

#[tokio::test]
async fn a_ticket_that_the_service_refuses_is_refused() {
    let (world, mut browser) = (World::new().await, Browser::new());
    let no = r#"<response retval="35" sval="TicketNotFound" />"#;
    world.service_answers(ResponseTemplate::new(200).set_body_string(no)).await;
    let page = world.log_in(&mut browser).await;
    assert_refused(&world, &mut browser, &page, StatusCode::FORBIDDEN, "refused").await;
}

#[tokio::test]
async fn a_refusal_does_not_sign_the_user_out() {
    let (mut world, mut browser) = (World::new().await, Browser::new());
    world.log_in(&mut browser).await;
    let (wmid, cookies) = (world.wmid(), browser.cookies(&world.url("/")));
    let no = r#"<response retval="35" sval="TicketNotFound" />"#;
    world.service_answers(ResponseTemplate::new(200).set_body_string(no)).await;
    world.answer.set(Field::Wmid.name(), "999999999999");
    world.answer.set(Field::Ticket.name(), &"a".repeat(48));
    assert_eq!(world.log_in(&mut browser).await.status, StatusCode::FORBIDDEN);
    assert_eq!(world.user(&mut browser).await, wmid);
    assert_eq!(browser.cookies(&world.url("/")), cookies);
}

#[tokio::test]
async fn a_login_stays_in_progress_while_the_service_does_not_answer() {
    let (world, mut browser) = (World::new().await, Browser::new());
    world.service_answers(ResponseTemplate::new(503)).await;
    let page = world.log_in(&mut browser).await;
    assert_eq!(page.status, StatusCode::BAD_GATEWAY);
    assert_eq!(world.user(&mut browser).await, "nobody");
    world.service_answers(ResponseTemplate::new(200).set_body_string(YES)).await;
    // The page offers to try again.
    assert_eq!(browser.submit(&page, &page.form()).await.body, world.wmid());
}

#[tokio::test]
async fn long_and_broken_requests_are_refused() {
    let (world, mut browser) = (World::new().await, Browser::new());
    let origin = world.service_origin();
    let url = world.url("/webmoney");
    let long = format!("{}&a={}", world.answer.body(), "a".repeat(MAX_BODY_LENGTH));
    let page = browser.post(Initiator::Page(&origin), &url, long).await;
    assert_refused(&world, &mut browser, &page, StatusCode::PAYLOAD_TOO_LARGE, "too long").await;
    let page = browser.post(Initiator::Page(&origin), &url, String::new()).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    assert_eq!(browser.open(&url).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_request_that_no_user_makes_begins_no_login() {
    let (world, http) = (World::new().await, http_client());
    for request in [
        http.head(world.url("/login")),
        http.get(world.url("/login")).header("sec-purpose", "prefetch;prerender"),
    ] {
        let response = request.send().await.expect("an answer");
        assert_eq!(response.status(), StatusCode::NO_CONTENT);
        assert!(!response.headers().contains_key("set-cookie"));
    }
}

#[tokio::test]
async fn only_the_site_can_end_a_session() {
    let (world, mut browser) = (World::new().await, Browser::new());
    world.log_in(&mut browser).await;
    for from in [Initiator::Page(STRANGER), Initiator::Page(&world.service_origin()), Initiator::Opaque] {
        let page = browser.post(from, &world.url("/logout"), String::new()).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(browser.open(&world.url("/logout")).await.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(world.user(&mut browser).await, world.wmid());
}

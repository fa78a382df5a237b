//! The pages of the router, and the log.

use http::StatusCode;
use http::header::{CACHE_CONTROL, SET_COOKIE};
use wiremock::ResponseTemplate;
use wmlogin_client::TrustedProxies;
use wmlogin_client::types::Field;

use crate::world::{STRANGER, Settings, World};
use wmlogin_test_support::browser::{Browser, Initiator};
use wmlogin_test_support::exchange::Exchange;
use wmlogin_test_support::log;

#[tokio::test]
async fn the_page_of_the_first_step() {
    let (world, mut browser) = (World::new().await, Browser::new());
    let page = world.bring_answer(&mut browser).await;
    let signature = page.form().value("wmlogin_relay").expect("a signature").to_owned();
    insta::assert_snapshot!(page.shown().replace(&signature, "…"));
}

#[tokio::test]
async fn the_page_that_asks_for_confirmation() {
    let (world, mut browser) = (World::new().await, Browser::new());
    let url = world.url("/login?return_to=/account?a=%22%3E%3Cscript%3E");
    insta::assert_snapshot!(browser.follow(Initiator::Page(STRANGER), &url).await.shown());
}

#[tokio::test]
async fn the_page_of_an_error() {
    let (mut world, mut browser) = (World::new().await, Browser::new());
    world.answer.set(Field::Version.name(), "\"><script>");
    insta::assert_snapshot!(world.bring_answer(&mut browser).await.shown());
}

#[tokio::test]
async fn the_site_can_replace_the_page_of_an_error() {
    let settings = Settings {
        login: |login| login.error_page(|error| (error.status(), format!("our page: {}", error.kind()))),
        ..Settings::default()
    };
    let (world, mut browser) = (World::with(settings).await, Browser::new());
    let page = browser.post(Initiator::Page(STRANGER), &world.url("/webmoney"), world.answer.body()).await;
    assert_eq!((page.status, page.body.as_str()), (StatusCode::FORBIDDEN, "our page: foreign_origin"));
    assert_eq!(page.headers["cache-control"], "no-store");
    assert!(!page.headers.contains_key("content-security-policy"), "it is the flow's");
}

#[tokio::test]
async fn a_replaced_page_has_the_status_and_the_headers_of_the_login() {
    let settings = Settings {
        login: |login| {
            login.error_page(|_| {
                let headers = [(CACHE_CONTROL, "public"), (SET_COOKIE, "theme=dark")];
                (StatusCode::OK, headers, "our page")
            })
        },
        ..Settings::default()
    };
    let (world, mut browser) = (World::with(settings).await, Browser::new());
    let no = r#"<response retval="35" sval="TicketNotFound" />"#;
    world.service_answers(ResponseTemplate::new(200).set_body_string(no)).await;
    let page = world.log_in(&mut browser).await;
    assert_eq!((page.status, page.body.as_str()), (StatusCode::FORBIDDEN, "our page"));
    assert_eq!(page.headers[CACHE_CONTROL], "no-store");
    assert!(!browser.cookies(&world.url("/")).contains("wmlogin"), "the login is used up");
}

#[tokio::test]
async fn fields_added_to_an_answer_are_on_no_page() {
    let (mut world, mut browser) = (World::new().await, Browser::new());
    let genuine = world.bring_answer(&mut browser).await;
    world.answer.set("\"><script>alert(1)</script>", "\"><script>alert(1)</script>");
    world.answer.set("formaction", "https://stranger.example");
    let added = world.bring_answer(&mut browser).await;
    assert_eq!(added.form().fields(), genuine.form().fields());
    assert_eq!(added.body, genuine.body);
}

#[tokio::test]
async fn each_refusal_is_logged_once_and_names_nobody() {
    const ADDRESS: &str = "198.51.100.7";
    let settings = Settings {
        login: |login| {
            login.trusted_proxies(TrustedProxies::new(["127.0.0.0/8".parse().expect("a network")]))
        },
        ..Settings::default()
    };
    let (mut world, mut browser) = (World::with(settings).await, Browser::new());
    browser.headers.insert("x-forwarded-for", ADDRESS.parse().expect("an address"));
    world.answer.set(Field::UserAddress.name(), ADDRESS);
    let (genuine, service) = (world.answer.clone(), world.service_origin());
    let mut lines = 0;
    let mut assert_logged_once = |kind: &str| {
        let text = log::text();
        let all: Vec<_> = text.lines().filter(|line| line.contains("no login")).collect();
        let new = &all[lines..];
        assert!(matches!(new, [line] if line.contains(&format!("kind=\"{kind}\""))), "{kind}: {new:#?}");
        lines = all.len();
    };

    browser.post(Initiator::Page(STRANGER), &world.url("/webmoney"), genuine.body()).await;
    assert_logged_once("foreign_origin");
    world.answer.set(Field::UserAddress.name(), "198.51.100.8");
    world.bring_answer(&mut browser).await;
    assert_logged_once("other_address");
    world.answer.set(Field::UserAddress.name(), "wrong");
    world.bring_answer(&mut browser).await;
    assert_logged_once("response");
    world.answer = genuine.clone();
    let relay = world.bring_answer(&mut browser).await;
    browser.submit(&relay, &relay.form()).await;
    assert_logged_once("no_cookie");
    browser.submit(&relay, relay.form().set(Field::Wmid.name(), "999999999999")).await;
    assert_logged_once("relay_signature");
    for (answer, kind) in [
        (ResponseTemplate::new(200).set_body_string(r#"<response retval="35" />"#), "refused"),
        (ResponseTemplate::new(503), "status"),
    ] {
        world.service_answers(answer).await;
        world.log_in(&mut browser).await;
        assert_logged_once(kind);
    }
    browser.post(Initiator::Page(&service), &world.url("/webmoney"), "a".repeat(100_000)).await;
    assert_logged_once("body");
    browser.post(Initiator::Page(STRANGER), &world.url("/logout"), String::new()).await;
    assert_logged_once("not_own_page");
    browser.headers.clear();
    world.bring_answer(&mut browser).await;
    assert_logged_once("forwarded");

    let success = genuine.success();
    let (ticket, read_id) = (success.ticket().reveal(), success.read_id().reveal());
    for secret in [ticket, read_id, success.wmid().as_str(), "999999999999", "198.51.100", "wmlogin-1"] {
        assert!(!log::text().contains(secret), "{secret}: {}", log::text());
    }
}

#[tokio::test]
async fn the_log_has_the_events_and_no_credential() {
    let (mut world, mut browser) = (World::new().await, Browser::new());
    let read_id = world.answer.success().read_id().reveal().to_owned();
    browser.post(Initiator::Page(STRANGER), &world.url("/webmoney"), world.answer.body()).await;
    world.log_in(&mut browser).await;
    world.bring_answer(&mut browser).await;
    browser.post(Initiator::Page(&world.origin()), &world.url("/logout"), String::new()).await;
    world.answer.set(Field::Ticket.name(), &"a".repeat(48));
    world.service_answers(ResponseTemplate::new(503)).await;
    world.log_in(&mut browser).await;

    let text = log::text();
    for event in ["foreign_origin", "login begun", "signed in", "logged out", "503"] {
        assert!(text.contains(event), "no {event} in {text}");
    }
    for secret in [Exchange::of("3.0").success().ticket().reveal(), &world.ticket(), &read_id] {
        assert!(!text.contains(secret), "{text}");
    }
}

//! Logins that succeed.

use chrono::TimeDelta;
use http::StatusCode;
use tower_sessions::cookie::SameSite;
use wmlogin_client::TrustedProxies;
use wmlogin_client::types::{Field, Outcome, Response, pages};

use crate::world::{STRANGER, Settings, World};
use wmlogin_test_support::browser::{Browser, Initiator, Page};

/// A second name of this machine.
const SECOND_HOST: &str = "second.localhost";
use wmlogin_test_support::exchange::Exchange;

/// Returns `true` if the page is the login page of the service for this return URL id.
fn is_at_login(page: &Page, world: &World, url_id: &str) -> bool {
    let expected = pages::authentication::Query::new(url_id.parse().expect("an id")).to_form();
    page.url.origin().ascii_serialization() == world.service_origin()
        && page.url.path() == pages::authentication::PATH
        && page.url.query() == Some(&expected)
}

#[tokio::test]
async fn a_login_leads_back_to_where_the_user_came_from() {
    let (world, mut browser) = (World::new().await, Browser::new());
    let page = browser.open(&world.url("/account?tab=1")).await;
    assert!(is_at_login(&page, &world, world.url_id().as_str()), "{page:?}");
    let page = world.bring_answer(&mut browser).await;
    assert_eq!(page.status, StatusCode::OK);
    let page = browser.submit(&page, &page.form()).await;
    assert_eq!(page.url, world.url("/account?tab=1"));
    assert_eq!((page.status, page.body.clone()), (StatusCode::OK, world.wmid()));
    assert_eq!(world.questions().await, 1);
}

#[tokio::test]
async fn a_return_address_on_another_site_is_ignored() {
    let (world, mut browser) = (World::new().await, Browser::new());
    browser.open(&world.url("/login?return_to=//elsewhere.example")).await;
    let page = world.bring_answer(&mut browser).await;
    assert_eq!(browser.submit(&page, &page.form()).await.url, world.url("/account"));
}

#[tokio::test]
async fn a_login_may_begin_at_a_path_in_any_script() {
    let settings = Settings { flow: |flow| flow.login_path("/вход"), ..Settings::default() };
    let (world, mut browser) = (World::with(settings).await, Browser::new());
    let page = browser.open(&world.url("/вход")).await;
    assert_eq!(page.url.origin().ascii_serialization(), world.service_origin());
}

#[tokio::test]
async fn a_login_works_with_a_strict_cookie() {
    let settings = Settings { same_site: SameSite::Strict, ..Settings::default() };
    let (world, mut browser) = (World::with(settings).await, Browser::new());
    assert_eq!(world.log_in(&mut browser).await.body, world.wmid());
}

#[tokio::test]
async fn a_login_may_take_its_time() {
    let (world, mut browser) = (World::new().await, Browser::new());
    browser.open(&world.url("/login")).await;
    world.clock.advance(TimeDelta::minutes(14));
    let page = world.bring_answer(&mut browser).await;
    assert_eq!(browser.submit(&page, &page.form()).await.body, world.wmid());
}

#[tokio::test]
async fn a_link_on_another_site_takes_one_more_click() {
    let (world, mut browser) = (World::new().await, Browser::new());
    let page = browser.follow(Initiator::Page(STRANGER), &world.url("/account?tab=1")).await;
    assert_eq!(page.url.path(), "/login");
    let [link] = &page.attributes("href")[..] else { panic!("{}", page.body) };
    browser.follow(Initiator::Page(&world.origin()), &world.url(link)).await;
    let page = world.bring_answer(&mut browser).await;
    assert_eq!(browser.submit(&page, &page.form()).await.url, world.url("/account?tab=1"));
}

#[tokio::test]
async fn a_login_can_be_cancelled_and_started_again() {
    let (mut world, mut browser) = (World::new().await, Browser::new());
    let genuine = world.answer.clone();
    browser.open(&world.url("/login")).await;
    world.answer = outcome(Outcome::Cancelled);
    let page = world.bring_answer(&mut browser).await;
    let page = browser.submit(&page, &page.form()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("You cancelled the login"), "{}", page.body);

    world.answer = genuine;
    let page = world.bring_answer(&mut browser).await;
    assert_eq!(browser.submit(&page, &page.form()).await.status, StatusCode::CONFLICT);
    assert_eq!(world.log_in(&mut browser).await.body, world.wmid());
}

#[tokio::test]
async fn logging_off_from_the_service_leaves_the_user_signed_in() {
    let (mut world, mut browser) = (World::new().await, Browser::new());
    let wmid = world.wmid();
    world.log_in(&mut browser).await;
    world.answer = outcome(Outcome::LoggedOff);
    let page = world.bring_answer(&mut browser).await;
    assert_eq!(page.url, world.url("/"));
    assert_eq!(page.body, wmid);
}

fn outcome(outcome: Outcome) -> Exchange {
    let pairs = Response::from(outcome).to_pairs();
    Exchange::outcome(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

#[tokio::test]
async fn a_log_out_ends_the_session() {
    let (world, mut browser) = (World::new().await, Browser::new());
    world.log_in(&mut browser).await;
    let page = browser.post(Initiator::Page(&world.origin()), &world.url("/logout"), String::new()).await;
    assert_eq!((page.url.clone(), page.body.as_str()), (world.url("/"), "nobody"));
    let cookies = browser.cookies(&world.url("/"));
    assert!(!cookies.contains("id="), "only the mark of the login is left: {cookies}");
}

#[tokio::test]
async fn a_log_out_can_go_on_to_the_service() {
    let settings = Settings { login: |login| login.log_off_from_service(), ..Settings::default() };
    let (world, mut browser) = (World::with(settings).await, Browser::new());
    world.log_in(&mut browser).await;
    let page = browser.post(Initiator::Page(&world.origin()), &world.url("/logout"), String::new()).await;
    assert_eq!(page.url.origin().ascii_serialization(), world.service_origin());
    assert_eq!(page.url.path(), pages::log_off::PATH);
    assert_eq!(world.user(&mut browser).await, "nobody");
}

#[tokio::test]
async fn a_login_returns_to_the_domain_that_it_was_started_on() {
    const SECOND_ID: &str = "0d5ad8a2-1c2f-4cc4-9d59-0f5b1a2b3c4d";
    let settings = Settings {
        site: |site, port| {
            let second = format!("http://{SECOND_HOST}:{port}/webmoney");
            site.return_page(SECOND_ID.parse().expect("an id"), second)
        },
        ..Settings::default()
    };
    let (world, mut browser) = (World::with(settings).await, Browser::new());
    let mut second = world.url("/login");
    second.set_host(Some(SECOND_HOST)).expect("a host");
    let page = browser.open(&second).await;
    assert!(is_at_login(&page, &world, SECOND_ID), "{page:?}");

    let mut unknown = world.url("/login");
    unknown.set_host(Some("localhost")).expect("a host");
    for first in [world.url("/login"), unknown] {
        let page = browser.open(&first).await;
        assert!(is_at_login(&page, &world, world.url_id().as_str()), "{page:?}");
    }
}

#[tokio::test]
async fn the_site_chooses_the_parameters_of_the_login() {
    let settings = Settings {
        login: |login| {
            login.ask(|address, request| match request.headers.get("accept-language") {
                Some(language) => address.lang(language.to_str().expect("a language")),
                None => address,
            })
        },
        ..Settings::default()
    };
    let (world, mut browser) = (World::with(settings).await, Browser::new());
    browser.headers.insert("accept-language", "ru-RU".parse().expect("a language"));
    let page = browser.open(&world.url("/login")).await;
    let expected = pages::authentication::Query::new(world.url_id()).lang("ru-RU").to_form();
    assert_eq!(page.url.query(), Some(&*expected));
}

#[tokio::test]
async fn behind_a_proxy_the_address_is_in_its_header() {
    const ADDRESS: &str = "198.51.100.7";
    let settings = Settings {
        login: |login| {
            login.trusted_proxies(TrustedProxies::new(["127.0.0.0/8".parse().expect("a network")]))
        },
        ..Settings::default()
    };
    let (mut world, mut browser) = (World::with(settings).await, Browser::new());
    world.answer.set(Field::UserAddress.name(), ADDRESS);
    let page = world.bring_answer(&mut browser).await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    browser.headers.insert("x-forwarded-for", ADDRESS.parse().expect("an address"));
    assert_eq!(world.log_in(&mut browser).await.body, world.wmid());
}

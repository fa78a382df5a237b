//! The session before, during and after a login.

use std::time::Duration;

use chrono::TimeDelta;
use http::header::SET_COOKIE;
use tower_sessions::cookie::SameSite;
use wmlogin_client::VerifiedLogin;
use wmlogin_client::types::Field;

use crate::world::{Settings, World};
use wmlogin_test_support::browser::{Browser, Initiator, Page, http_client};

async fn put_into_basket(world: &World, browser: &mut Browser) {
    browser.post(Initiator::Page(&world.origin()), &world.url("/basket/more"), String::new()).await;
}

async fn basket(world: &World, browser: &mut Browser) -> String {
    browser.open(&world.url("/basket")).await.body.clone()
}

fn sets_no_cookie(page: &Page) -> bool {
    page.headers.get(SET_COOKIE).is_none()
}

#[tokio::test]
async fn a_login_gives_the_session_a_new_id_and_keeps_its_data() {
    let (world, mut browser) = (World::new().await, Browser::new());
    put_into_basket(&world, &mut browser).await;
    let old = browser.cookies(&world.url("/"));
    world.log_in(&mut browser).await;
    assert_ne!(browser.cookies(&world.url("/")), old);
    assert_eq!(basket(&world, &mut browser).await, "1");

    let mut thief = Browser::new();
    thief.plant_cookies(&old, &world.url("/"));
    assert_eq!(world.user(&mut thief).await, "nobody");
    assert_eq!(basket(&world, &mut thief).await, "0");
}

#[tokio::test]
async fn a_planted_session_is_worthless() {
    let (world, mut browser, mut thief) = (World::new().await, Browser::new(), Browser::new());
    put_into_basket(&world, &mut thief).await;
    let planted = thief.cookies(&world.url("/"));
    browser.plant_cookies(&planted, &world.url("/"));
    assert_eq!(world.log_in(&mut browser).await.body, world.wmid());
    assert!(!browser.cookies(&world.url("/")).contains(&planted));
    assert_eq!(world.user(&mut thief).await, "nobody");
}

#[tokio::test]
async fn another_user_does_not_get_the_data_of_the_previous_one() {
    let (mut world, mut browser) = (World::new().await, Browser::new());
    world.log_in(&mut browser).await;
    put_into_basket(&world, &mut browser).await;
    world.answer.set(Field::Wmid.name(), "999999999999");
    world.answer.set(Field::Ticket.name(), &"a".repeat(48));
    assert_eq!(world.log_in(&mut browser).await.body, "999999999999");
    assert_eq!(basket(&world, &mut browser).await, "0");
}

/// On a shared computer, long after the first user has left.
#[tokio::test]
async fn another_user_does_not_get_the_data_of_one_who_is_no_longer_signed_in() {
    let settings = Settings { login: |login| login.session_lifetime(Duration::ZERO), ..Settings::default() };
    let (mut world, mut browser) = (World::with(settings).await, Browser::new());
    world.log_in(&mut browser).await;
    assert_eq!(world.user(&mut browser).await, "nobody");
    put_into_basket(&world, &mut browser).await;
    world.answer.set(Field::Ticket.name(), &"b".repeat(48));
    world.log_in(&mut browser).await;
    assert_eq!(basket(&world, &mut browser).await, "1", "the same user comes again");
    world.answer.set(Field::Wmid.name(), "999999999999");
    world.answer.set(Field::Ticket.name(), &"a".repeat(48));
    world.log_in(&mut browser).await;
    assert_eq!(basket(&world, &mut browser).await, "0");
}

#[tokio::test]
async fn the_same_user_keeps_the_data_of_the_session() {
    let (mut world, mut browser) = (World::new().await, Browser::new());
    world.log_in(&mut browser).await;
    put_into_basket(&world, &mut browser).await;
    world.answer.set(Field::Ticket.name(), &"a".repeat(48));
    assert_eq!(world.log_in(&mut browser).await.body, world.wmid());
    assert_eq!(basket(&world, &mut browser).await, "1");
}

#[tokio::test]
async fn the_first_step_sets_no_cookie_and_leaves_the_session_alone() {
    let (world, mut browser) = (World::new().await, Browser::new());
    assert!(sets_no_cookie(&world.bring_answer(&mut browser).await));
    put_into_basket(&world, &mut browser).await;
    let cookies = browser.cookies(&world.url("/"));
    assert!(sets_no_cookie(&world.bring_answer(&mut browser).await));
    assert_eq!(browser.cookies(&world.url("/")), cookies);
    assert_eq!(basket(&world, &mut browser).await, "1");
}

#[tokio::test]
async fn the_first_step_leaves_the_session_alone_even_if_its_cookie_is_sent() {
    let settings = Settings { same_site: SameSite::None, ..Settings::default() };
    let (world, mut browser) = (World::with(settings).await, Browser::new());
    browser.open(&world.url("/login")).await;
    put_into_basket(&world, &mut browser).await;
    let page = world.bring_answer(&mut browser).await;
    assert!(sets_no_cookie(&page));
    assert_eq!(world.user(&mut browser).await, "nobody");
    assert_eq!(browser.submit(&page, &page.form()).await.body, world.wmid());
}

#[tokio::test]
async fn data_that_the_site_keeps_of_a_login_is_removed_with_it() {
    let settings =
        Settings { login: |login| login.keep("address", VerifiedLogin::user_address), ..Settings::default() };
    let (world, mut browser) = (World::with(settings).await, Browser::new());
    let address = world.url("/address");
    assert_eq!(browser.open(&address).await.body, "");
    world.log_in(&mut browser).await;
    assert_eq!(browser.open(&address).await.body, "127.0.0.1");
    browser.post(Initiator::Page(&world.origin()), &world.url("/logout"), String::new()).await;
    assert_eq!(browser.open(&address).await.body, "");
}

#[tokio::test]
async fn anonymous_visitors_leave_nothing_behind() {
    let (world, http) = (World::new().await, http_client());
    for _ in 0..1_000 {
        let response = http.get(world.url("/login")).send().await.expect("an answer");
        assert_eq!(response.status(), http::StatusCode::SEE_OTHER);
    }
    world.bring_answer(&mut Browser::new()).await;
    assert_eq!(world.sessions.written(), 0);
    world.log_in(&mut Browser::new()).await;
    assert!(world.sessions.written() > 0, "the store counts");
}

#[tokio::test]
async fn a_user_is_signed_in_for_as_long_as_the_site_says() {
    let settings = |login| Settings { login, ..Settings::default() };
    for (settings, is_signed_in) in [
        (settings(|login| login.session_lifetime(Duration::ZERO)), false),
        (settings(|login| login.session_lifetime(Duration::from_mins(1))), true),
        (settings(|login| login.session_lifetime(Duration::MAX)), true),
    ] {
        let (world, mut browser) = (World::with(settings).await, Browser::new());
        world.log_in(&mut browser).await;
        let expected = if is_signed_in { world.wmid() } else { "nobody".to_owned() };
        assert_eq!(world.user(&mut browser).await, expected);
    }
}

#[tokio::test]
async fn the_lifetime_of_the_ticket_is_not_that_of_the_session() {
    let (world, mut browser) = (World::new().await, Browser::new());
    world.log_in(&mut browser).await;
    world.clock.set(world.answer.success().expires() + TimeDelta::hours(1));
    assert_eq!(world.user(&mut browser).await, world.wmid());
}

#[tokio::test]
async fn a_user_whom_the_site_does_not_admit_gets_no_session() {
    let login =
        |login: wmlogin_axum::LoginRouter| login.admit(|login| login.wmid().as_str() == "100000000007");
    let (world, mut browser) = (World::with(Settings { login, ..Settings::default() }).await, Browser::new());
    let page = world.log_in(&mut browser).await;
    assert_eq!(page.status, http::StatusCode::FORBIDDEN);
    assert_eq!(page.body, "this user may not sign in to this site");
    assert_eq!(world.user(&mut browser).await, "nobody");
    assert_eq!(world.sessions.written(), 0);
}

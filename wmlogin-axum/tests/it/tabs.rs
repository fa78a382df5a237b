//! Several tabs of one browser, and requests that are sent twice.

use std::time::Duration;

use chrono::TimeDelta;
use http::StatusCode;
use wiremock::ResponseTemplate;
use wmlogin_client::types::{Field, Outcome, Response};
use wmlogin_test_support::browser::{Browser, Initiator};
use wmlogin_test_support::exchange::{Exchange, YES};

use crate::world::World;

/// The login begins in two tabs.
async fn two_tabs() -> (World, Browser) {
    let (world, mut browser) = (World::new().await, Browser::new());
    for place in ["/account?tab=1", "/account?tab=2"] {
        browser.open(&world.url(place)).await;
    }
    (world, browser)
}

#[tokio::test]
async fn both_tabs_end_signed_in() {
    let (mut world, mut browser) = two_tabs().await;
    let mut places = Vec::new();
    for ticket in ["a", "b"] {
        world.answer.set(Field::Ticket.name(), &ticket.repeat(48));
        let page = world.bring_answer(&mut browser).await;
        let page = browser.submit(&page, &page.form()).await;
        assert_eq!((page.status, page.body.clone()), (StatusCode::OK, world.wmid()));
        places.push(page.url.clone());
    }
    places.sort();
    assert_eq!(places, ["/account?tab=1", "/account?tab=2"].map(|place| world.url(place)));
}

#[tokio::test]
async fn a_cancel_in_one_tab_leaves_the_login_in_the_other() {
    let (mut world, mut browser) = two_tabs().await;
    let genuine = world.answer.clone();
    let pairs = Response::from(Outcome::Cancelled).to_pairs();
    let cancel = pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    world.answer = Exchange::outcome(cancel);
    let page = world.bring_answer(&mut browser).await;
    assert_eq!(browser.submit(&page, &page.form()).await.status, StatusCode::OK);
    world.answer = genuine;
    let page = world.bring_answer(&mut browser).await;
    assert_eq!(browser.submit(&page, &page.form()).await.body, world.wmid());
}

#[tokio::test]
async fn a_second_click_while_the_service_is_slow_is_the_same_login() {
    let (world, mut browser) = (World::new().await, Browser::new());
    let slow = ResponseTemplate::new(200).set_body_string(YES).set_delay(Duration::from_millis(200));
    world.service_answers(slow).await;
    browser.open(&world.url("/account")).await;
    let page = world.bring_answer(&mut browser).await;
    let form = page.form();
    let (first, second) = tokio::join!(
        browser.submit_and_lose_answer(&page, &form),
        browser.submit_and_lose_answer(&page, &form)
    );
    for page in [first, second] {
        assert_eq!(page.location(), world.url("/account"));
        let cookies = page.headers.get_all("set-cookie").iter();
        assert_eq!(cookies.count(), 2, "each gets a session and the mark");
    }
}

#[tokio::test]
async fn a_lost_answer_can_be_asked_for_again() {
    let (world, mut browser) = (World::new().await, Browser::new());
    browser.open(&world.url("/account?tab=1")).await;
    let page = world.bring_answer(&mut browser).await;
    browser.submit_and_lose_answer(&page, &page.form()).await;
    let page = browser.submit(&page, &page.form()).await;
    assert_eq!((page.url.clone(), page.body.clone()), (world.url("/account?tab=1"), world.wmid()));
}

#[tokio::test]
async fn a_user_who_signed_out_can_sign_in_with_the_same_ticket() {
    let (world, mut browser) = (World::new().await, Browser::new());
    for _ in 0..2 {
        assert_eq!(world.log_in(&mut browser).await.body, world.wmid());
        browser.post(Initiator::Page(&world.origin()), &world.url("/logout"), String::new()).await;
        world.clock.advance(TimeDelta::seconds(1));
    }
}

#[tokio::test]
async fn back_after_signing_out_does_not_sign_in_again() {
    let (world, mut browser) = (World::new().await, Browser::new());
    browser.open(&world.url("/account")).await;
    let relay = world.bring_answer(&mut browser).await;
    browser.submit(&relay, &relay.form()).await;
    browser.post(Initiator::Page(&world.origin()), &world.url("/logout"), String::new()).await;
    browser.submit(&relay, &relay.form()).await;
    assert_eq!(world.user(&mut browser).await, "nobody");
}

#[tokio::test]
async fn back_after_signing_in_leads_to_the_same_place() {
    let (world, mut browser) = (World::new().await, Browser::new());
    browser.open(&world.url("/account?tab=1")).await;
    let relay = world.bring_answer(&mut browser).await;
    browser.submit(&relay, &relay.form()).await;
    let questions = world.questions().await;
    let page = browser.submit(&relay, &relay.form()).await;
    assert_eq!((page.url.clone(), page.body.clone()), (world.url("/account?tab=1"), world.wmid()));
    assert_eq!(world.questions().await, questions, "the service is not asked again");
}

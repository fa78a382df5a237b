//! Several tabs of one browser, and requests that are sent twice.

use std::time::Duration;

use wmlogin_gatekeeper::Fault;
use wmlogin_test_support::browser::{Browser, Page};

use crate::world::{NOBODY, USER, World};

/// The login begins in two tabs.
async fn two_tabs(world: &World, browser: &mut Browser) -> [Page; 2] {
    [browser.open(&world.url("/account?tab=1")).await, browser.open(&world.url("/account?tab=2")).await]
}

pub async fn both_tabs_end_signed_in(world: World) {
    let mut browser = Browser::new();
    let mut places = Vec::new();
    for tab in two_tabs(&world, &mut browser).await {
        let relay = world.decide(&mut browser, &tab, USER, "allow").await;
        let page = browser.submit(&relay, &relay.form()).await;
        assert!(page.body.contains(USER), "{}", page.body);
        places.push(page.url.clone());
    }
    places.sort();
    assert_eq!(places, ["/account?tab=1", "/account?tab=2"].map(|place| world.url(place)));
}

pub async fn a_cancel_in_one_tab_leaves_the_other(world: World) {
    let mut browser = Browser::new();
    let [first, second] = two_tabs(&world, &mut browser).await;
    let relay = world.decide(&mut browser, &first, USER, "cancel").await;
    browser.submit(&relay, &relay.form()).await;
    let relay = world.decide(&mut browser, &second, USER, "allow").await;
    browser.submit(&relay, &relay.form()).await;
    assert_eq!(world.user(&mut browser).await, USER);
}

pub async fn a_second_click_is_the_same_login(world: World) {
    let mut browser = Browser::new();
    let relay = world.come_back(&mut browser, "/account?tab=1", USER).await;
    world.set_fault(Fault::Delay(Duration::from_millis(300)));
    let form = relay.form();
    let (first, second) = tokio::join!(
        browser.submit_and_lose_answer(&relay, &form),
        browser.submit_and_lose_answer(&relay, &form)
    );
    for page in [first, second] {
        assert_eq!(page.location(), world.url("/account?tab=1"));
        assert_eq!(page.headers.get_all("set-cookie").iter().count(), 2, "each gets a session and the mark");
    }
    assert_eq!(world.gatekeeper.asked().len(), 2, "both were asked while the service was slow");
}

pub async fn a_lost_answer_can_be_asked_for_again(world: World) {
    let mut browser = Browser::new();
    let relay = world.come_back(&mut browser, "/account?tab=1", USER).await;
    browser.submit_and_lose_answer(&relay, &relay.form()).await;
    assert_eq!(world.user(&mut browser).await, NOBODY);
    let page = browser.submit(&relay, &relay.form()).await;
    assert_eq!(page.url, world.url("/account?tab=1"));
    assert_eq!(world.user(&mut browser).await, USER);
}

pub async fn back_after_signing_in_leads_to_the_same_place(world: World) {
    let mut browser = Browser::new();
    let relay = world.come_back(&mut browser, "/account?tab=1", USER).await;
    browser.submit(&relay, &relay.form()).await;
    let page = browser.submit(&relay, &relay.form()).await;
    assert_eq!(page.url, world.url("/account?tab=1"));
    assert_eq!(world.gatekeeper.asked().len(), 1, "the service is not asked again");
}

pub async fn back_after_signing_out_does_not_sign_in_again(world: World) {
    let mut browser = Browser::new();
    let relay = world.come_back(&mut browser, "/account", USER).await;
    browser.submit(&relay, &relay.form()).await;
    world.press(&mut browser, "/logout").await;
    browser.submit(&relay, &relay.form()).await;
    assert_eq!(world.user(&mut browser).await, NOBODY);
}

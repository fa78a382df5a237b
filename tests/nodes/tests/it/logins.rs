//! Logins over two nodes.

use wmlogin_test_support::browser::{Browser, Initiator, Page};

use crate::world::{USER, World, anywhere, at};

fn is_signed_in(page: &Page) -> bool {
    page.status == 200 && page.body == format!("The account of {USER}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_begins_on_one_node_and_ends_on_the_other() {
    let Some(world) = World::start("network").await else { return };
    for (first, second) in [("one", "two"), ("two", "one")] {
        let mut browser = world.browser();
        at(&mut browser, first);
        let answer = world.answer(&mut browser).await;
        at(&mut browser, second);
        let relay = browser.submit(&answer, &answer.form()).await;
        at(&mut browser, first);
        let page = browser.submit(&relay, &relay.form()).await;
        assert!(is_signed_in(&page), "{}", page.shown());
        // The session is on both.
        for node in [first, second] {
            at(&mut browser, node);
            assert_eq!(browser.open(&world.url("/")).await.body, format!("Signed in as {USER}"));
        }
        let origin = world.url("/").origin().ascii_serialization();
        let out = browser.post(Initiator::Page(&origin), &world.url("/logout"), String::new()).await;
        assert_eq!(out.body, "nobody");
        at(&mut browser, second);
        assert_eq!(browser.open(&world.url("/")).await.body, "nobody");
    }
}

/// A thief who has the answer began a login, too, and brings it to the other node at the same moment.
#[tokio::test(flavor = "multi_thread")]
async fn of_two_nodes_exactly_one_accepts_a_ticket() {
    let Some(world) = World::start("once").await else { return };
    for _ in 0..24 {
        let (mut user, mut thief) = (world.browser(), world.browser());
        at(&mut user, "one");
        at(&mut thief, "two");
        let answer = world.answer(&mut user).await;
        thief.open(&world.url("/account")).await;
        let relays =
            [user.submit(&answer, &answer.form()).await, thief.submit(&answer, &answer.form()).await];
        let pages = tokio::join!(finish(&mut user, &relays[0]), finish(&mut thief, &relays[1]));
        let accepted = [&pages.0, &pages.1].into_iter().filter(|page| is_signed_in(page)).count();
        assert_eq!(accepted, 1, "{}\n{}", pages.0.shown(), pages.1.shown());
    }
}

async fn finish(browser: &mut Browser, relay: &Page) -> Page {
    browser.submit(relay, &relay.form()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_is_killed_in_the_middle_of_a_login() {
    let Some(mut world) = World::start("once").await else { return };
    let mut browser = world.browser();
    at(&mut browser, "one");
    let relay = world.relay(&mut browser).await;
    drop(world.nodes[0].take());
    anywhere(&mut browser);
    for _ in 0..4 {
        // The same form again is the same login.
        let page = browser.submit(&relay, &relay.form()).await;
        assert!(is_signed_in(&page), "{}", page.shown());
    }
}

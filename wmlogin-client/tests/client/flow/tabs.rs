//! Several tabs of one browser: every one of them ends signed in.

use wmlogin_client::types::Field;
use wmlogin_client::{BrowserRequest, LoginFlow, Verifier};
use wmlogin_test_support::exchange::{Exchange, Service, YES};

use super::browser::{Browser, HOST, OWN_ORIGIN, fields, location};

struct World {
    flow: LoginFlow,
    verifier: Verifier,
    browser: Browser,
    answers: [Exchange; 2],
}

impl World {
    /// Two tabs, each with a login begun and an answer of its own.
    fn new() -> Self {
        let first = Exchange::of("3.0");
        let mut second = first.clone();
        second.set(Field::Ticket.name(), &"b".repeat(48));
        let flow = LoginFlow::new(first.site().build().expect("a site")).expect("a flow");
        let mut browser = Browser::of(&first);
        browser.begin(&flow, "/one");
        browser.begin(&flow, "/two");
        Self { flow, verifier: Verifier::new(Service::answering(YES)), browser, answers: [first, second] }
    }

    async fn finish(&mut self, tab: usize) -> String {
        let page = self.browser.bring(&self.flow, &self.answers[tab]).expect("a relay page");
        let completed = self.browser.continue_at(&self.flow, &self.verifier, &page).await.expect("a login");
        let reply = completed.into_reply();
        self.browser.take(&reply);
        location(&reply).to_owned()
    }
}

#[tokio::test]
async fn both_tabs_end_signed_in() {
    for order in [[0, 1], [1, 0]] {
        let mut world = World::new();
        let mut places = [world.finish(order[0]).await, world.finish(order[1]).await];
        places.sort();
        assert_eq!(places, ["/one", "/two"], "each place is reached once");
    }
}

#[tokio::test]
async fn the_newest_login_is_used_first() {
    for _ in 0..8 {
        // Both begin in the same second.
        let mut world = World::new();
        assert_eq!([world.finish(1).await, world.finish(0).await], ["/two", "/one"]);
    }
}

#[tokio::test]
async fn a_cancel_in_one_leaves_the_other() {
    let mut world = World::new();
    let pairs = [(Field::KeeperRetStr.name(), "Cancelled"), (Field::KeeperRetVal.name(), "4")];
    let cancel = Exchange::outcome(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
    let page = world.browser.bring(&world.flow, &cancel).expect("a relay page");
    let denied = world.browser.continue_at(&world.flow, &world.verifier, &page).await.expect_err("a cancel");
    world.browser.take(&denied.into_reply());
    assert_eq!(world.browser.cookies.len(), 1);
    world.finish(0).await;
}

#[tokio::test]
async fn both_tabs_at_once_with_the_cookies_of_before() {
    let mut world = World::new();
    let mut other = world.browser.clone();
    world.finish(0).await;
    let page = other.bring(&world.flow, &world.answers[1]).expect("a relay page");
    let _ = other.continue_at(&world.flow, &world.verifier, &page).await.expect("a login");
}

/// A cancel does not name its return page, so the address that it is posted to has to.
#[test]
fn a_cancel_ends_a_login_of_its_own_return_page() {
    let answer = Exchange::of("3.0");
    let pages = [("01", "https://shop.example/other"), ("02", "https://www.shop.example/webmoney")];
    let site = pages.iter().fold(answer.site(), |site, (id, address)| {
        site.return_page(format!("00000000-0000-0000-0000-0000000000{id}").parse().expect("an id"), *address)
    });
    let flow = LoginFlow::new(site.build().expect("a site")).expect("a flow");
    let pages = flow.site().return_pages();
    let mut browser = Browser::of(&answer);
    // The newest logins are those of the other pages.
    let mut begin = |page: usize| {
        let before: Vec<_> = browser.cookies.keys().cloned().collect();
        let cookies = browser.cookie_header();
        let headers = [("Host", HOST), ("Cookie", &*cookies)];
        let request = BrowserRequest::new("GET", "/login").headers(headers);
        browser.take(&flow.begin_with(&request, "/", |_| pages[page].login()));
        browser.cookies.keys().find(|name| !before.contains(name)).expect("a new cookie").clone()
    };
    let [first, _, _] = [begin(0), begin(1), begin(2)];
    let pairs = [(Field::KeeperRetStr.name(), "Cancelled"), (Field::KeeperRetVal.name(), "4")];
    let cancel = Exchange::outcome(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
    let page = browser.bring(&flow, &cancel).expect("a relay page");
    let denied = browser.post(&flow, &fields(page.body()), Some(OWN_ORIGIN)).expect_err("a cancel");
    browser.take(&denied.into_reply());
    assert_eq!(browser.cookies.len(), 2);
    assert!(!browser.cookies.contains_key(&first), "the login of the page that was cancelled");
}

//! The table in the documentation of `LoginFlow`, a test for each row.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use wmlogin_client::types::{Factor2Type, Field};
use wmlogin_client::{
    Acceptance, BoxFuture, BrowserRequest, Denied, FlowKeys, LOGIN_LIFETIME, LoginFlow, Policy, ReplayStore,
    ReplayStoreError, Reply, Step, TicketDigest, TransportError, TransportErrorKind, Verifier,
};
use wmlogin_test_support::exchange::{Exchange, Service, YES};

use super::browser::{Browser, HOST, OWN_ORIGIN, fields, header, location};

fn yes() -> Verifier {
    Verifier::new(Service::answering(YES))
}

fn outcome(name: &str, code: &str) -> Exchange {
    let pair = |name: Field, value: &str| (name.name().to_owned(), value.to_owned());
    Exchange::outcome(vec![pair(Field::KeeperRetStr, name), pair(Field::KeeperRetVal, code)])
}

/// Kind and status code of a denial, whose page says the kind.
fn told(denied: Denied) -> (&'static str, u16) {
    let kind = denied.error().kind();
    let reply = denied.into_reply();
    assert_eq!(header(&reply, "cache-control"), Some("no-store"));
    assert!(reply.body().contains(kind), "{}", reply.body());
    (kind, reply.status())
}

/// A begun login and the page between the steps.
struct World {
    answer: Exchange,
    flow: LoginFlow,
    browser: Browser,
}

impl World {
    fn new() -> Self {
        let answer = Exchange::of("3.0");
        let flow = LoginFlow::new(answer.site().build().expect("a site")).expect("a flow");
        let mut browser = Browser::of(&answer);
        browser.begin(&flow, "/account?tab=1");
        Self { answer, flow, browser }
    }

    fn page(&self) -> Reply {
        self.browser.bring(&self.flow, &self.answer).expect("a relay page")
    }

    /// Takes the second step, and returns what the browser is told.
    async fn denied(&mut self, verifier: &Verifier) -> (&'static str, u16) {
        let page = self.page();
        let denied = self.browser.continue_at(&self.flow, verifier, &page).await.expect_err("a denial");
        let kind = denied.error().kind();
        let reply = denied.into_reply();
        self.browser.take(&reply);
        assert!(reply.body().contains(kind), "{}", reply.body());
        (kind, reply.status())
    }
}

#[tokio::test]
async fn confirmed() {
    let mut world = World::new();
    let page = world.page();
    let completed = world.browser.continue_at(&world.flow, &yes(), &page).await.expect("a login");
    assert_eq!(completed.login().wmid().as_str(), "123456789012");
    assert_eq!(completed.place(), "/account?tab=1");
    let reply = completed.into_reply();
    world.browser.take(&reply);
    assert_eq!(location(&reply), "/account?tab=1");
    assert_eq!(header(&reply, "cache-control"), Some("no-store"));
    assert_eq!(world.browser.cookies.len(), 1, "the login became a mark");
}

#[tokio::test]
async fn cancelled() {
    let mut world = World::new();
    world.answer = outcome("Cancelled", "4");
    assert_eq!(world.denied(&yes()).await, ("no_login", 200));
    assert!(world.browser.cookies.is_empty(), "the login is used up");
}

#[test]
fn cancelled_by_a_page_that_hides_its_origin() {
    let mut world = World::new();
    world.answer = outcome("Canceled", "4");
    world.answer.origin = Some("null".to_owned());
    let denied = world.browser.bring(&world.flow, &world.answer).expect_err("a denial");
    assert_eq!(told(denied), ("no_login", 200));
    assert_eq!(world.browser.cookies.len(), 1, "the login in progress stays");
}

#[test]
fn logged_off() {
    let world = World::new();
    let flow = world.flow.clone().after_log_off("/bye");
    let reply = world.browser.bring(&flow, &outcome("LoggedOff", "5")).expect("a redirect");
    assert_eq!(location(&reply), "/bye");
}

#[tokio::test]
async fn cookies_are_off() {
    let mut world = World::new();
    world.browser.cookies.clear();
    assert_eq!(world.denied(&yes()).await, ("no_cookie", 409));
}

#[tokio::test]
async fn the_login_expired() {
    let mut world = World::new();
    let now = world.flow.site().now();
    let later = world.answer.site().clock(move || now + LOGIN_LIFETIME).build().expect("a site");
    let keys = FlowKeys::parse(&"ab".repeat(32)).expect("a key");
    let early = LoginFlow::with_keys(world.answer.site().build().expect("a site"), keys.clone());
    world.browser.cookies.clear();
    world.browser.begin(&early, "/");
    world.flow = LoginFlow::with_keys(later, keys);
    assert_eq!(world.denied(&yes()).await, ("no_login_in_progress", 409));
}

#[test]
fn the_return_page_is_opened() {
    let world = World::new();
    for target in ["/webmoney", "/webmoney?ticket=AAue4ZuLBEaVsQr8k1B7PKQ5C3TJ5NUMk47D3tgJpa4kHQsA"] {
        let cookies = world.browser.cookie_header();
        let headers = [("Host", HOST), ("Cookie", &cookies), ("Origin", OWN_ORIGIN)];
        for step in ["", "wmlogin-finish"] {
            let target = format!("{target}?{step}");
            let request = BrowserRequest::new("GET", &target).headers(headers);
            let denied = world.flow.return_page(&request).expect_err("a denial");
            assert_eq!(header(&denied.into_reply(), "allow"), Some("POST"));
            let denied = world.flow.return_page(&request).expect_err("a denial");
            assert_eq!(told(denied), ("method", 405));
        }
    }
}

#[tokio::test]
async fn back_after_signing_in() {
    let mut world = World::new();
    let page = world.page();
    let completed = world.browser.continue_at(&world.flow, &yes(), &page).await.expect("a login");
    world.browser.take(&completed.into_reply());
    // The browser posts the answer again, and then the relay page.
    for page in [world.page(), page] {
        let step = world.browser.post(&world.flow, &fields(page.body()), Some(OWN_ORIGIN)).expect("a step");
        let Step::Reply(reply) = step else { panic!("the service is asked again") };
        assert_eq!(location(&reply), "/account?tab=1");
    }
    // Without an answer of the same ticket the mark is worth nothing.
    let ticket = "b".repeat(48);
    world.answer.set(Field::Ticket.name(), &ticket);
    assert_eq!(world.denied(&yes()).await, ("no_login_in_progress", 409));
}

#[tokio::test]
async fn a_refusal_is_reloaded() {
    let mut world = World::new();
    let no = Verifier::new(Service::answering(r#"<response retval="36" sval="TicketExpired" />"#));
    assert_eq!(world.denied(&no).await, ("refused", 403));
    assert!(world.browser.cookies.is_empty(), "the login is used up");
    assert_eq!(world.denied(&yes()).await, ("no_cookie", 409));
}

#[tokio::test]
async fn a_second_click_is_the_same_login() {
    let mut world = World::new();
    let verifier = yes();
    let page = world.page();
    // Both requests are sent with the cookies of before.
    for _ in 0..2 {
        let completed = world.browser.continue_at(&world.flow, &verifier, &page).await.expect("a login");
        assert_eq!(location(&completed.into_reply()), "/account?tab=1");
    }
}

#[test]
fn a_foreign_origin() {
    let mut world = World::new();
    for origin in ["https://stranger.example", "https://login.wmtransfer.com.stranger.example", OWN_ORIGIN] {
        world.answer.origin = Some(origin.to_owned());
        let denied = world.browser.bring(&world.flow, &world.answer).expect_err("a denial");
        assert_eq!(told(denied), ("foreign_origin", 403));
    }
    world.answer = Exchange::of("3.0");
    let fields = fields(world.page().body());
    for origin in ["https://login.wmtransfer.com", "https://www.shop.example", "http://shop.example"] {
        let denied = world.browser.post(&world.flow, &fields, Some(origin)).expect_err("a denial");
        assert_eq!(told(denied), ("not_own_page", 403));
    }
}

#[tokio::test]
async fn no_origin() {
    for origin in [None, Some("null".to_owned())] {
        let mut world = World::new();
        world.answer.origin = origin;
        let page = world.page();
        let _ = world
            .browser
            .continue_at(&world.flow, &yes(), &page)
            .await
            .expect("the address stands in for it");
        // The second step has no cookies of another site to hide behind, so it must say where it is from.
        let denied = world.browser.post(&world.flow, &fields(page.body()), None).expect_err("a denial");
        assert_eq!(told(denied), ("not_own_page", 403));
        for address in [None, Some("2001:db8::1".parse().expect("an address"))] {
            world.browser.address = address;
            let denied = world.browser.bring(&world.flow, &world.answer).expect_err("a denial");
            assert_eq!(told(denied), ("no_origin", 403));
        }
    }
}

#[tokio::test]
async fn addresses_of_two_families() {
    let mut world = World::new();
    world.browser.address = Some("2001:db8::1".parse().expect("an address"));
    let page = world.page();
    let _ = world.browser.continue_at(&world.flow, &yes(), &page).await.expect("a login");
    // The page that was relayed without the service's origin does not help a browser of another family.
    let mut hidden = world.answer.clone();
    hidden.origin = None;
    let page = Browser::of(&hidden).bring(&world.flow, &hidden).expect("a relay page");
    let denied = world.browser.post(&world.flow, &fields(page.body()), Some(OWN_ORIGIN));
    assert_eq!(told(denied.expect_err("a denial")), ("no_origin", 403));
}

#[tokio::test]
async fn the_service_is_slow_or_down() {
    for (kind, expected) in
        [(TransportErrorKind::Timeout, ("timeout", 504)), (TransportErrorKind::Connect, ("connect", 502))]
    {
        let mut world = World::new();
        let down = Verifier::new(move |_| async move { Err(TransportError::new(kind)) });
        let page = world.page();
        let denied = world.browser.continue_at(&world.flow, &down, &page).await.expect_err("a denial");
        assert_eq!((denied.error().kind(), denied.error().status()), expected);
        let again = denied.into_reply();
        world.browser.take(&again);
        assert_eq!(world.browser.cookies.len(), 1, "the login stays in progress");
        // The page offers the same step again, and does not take it by itself.
        assert!(!again.body().contains("data-now"), "{}", again.body());
        let completed = world.browser.continue_at(&world.flow, &yes(), &again).await.expect("a login");
        assert_eq!(location(&completed.into_reply()), "/account?tab=1");
    }
}

#[tokio::test]
async fn the_store_is_down() {
    struct Down;
    impl ReplayStore for Down {
        fn record(
            &self,
            _: TicketDigest,
            _: Acceptance,
            _: Duration,
        ) -> BoxFuture<'_, Result<Option<Acceptance>, ReplayStoreError>> {
            Box::pin(std::future::ready(Err(ReplayStoreError::new("down"))))
        }
    }
    let mut world = World::new();
    let site = world.answer.site().replay_store(Down).build().expect("a site");
    world.flow = LoginFlow::new(site).expect("a flow");
    world.browser.begin(&world.flow, "/");
    assert_eq!(world.denied(&yes()).await, ("replay_store", 503));
    assert!(!world.browser.cookies.is_empty(), "the login stays in progress");
}

#[test]
fn refused_by_policy() {
    let mut world = World::new();
    world.answer.set(Field::Factor2.name(), Factor2Type::None.name());
    world.answer.remove(Field::Factor2EnumType.name());
    let site = world.answer.site().policy(Policy::default().require_second_factor()).build().expect("a site");
    let flow = LoginFlow::new(site).expect("a flow");
    let denied = world.browser.bring(&flow, &world.answer).expect_err("a denial");
    assert_eq!(told(denied), ("second_factor", 403));
}

#[tokio::test]
async fn too_many_refusals() {
    let mut world = World::new();
    let no = Verifier::new(Service::answering(r#"<response retval="35" sval="TicketNotFound" />"#));
    for count in 0..8 {
        world.browser.begin(&world.flow, "/");
        world.answer.set(Field::Ticket.name(), &count.to_string().repeat(48));
        assert_eq!(world.denied(&no).await, ("refused", 403), "{count}");
    }
    world.browser.begin(&world.flow, "/");
    let page = world.page();
    let denied = world.browser.continue_at(&world.flow, &no, &page).await.expect_err("a denial");
    assert_eq!((denied.error().kind(), denied.error().status()), ("too_many_refusals", 429));
    let reply = denied.into_reply();
    assert_eq!(header(&reply, "retry-after"), Some("60"));
    world.browser.take(&reply);
    assert!(!world.browser.cookies.is_empty(), "the login stays in progress");
}

/// Somebody who hangs up before the service answers must not be able to go on guessing.
#[tokio::test]
async fn a_question_that_is_hung_up_on_counts_as_a_refusal() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let silent = Verifier::new(move |_| {
        count.fetch_add(1, Ordering::Relaxed);
        std::future::pending::<Result<http::Response<Vec<u8>>, TransportError>>()
    });
    let mut world = World::new();
    let page = world.page();
    for _ in 0..20 {
        let step = world.browser.continue_at(&world.flow, &silent, &page);
        let _ = tokio::time::timeout(Duration::ZERO, step).await;
    }
    assert_eq!(asked.load(Ordering::Relaxed), 8);
    let denied = world.browser.continue_at(&world.flow, &silent, &page).await.expect_err("a denial");
    assert_eq!(denied.error().kind(), "too_many_refusals");
}

#[tokio::test]
async fn only_what_may_be_a_refusal_counts() {
    for (answer, counts) in [
        (r#"<response retval="35" />"#, true),
        (r#"<response retval="0" sval="TicketNotFound" />"#, true),
        (YES, false),
        ("<html></html>", false),
    ] {
        let mut world = World::new();
        let verifier = Verifier::new(Service::answering(answer));
        let page = world.page();
        let mut last = None;
        for _ in 0..9 {
            last = world.browser.continue_at(&world.flow, &verifier, &page).await.err();
        }
        let kind = last.map(|denied| denied.error().kind());
        assert_eq!(kind == Some("too_many_refusals"), counts, "{answer}");
    }
}

#[test]
fn the_pages() {
    let mut world = World::new();
    for languages in ["en", "ru"] {
        world.browser.languages = languages;
        insta::assert_snapshot!(format!("relay_{languages}"), shown(&world.page()));
        let mut foreign = world.answer.clone();
        foreign.origin = Some("https://stranger.example".to_owned());
        let denied = world.browser.bring(&world.flow, &foreign).expect_err("a denial");
        insta::assert_snapshot!(format!("denied_{languages}"), shown(&denied.into_reply()));
    }
}

/// The reply as it is sent, one element on a line; the signature differs each time.
fn shown(reply: &Reply) -> String {
    let headers: Vec<_> = reply.headers().map(|(name, value)| format!("{name}: {value}")).collect();
    let body = reply.body().replace("><", ">\n<");
    let signature = fields(&body).into_iter().find(|(name, _)| name == "wmlogin_relay");
    let body = signature.map_or(body.clone(), |(_, value)| body.replace(&value, "…"));
    format!("{}\n{}\n\n{body}", reply.status(), headers.join("\n"))
}

//! A ticket that comes again.

use std::net::IpAddr;

use chrono::TimeDelta;
use wmlogin_client::{FlowKeys, LoginFlow, Step, TicketReuse, Verifier};
use wmlogin_test_support::exchange::{Exchange, Service, YES};

use super::browser::{Browser, OWN_ORIGIN, fields, location};

/// Logs in twice with one ticket: from the first address, then from the second. Returns the second outcome.
async fn twice(
    rule: Option<TicketReuse>,
    first: Option<&str>,
    second: Option<&str>,
) -> Result<(), &'static str> {
    let answer = Exchange::of("3.0");
    let mut site = answer.site().address_check(wmlogin_client::AddressCheck::Off);
    if let Some(rule) = rule {
        site = site.ticket_reuse(rule);
    }
    let flow = LoginFlow::new(site.build().expect("a site")).expect("a flow");
    let verifier = Verifier::new(Service::answering(YES));
    let address = |text: Option<&str>| text.map(|text| text.parse::<IpAddr>().expect("an address"));
    let mut browser = Browser::at(address(first));
    let _ = browser.log_in(&flow, &verifier, &answer, "/").await.expect("the first login");
    let mut browser = Browser::at(address(second));
    let outcome = browser.log_in(&flow, &verifier, &answer, "/").await;
    outcome.map(drop).map_err(|denied| denied.error().kind())
}

#[tokio::test]
async fn by_default_it_is_accepted_from_the_same_network() {
    for (first, second, accepted) in [
        (Some("192.0.2.1"), Some("192.0.2.1"), true),
        (Some("192.0.2.1"), Some("::ffff:192.0.2.1"), true),
        (Some("192.0.2.1"), Some("192.0.2.2"), false),
        (Some("2001:db8::1"), Some("2001:db8::ffff"), true),
        (Some("2001:db8::1"), Some("2001:db8:0:1::1"), false),
        (Some("192.0.2.1"), Some("2001:db8::1"), false),
        (Some("127.0.0.1"), Some("::1"), true),
        (Some("192.0.2.1"), None, false),
        (None, Some("192.0.2.1"), false),
        (None, None, false),
    ] {
        let expected = if accepted { Ok(()) } else { Err("replayed") };
        assert_eq!(twice(None, first, second).await, expected, "{first:?} {second:?}");
        assert_eq!(twice(Some(TicketReuse::Never), first, second).await, Err("replayed"));
        assert_eq!(twice(Some(TicketReuse::Always), first, second).await, Ok(()));
    }
}

/// A user who has the ticket remembered (the operator's fast mode) logs out of the site and in again.
#[tokio::test]
async fn a_later_login_with_the_same_ticket_is_another_login() {
    let answer = Exchange::of("3.0");
    let start = answer.success().last_access();
    let keys = FlowKeys::random().expect("a key");
    let at = |second| {
        let now = start + TimeDelta::seconds(second);
        LoginFlow::with_keys(answer.site().clock(move || now).build().expect("a site"), keys.clone())
    };
    let verifier = Verifier::new(Service::answering(YES));
    let mut browser = Browser::of(&answer);
    let first = browser.log_in(&at(1), &verifier, &answer, "/first").await.expect("a login");
    assert_eq!(location(&first), "/first");
    let again = browser.log_in(&at(20), &verifier, &answer, "/again").await.expect("a login");
    assert_eq!(location(&again), "/again");
    // Back in the first tab, and in the second: the newest mark of the ticket counts.
    let page = browser.bring(&at(30), &answer).expect("a relay page");
    let step = browser.post(&at(31), &fields(page.body()), Some(OWN_ORIGIN)).expect("a step");
    let Step::Reply(reply) = step else { panic!("the service is asked again") };
    assert_eq!(location(&reply), "/again");
}

/// Both tabs are begun before either is finished, and the service gives both the same ticket.
#[tokio::test]
async fn two_tabs_with_one_ticket_end_signed_in() {
    for rule in [TicketReuse::SameNetwork, TicketReuse::Never] {
        let answer = Exchange::of("3.0");
        let site = answer.site().ticket_reuse(rule).build().expect("a site");
        let flow = LoginFlow::new(site).expect("a flow");
        let verifier = Verifier::new(Service::answering(YES));
        let mut browser = Browser::of(&answer);
        browser.begin(&flow, "/one");
        browser.begin(&flow, "/two");
        let page = browser.bring(&flow, &answer).expect("a relay page");
        let completed = browser.continue_at(&flow, &verifier, &page).await.expect("a login");
        let reply = completed.into_reply();
        browser.take(&reply);
        let step = browser.post(&flow, &fields(page.body()), Some(OWN_ORIGIN)).expect("a step");
        let Step::Reply(other) = step else { panic!("the service is asked again") };
        assert_eq!(location(&other), location(&reply));
    }
}

#[tokio::test]
async fn a_mark_is_for_one_ticket_and_one_page_and_fifteen_minutes() {
    const OTHER: &str = "00000000-0000-0000-0000-000000000001";
    let answer = Exchange::of("3.0");
    let start = answer.success().last_access();
    let keys = FlowKeys::random().expect("a key");
    let at = |seconds| {
        let now = start + TimeDelta::seconds(seconds);
        let other = OTHER.parse().expect("an id");
        let site = answer.site().clock(move || now).return_page(other, "https://shop.example/other");
        LoginFlow::with_keys(site.build().expect("a site"), keys.clone())
    };
    let verifier = Verifier::new(Service::answering(YES));
    let mut browser = Browser::of(&answer);
    let _ = browser.log_in(&at(0), &verifier, &answer, "/").await.expect("a login");
    let outcome = |seconds, change: fn(&mut Exchange)| {
        let mut answer = answer.clone();
        change(&mut answer);
        let page = browser.bring(&at(seconds), &answer).expect("a relay page");
        match browser.post(&at(seconds), &fields(page.body()), Some(OWN_ORIGIN)) {
            Ok(Step::Reply(reply)) => Ok(location(&reply).to_owned()),
            Ok(Step::Verify(_)) => panic!("there is no login"),
            Err(denied) => Err(denied.error().kind()),
        }
    };
    let refused = Err("no_login_in_progress");
    assert_eq!(outcome(899, |_| {}), Ok("/".to_owned()));
    assert_eq!(outcome(900, |_| {}), refused);
    assert_eq!(outcome(1, |answer| answer.set("WmLogin_Ticket", &"b".repeat(48))), refused);
    assert_eq!(outcome(1, |answer| answer.set("WmLogin_UrlID", OTHER)), refused);
}

//! A ticket that comes again.

use std::net::IpAddr;

use chrono::TimeDelta;
use wmlogin_client::{LoginFlow, TicketReuse, Verifier};
use wmlogin_test_support::clock::Clock;
use wmlogin_test_support::exchange::{Exchange, Service, YES};

use super::browser::{Browser, location};

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

/// The mark of the earlier login signs nobody in, so it must not answer for a login that was begun later.
#[tokio::test]
async fn it_signs_in_again_after_signing_out() {
    let answer = Exchange::of("3.0");
    let clock = Clock::at(answer.success().last_access());
    let site = answer.site().clock({
        let clock = clock.clone();
        move || clock.now()
    });
    let flow = LoginFlow::new(site.build().expect("a site")).expect("a flow");
    let verifier = Verifier::new(Service::answering(YES));
    let mut browser = Browser::of(&answer);
    for place in ["/one", "/two", "/three"] {
        clock.advance(TimeDelta::seconds(2));
        let reply = browser.log_in(&flow, &verifier, &answer, place).await.expect("a login");
        assert_eq!(location(&reply), place);
    }
}

//! A ticket is recorded when the service has confirmed it, with the network that the site saw.

use std::collections::HashMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::TimeDelta;
use proptest::collection::vec;
use proptest::prelude::*;
use wmlogin_client::{
    Acceptance, BoxFuture, FlowKeys, FlowKeysError, InProcessReplayStore, LoginFlow, ReplayStore,
    ReplayStoreError, Site, SiteBuilder, TicketDigest, TicketReuse, Verifier, VerifyError,
};
use wmlogin_test_support::exchange::{Exchange, Service, YES};

use crate::support::log::Log;

#[tokio::test]
async fn a_ticket_that_may_come_once_is_refused_the_second_time() {
    let (exchange, service) = (Exchange::of("3.0"), Arc::new(Service::answering(YES)));
    let site = exchange.site().ticket_reuse(TicketReuse::Never).build().expect("a site");
    let verifier = Verifier::new(service.clone());
    let (one, other) = (exchange.login(&site), exchange.login(&site));
    verifier.verify(&one).await.expect("the first");
    let error = verifier.verify(&other).await.expect_err("the second");
    assert!(matches!(error, VerifyError::Replayed), "{error}");
    assert_eq!(service.count.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn a_ticket_that_was_not_confirmed_can_come_again() {
    let exchange = Exchange::of("3.0");
    let site = exchange.site().ticket_reuse(TicketReuse::Never).build().expect("a site");
    let login = exchange.login(&site);
    let refusing = Verifier::new(Service::answering(r#"<response retval="2" />"#));
    refusing.verify(&login).await.expect_err("a refusal");
    Verifier::new(Service::answering(YES)).verify(&login).await.expect("a login");
}

#[tokio::test]
async fn one_store_can_serve_several_sites() {
    let (exchange, store) = (Exchange::of("3.0"), Arc::new(InProcessReplayStore::default()));
    let site = || exchange.site().ticket_reuse(TicketReuse::Never).replay_store(store.clone()).build();
    let login = || exchange.login(&site().expect("a site"));
    Verifier::new(Service::answering(YES)).verify(&login()).await.expect("a login");
    let error = Verifier::new(Service::answering(YES)).verify(&login()).await.expect_err("the second");
    assert!(matches!(error, VerifyError::Replayed), "{error}");
}

/// A store that keeps the lifetimes of the recorded tickets.
#[derive(Default)]
struct Lifetimes(Mutex<Vec<Duration>>);

impl ReplayStore for Lifetimes {
    fn record(
        &self,
        _: TicketDigest,
        _: Acceptance,
        lifetime: Duration,
    ) -> BoxFuture<'_, Result<Option<Acceptance>, ReplayStoreError>> {
        self.0.lock().expect("no panic before").push(lifetime);
        Box::pin(std::future::ready(Ok(None)))
    }
}

#[tokio::test]
async fn a_ticket_is_remembered_for_as_long_as_the_service_says() {
    // The exchange is received a second after the last access, and the skew is a minute.
    let hour = TimeDelta::hours(1) - TimeDelta::seconds(1) + TimeDelta::seconds(60);
    let day = TimeDelta::days(1) + TimeDelta::seconds(60);
    for (answer, expected) in [
        (r#"<response retval="0" expires="2015-01-12T15:31:29.997Z" />"#, hour),
        (r#"<response retval="0" expires="12.01.2015 15:31:29" />"#, hour - TimeDelta::milliseconds(997)),
        (r#"<response retval="0" expires="2015-01-12T14:31:31.000Z" />"#, TimeDelta::milliseconds(60_003)),
        (r#"<response retval="0" expires="2015-01-12T16:31:29.997Z" />"#, hour + TimeDelta::hours(1)),
        // It is over, or was never set, but the service confirms the ticket all the same.
        (r#"<response retval="0" expires="2015-01-12T14:31:30.997Z" />"#, day),
        (r#"<response retval="0" expires="2015-01-12T12:31:29.997Z" />"#, day),
        (r#"<response retval="0" expires="0001-01-01T00:00:00.000Z" />"#, day),
        (r#"<response retval="0" expires="tomorrow" />"#, day),
        (r#"<response retval="0" />"#, day),
    ] {
        // The word of the browser is worth nothing.
        for claimed in ["2015-01-12T15:31:29.997Z", "2016-02-16T00:00:00.000Z"] {
            let (mut exchange, store) = (Exchange::of("3.0"), Arc::new(Lifetimes::default()));
            exchange.set("WmLogin_Expires", claimed);
            let site = exchange.site().replay_store(store.clone()).build().expect("a site");
            let login = exchange.login(&site);
            Verifier::new(Service::answering(answer)).verify(&login).await.expect("a login");
            let lifetimes = store.0.lock().expect("no panic before").clone();
            assert_eq!(lifetimes, [expected.to_std().expect("a duration")], "{answer}");
        }
    }
}

#[test]
fn keys_for_several_nodes_with_a_store_in_the_process_are_warned_of() {
    let exchange = Exchange::of("3.0");
    let logged = |site: SiteBuilder, flow: fn(Site) -> Result<LoginFlow, FlowKeysError>| {
        let log = Log::default();
        let _guard = tracing::subscriber::set_default(log.subscriber());
        flow(site.build().expect("a site")).expect("a flow");
        log.text()
    };
    let with_keys = |site| Ok(LoginFlow::with_keys(site, FlowKeys::random()?));
    let own = || exchange.site().replay_store(Arc::new(InProcessReplayStore::default()));
    for site in [exchange.site(), own()] {
        let log = logged(site, with_keys);
        assert!(log.contains("WARN") && log.contains("give all nodes one replay store"), "{log}");
    }
    assert_eq!(logged(own(), LoginFlow::new), "");
    assert_eq!(logged(exchange.site().replay_store(Lifetimes::default()), with_keys), "");
}

fn digest(number: u64) -> TicketDigest {
    TicketDigest::of(&format!("{number:032}").parse().expect("a ticket"))
}

fn acceptance(number: u32) -> Acceptance {
    format!("{number:032} 192.0.2.1/32").parse().expect("an acceptance")
}

/// Records a ticket, and returns the number of the first acceptance if there is one.
async fn record(
    store: &InProcessReplayStore,
    ticket: u64,
    number: u32,
    lifetime: Duration,
) -> Option<String> {
    let first = store.record(digest(ticket), acceptance(number), lifetime).await.expect("an answer");
    first.map(|first| first.to_string()[..32].trim_start_matches('0').to_owned())
}

const HOUR: Duration = Duration::from_hours(1);

#[tokio::test]
async fn the_default_store_keeps_the_first_acceptance() {
    let store = InProcessReplayStore::new(8);
    assert_eq!(record(&store, 1, 11, HOUR).await, None);
    assert_eq!(record(&store, 1, 12, HOUR).await.as_deref(), Some("11"));
    assert_eq!(record(&store, 1, 13, HOUR).await.as_deref(), Some("11"));
    assert_eq!(record(&store, 2, 14, HOUR).await, None);
}

#[tokio::test]
async fn the_default_store_drops_expired_tickets() {
    let store = InProcessReplayStore::default();
    assert_eq!(record(&store, 1, 11, Duration::ZERO).await, None);
    assert_eq!(record(&store, 1, 12, HOUR).await, None);
}

#[tokio::test]
async fn the_default_store_extends_a_lifetime_and_never_shortens_it() {
    let store = InProcessReplayStore::new(2);
    record(&store, 1, 11, HOUR).await;
    record(&store, 2, 12, HOUR * 2).await;
    record(&store, 1, 13, HOUR * 3).await;
    record(&store, 1, 14, Duration::ZERO).await;
    record(&store, 3, 15, HOUR * 4).await;
    assert_eq!(record(&store, 1, 16, HOUR).await.as_deref(), Some("11"), "it no longer expires first");
}

#[tokio::test]
async fn the_default_store_drops_the_ticket_that_expires_first_when_it_is_full() {
    for (kept, dropped) in [(1, 2), (2, 1)] {
        let store = InProcessReplayStore::new(2);
        let hours = |ticket| if ticket == dropped { HOUR } else { HOUR * 2 };
        for ticket in [1, 2] {
            assert_eq!(record(&store, ticket, 11, hours(ticket)).await, None);
        }
        assert_eq!(record(&store, 3, 12, HOUR * 3).await, None);
        assert!(record(&store, kept, 13, HOUR).await.is_some(), "{kept}");
        assert_eq!(record(&store, dropped, 14, HOUR).await, None, "{dropped}");
    }
}

#[tokio::test]
async fn the_default_store_accepts_every_new_ticket() {
    for capacity in [0, 1, 8] {
        let store = InProcessReplayStore::new(capacity);
        for ticket in 0..100 {
            assert_eq!(record(&store, ticket, 11, Duration::MAX).await, None);
            assert!(record(&store, ticket, 12, Duration::MAX).await.is_some(), "{ticket}");
        }
    }
}

#[tokio::test]
async fn the_default_store_forgets_nothing_before_it_is_full_and_never_holds_more() {
    let (store, capacity) = (InProcessReplayStore::new(5_000), 5_000);
    for ticket in 0..capacity {
        assert_eq!(record(&store, ticket, 11, HOUR).await, None);
    }
    for ticket in 0..capacity {
        assert!(record(&store, ticket, 12, HOUR).await.is_some(), "{ticket}");
    }
    for ticket in capacity..capacity * 2 {
        assert_eq!(record(&store, ticket, 11, HOUR * 2).await, None);
        assert!(format!("{store:?}").contains("tickets: 5000"), "{store:?}");
    }
    // Nearly all that were dropped expired first.
    let mut kept = 0;
    for ticket in capacity..capacity * 2 {
        kept += u64::from(record(&store, ticket, 12, Duration::ZERO).await.is_some());
    }
    assert!(kept > capacity * 9 / 10, "{kept}");
}

#[tokio::test]
async fn the_default_store_gives_back_the_places_of_expired_tickets() {
    let store = InProcessReplayStore::new(1_000);
    for ticket in 0..100_000 {
        record(&store, ticket, 11, Duration::ZERO).await;
    }
    let left = format!("{store:?}");
    let left = left.rsplit(' ').nth(1).and_then(|count| count.parse::<u32>().ok()).expect("a number");
    assert!(left <= 250, "{store:?}");
}

/// The tickets are recorded in an order in which a shorter limit would drop the wrong one.
#[tokio::test]
async fn the_default_store_keeps_lifetimes_of_up_to_a_hundred_years() {
    let years = |years: u32| HOUR * (years * 365 * 24);
    for (longer, shorter) in [(years(100), years(99)), (years(99), years(98)), (years(1), years(1) / 2)] {
        let store = InProcessReplayStore::new(2);
        for (ticket, lifetime) in [(1, longer), (2, shorter), (3, Duration::MAX)] {
            assert_eq!(record(&store, ticket, 11, lifetime).await, None);
        }
        for ticket in [1, 3] {
            assert!(record(&store, ticket, 12, HOUR).await.is_some(), "{ticket} {longer:?}");
        }
        assert_eq!(record(&store, 2, 12, HOUR).await, None, "{longer:?}");
    }
}

proptest! {
    #[test]
    fn the_default_store_agrees_with_a_map(calls in vec((0..50_u64, any::<bool>()), 0..300)) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let (store, mut map) = (InProcessReplayStore::new(60), HashMap::new());
        for (number, (ticket, is_remembered)) in (1..).zip(calls) {
            let lifetime = if is_remembered { HOUR } else { Duration::ZERO };
            let first = runtime.block_on(record(&store, ticket, number, lifetime));
            prop_assert_eq!(first.as_ref(), map.get(&ticket));
            if is_remembered {
                map.entry(ticket).or_insert_with(|| number.to_string());
            }
        }
    }
}

#[tokio::test]
async fn a_ticket_with_two_characters_swapped_is_another_ticket() {
    let exchange = Exchange::of("3.0");
    let (success, verifier) = (exchange.success(), Verifier::new(Service::answering(YES)));
    let site = exchange.site().ticket_reuse(TicketReuse::Never).build().expect("a site");
    verifier.verify(&exchange.login(&site)).await.expect("a login");
    let ticket = success.ticket().reveal();
    for at in 0..ticket.len() - 1 {
        let mut characters: Vec<_> = ticket.chars().collect();
        characters.swap(at, at + 1);
        let swapped: String = characters.into_iter().collect();
        let mut other = exchange.clone();
        other.set("WmLogin_Ticket", &swapped);
        let is_same = swapped == ticket;
        assert_eq!(success.ticket() == other.success().ticket(), is_same, "at {at}");
        assert_eq!(verifier.verify(&other.login(&site)).await.is_err(), is_same, "at {at}");
    }
}

#[tokio::test]
async fn of_many_threads_one_records() {
    let store = Arc::new(InProcessReplayStore::default());
    let recorded = std::thread::scope(|scope| {
        let record = |number| {
            let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
            runtime.block_on(record(&store, 1, number, HOUR))
        };
        let threads: Vec<_> = (1..17).map(|number| scope.spawn(move || record(number))).collect();
        let results = threads.into_iter().map(|thread| thread.join().expect("no panic"));
        results.filter(Option::is_none).count()
    });
    assert_eq!(recorded, 1);
}

#[test]
fn a_digest_prints_in_hexadecimal() {
    // `printf '%s' 00000000000000000000000000000007 | sha256sum`
    let expected = "e5090df26d24944b1e29254e5540e676eda0788f76a6a85a387344c4e0f70c64";
    assert_eq!(digest(7).to_string(), expected);
}

//! A ticket is accepted once, and only confirmed tickets are recorded.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use chrono::TimeDelta;
use wmlogin_client::{
    BoxFuture, InProcessReplayStore, Received, Refusal, ReplayStore, ReplayStoreError, TicketDigest,
    Verifier, VerifyError,
};

use wmlogin_test_support::exchange::{Exchange, Service, YES};

#[tokio::test]
async fn a_confirmed_ticket_is_refused_before_the_service_is_asked_again() {
    let (exchange, service) = (Exchange::of("3.0"), Arc::new(Service::answering(YES)));
    let site = exchange.site().build().expect("a site");
    let verifier = Verifier::new(service.clone());
    let login = exchange.login(&site).await;
    verifier.verify(&login).await.expect("a login");
    assert!(matches!(exchange.received_by(&site).await, Err(Refusal::Replayed)));
    assert_eq!(service.count.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn of_two_simultaneous_logins_one_is_accepted() {
    let (exchange, verifier) = (Exchange::of("3.0"), Verifier::new(Service::answering(YES)));
    let site = exchange.site().build().expect("a site");
    let (one, other) = (exchange.login(&site).await, exchange.login(&site).await);
    verifier.verify(&one).await.expect("the first");
    let error = verifier.verify(&other).await.expect_err("the second");
    assert!(matches!(error, VerifyError::Replayed), "{error}");
}

#[tokio::test]
async fn a_ticket_that_was_not_confirmed_can_come_again() {
    let exchange = Exchange::of("3.0");
    let site = exchange.site().build().expect("a site");
    let login = exchange.login(&site).await;
    let refusing = Verifier::new(Service::answering(r#"<response retval="2" />"#));
    refusing.verify(&login).await.expect_err("a refusal");
    assert!(matches!(exchange.received_by(&site).await, Ok(Received::Login(_))));
    Verifier::new(Service::answering(YES)).verify(&login).await.expect("a login");
}

#[tokio::test]
async fn one_store_can_serve_several_sites() {
    let (exchange, store) = (Exchange::of("3.0"), Arc::new(InProcessReplayStore::default()));
    let site = || exchange.site().replay_store(store.clone()).build().expect("a site");
    let login = exchange.login(&site()).await;
    Verifier::new(Service::answering(YES)).verify(&login).await.expect("a login");
    assert!(matches!(exchange.received_by(&site()).await, Err(Refusal::Replayed)));
}

/// A store that keeps the lifetimes of the recorded tickets.
#[derive(Default)]
struct Lifetimes(std::sync::Mutex<Vec<Duration>>);

impl ReplayStore for Lifetimes {
    fn contains(&self, _: TicketDigest) -> BoxFuture<'_, Result<bool, ReplayStoreError>> {
        Box::pin(std::future::ready(Ok(false)))
    }

    fn record(&self, _: TicketDigest, lifetime: Duration) -> BoxFuture<'_, Result<bool, ReplayStoreError>> {
        self.0.lock().expect("no panic before").push(lifetime);
        Box::pin(std::future::ready(Ok(true)))
    }
}

#[tokio::test]
async fn a_ticket_is_recorded_for_as_long_as_it_can_come_again() {
    // The exchange is received a second after the last access, and the skew is a minute.
    let hour = TimeDelta::hours(1) - TimeDelta::seconds(1) + TimeDelta::seconds(60);
    let day = TimeDelta::days(1) + TimeDelta::seconds(60);
    for (answer, expected) in [
        (r#"<response retval="0" expires="2015-01-12T15:31:29.997Z" />"#, hour),
        (r#"<response retval="0" expires="12.01.2015 15:31:29" />"#, hour),
        // The later of the claimed and the confirmed expiry counts.
        (r#"<response retval="0" expires="2015-01-12T14:31:31.000Z" />"#, hour),
        (r#"<response retval="0" expires="2015-01-12T16:31:29.997Z" />"#, hour + TimeDelta::hours(1)),
        (r#"<response retval="0" expires="tomorrow" />"#, day),
        (r#"<response retval="0" />"#, day),
    ] {
        let (exchange, store) = (Exchange::of("3.0"), Arc::new(Lifetimes::default()));
        let site = exchange.site().replay_store(store.clone()).build().expect("a site");
        let login = exchange.login(&site).await;
        Verifier::new(Service::answering(answer)).verify(&login).await.expect("a login");
        let lifetimes = store.0.lock().expect("no panic before").clone();
        assert_eq!(lifetimes, [expected.to_std().expect("a duration")], "{answer}");
    }
}

fn digest(number: u64) -> TicketDigest {
    TicketDigest::of(&format!("{number:032}").parse().expect("a ticket"))
}

#[tokio::test]
async fn the_default_store_records_a_ticket_once() {
    let store = InProcessReplayStore::new(8);
    let hour = Duration::from_hours(1);
    assert!(!store.contains(digest(1)).await.expect("an answer"));
    assert!(store.record(digest(1), hour).await.expect("an answer"));
    assert!(store.contains(digest(1)).await.expect("an answer"));
    assert!(!store.record(digest(1), hour).await.expect("an answer"));
    assert!(!store.contains(digest(2)).await.expect("an answer"));
}

#[tokio::test]
async fn the_default_store_drops_expired_tickets() {
    let store = InProcessReplayStore::default();
    assert!(store.record(digest(1), Duration::ZERO).await.expect("an answer"));
    assert!(!store.contains(digest(1)).await.expect("an answer"));
}

#[tokio::test]
async fn the_default_store_drops_the_ticket_that_expires_first_when_it_is_full() {
    let store = InProcessReplayStore::new(2);
    for (number, hours) in [(1, 2), (2, 1), (3, 3)] {
        assert!(store.record(digest(number), Duration::from_hours(hours)).await.expect("an answer"));
    }
    for (number, kept) in [(1, true), (2, false), (3, true)] {
        assert_eq!(store.contains(digest(number)).await.expect("an answer"), kept, "{number}");
    }
}

#[tokio::test]
async fn the_default_store_accepts_every_new_ticket() {
    for capacity in [0, 1, 8] {
        let store = InProcessReplayStore::new(capacity);
        for number in 0..100 {
            assert!(store.record(digest(number), Duration::MAX).await.expect("an answer"));
            assert!(!store.record(digest(number), Duration::MAX).await.expect("an answer"), "{number}");
        }
    }
}

/// The tickets are recorded in an order in which a shorter limit would drop the wrong one.
#[tokio::test]
async fn the_default_store_keeps_lifetimes_of_up_to_a_hundred_years() {
    let years = |years: u64| Duration::from_hours(years * 365 * 24);
    for (longer, shorter) in [(years(100), years(99)), (years(99), years(98)), (years(1), years(1) / 2)] {
        let store = InProcessReplayStore::new(2);
        for (number, lifetime) in [(1, longer), (2, shorter), (3, Duration::MAX)] {
            assert!(store.record(digest(number), lifetime).await.expect("an answer"));
        }
        for (number, kept) in [(1, true), (2, false), (3, true)] {
            assert_eq!(store.contains(digest(number)).await.expect("an answer"), kept, "{number} {longer:?}");
        }
    }
}

#[tokio::test]
async fn a_ticket_with_two_characters_swapped_is_another_ticket() {
    let exchange = Exchange::of("3.0");
    let (success, verifier) = (exchange.success(), Verifier::new(Service::answering(YES)));
    let site = exchange.site().build().expect("a site");
    verifier.verify(&exchange.login(&site).await).await.expect("a login");
    let ticket = success.ticket().reveal();
    for at in 0..ticket.len() - 1 {
        let mut characters: Vec<_> = ticket.chars().collect();
        characters.swap(at, at + 1);
        let swapped: String = characters.into_iter().collect();
        let mut other = exchange.clone();
        other.set("WmLogin_Ticket", &swapped);
        let is_same = swapped == ticket;
        assert_eq!(success.ticket() == other.success().ticket(), is_same, "at {at}");
        assert_eq!(other.received_by(&site).await.is_err(), is_same, "at {at}");
    }
}

#[tokio::test]
async fn of_many_threads_one_records() {
    let store = Arc::new(InProcessReplayStore::default());
    let recorded = std::thread::scope(|scope| {
        let record = || {
            let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
            runtime.block_on(store.record(digest(1), Duration::from_hours(1))).expect("an answer")
        };
        let threads: Vec<_> = (0..16).map(|_| scope.spawn(record)).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).filter(|new| *new).count()
    });
    assert_eq!(recorded, 1);
}

#[test]
fn a_digest_prints_in_hexadecimal() {
    // `printf '%s' 00000000000000000000000000000007 | sha256sum`
    let expected = "e5090df26d24944b1e29254e5540e676eda0788f76a6a85a387344c4e0f70c64";
    assert_eq!(digest(7).to_string(), expected);
}

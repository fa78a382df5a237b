//! The store with real servers.
#![cfg(unix)]

mod failures;
mod records;

use std::time::Duration;

use wmlogin_client::{Acceptance, ReplayStore, TicketDigest};
use wmlogin_redis::RedisReplayStore;

const HOUR: Duration = Duration::from_hours(1);

/// The digest of a ticket that differs from those with other numbers.
fn ticket(number: u64) -> TicketDigest {
    TicketDigest::of(&format!("{number:048}").parse().expect("a ticket"))
}

/// An acceptance that differs from those with other numbers.
fn acceptance(number: u8) -> Acceptance {
    format!("{number:032x} 192.0.2.{number}/32").parse().expect("an acceptance")
}

/// Records a ticket, and returns how it was accepted before.
async fn record(
    store: &RedisReplayStore,
    ticket_number: u64,
    number: u8,
    lifetime: Duration,
) -> Option<Acceptance> {
    store.record(ticket(ticket_number), acceptance(number), lifetime).await.expect("an answer")
}

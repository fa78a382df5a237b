//! The default store, for sites that run in one process.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::future::ready;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::{ReplayStore, ReplayStoreError, TicketDigest};
use crate::BoxFuture;

/// A store in the memory of this process. It keeps each ticket for its lifetime; when it is full, it drops
/// the ticket that expires first.
///
/// A restart empties it.
pub struct InProcessReplayStore {
    capacity: usize,
    tickets: Mutex<Tickets>,
}

/// The longest lifetime. Longer ones are cut to it, because an [`Instant`] has no room for every `Duration`.
const LONGEST: Duration = Duration::from_hours(100 * 365 * 24);

/// The recorded tickets, by ticket and by the end of their lifetime.
#[derive(Default)]
struct Tickets {
    ends: HashMap<TicketDigest, Instant>,
    by_end: BTreeSet<(Instant, TicketDigest)>,
}

impl InProcessReplayStore {
    /// The capacity of the default store, in tickets of about 150 bytes each. With tickets that live for an
    /// hour, as in the documents' examples, it is enough for 27 logins a second.
    pub const DEFAULT_CAPACITY: usize = 100_000;

    /// Creates a store for this many tickets, but at least one.
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self { capacity: capacity.max(1), tickets: Mutex::default() }
    }

    fn tickets(&self) -> MutexGuard<'_, Tickets> {
        // No code below panics in the middle of a change.
        self.tickets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tickets {
    fn contains(&self, ticket: &TicketDigest, now: Instant) -> bool {
        self.ends.get(ticket).is_some_and(|end| *end > now)
    }

    fn record(&mut self, ticket: TicketDigest, end: Instant) {
        self.ends.insert(ticket, end);
        self.by_end.insert((end, ticket));
    }

    /// Drops expired tickets, and as many more as it takes to get below the capacity.
    fn make_room(&mut self, capacity: usize, now: Instant) {
        while let Some((end, ticket)) = self.by_end.first().copied()
            && (end <= now || self.ends.len() >= capacity)
        {
            self.by_end.pop_first();
            self.ends.remove(&ticket);
        }
    }
}

impl Default for InProcessReplayStore {
    fn default() -> Self {
        Self::new(Self::DEFAULT_CAPACITY)
    }
}

impl ReplayStore for InProcessReplayStore {
    fn contains(&self, ticket: TicketDigest) -> BoxFuture<'_, Result<bool, ReplayStoreError>> {
        let contains = self.tickets().contains(&ticket, Instant::now());
        Box::pin(ready(Ok(contains)))
    }

    fn record(
        &self,
        ticket: TicketDigest,
        lifetime: Duration,
    ) -> BoxFuture<'_, Result<bool, ReplayStoreError>> {
        let now = Instant::now();
        let mut tickets = self.tickets();
        let is_new = !tickets.contains(&ticket, now);
        if is_new {
            tickets.make_room(self.capacity, now);
            tickets.record(ticket, now + lifetime.min(LONGEST));
        }
        drop(tickets);
        Box::pin(ready(Ok(is_new)))
    }
}

impl fmt::Debug for InProcessReplayStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InProcessReplayStore")
            .field("capacity", &self.capacity)
            .field("tickets", &self.tickets().ends.len())
            .finish()
    }
}

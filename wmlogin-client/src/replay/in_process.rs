//! The default store, for sites that run in one process.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::future::ready;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::{Acceptance, ReplayStore, ReplayStoreError, TicketDigest};
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
    accepted: HashMap<TicketDigest, (Acceptance, Instant)>,
    by_end: BTreeSet<(Instant, TicketDigest)>,
}

impl InProcessReplayStore {
    /// The capacity of the default store, in tickets of about 200 bytes each. With tickets that live for an
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
    /// Returns the first acceptance of a ticket, whose lifetime it extends if the new one ends later.
    fn repeated(&mut self, ticket: TicketDigest, end: Instant, now: Instant) -> Option<Acceptance> {
        let (first, own_end) = self.accepted.get_mut(&ticket).filter(|(_, own_end)| *own_end > now)?;
        if end > *own_end {
            self.by_end.remove(&(*own_end, ticket));
            self.by_end.insert((end, ticket));
            *own_end = end;
        }
        Some(*first)
    }

    fn record(&mut self, ticket: TicketDigest, acceptance: Acceptance, end: Instant) {
        self.accepted.insert(ticket, (acceptance, end));
        self.by_end.insert((end, ticket));
    }

    /// Drops expired tickets, and as many more as it takes to get below the capacity.
    fn make_room(&mut self, capacity: usize, now: Instant) {
        while let Some((end, ticket)) = self.by_end.first().copied()
            && (end <= now || self.accepted.len() >= capacity)
        {
            self.by_end.pop_first();
            self.accepted.remove(&ticket);
        }
    }
}

impl Default for InProcessReplayStore {
    fn default() -> Self {
        Self::new(Self::DEFAULT_CAPACITY)
    }
}

impl ReplayStore for InProcessReplayStore {
    fn record(
        &self,
        ticket: TicketDigest,
        acceptance: Acceptance,
        lifetime: Duration,
    ) -> BoxFuture<'_, Result<Option<Acceptance>, ReplayStoreError>> {
        let now = Instant::now();
        let end = now + lifetime.min(LONGEST);
        let mut tickets = self.tickets();
        let first = tickets.repeated(ticket, end, now);
        if first.is_none() {
            tickets.make_room(self.capacity, now);
            tickets.record(ticket, acceptance, end);
        }
        drop(tickets);
        Box::pin(ready(Ok(first)))
    }
}

impl fmt::Debug for InProcessReplayStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InProcessReplayStore")
            .field("capacity", &self.capacity)
            .field("tickets", &self.tickets().accepted.len())
            .finish()
    }
}

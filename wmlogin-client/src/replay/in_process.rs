//! The default store, for a site that is one process.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::future::ready;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::{ReplayStore, ReplayStoreError, TicketDigest};
use crate::transport::BoxFuture;

/// Remembers accepted tickets in this process, each for its lifetime, and no more of them than its
/// capacity: when it is full, the ticket that expires first is forgotten.
///
/// A restart forgets them all.
pub struct InProcessReplayStore {
    capacity: usize,
    tickets: Mutex<Tickets>,
}

/// A longer lifetime is cut, because the machine's clock cannot count to the end of every one.
const LONGEST: Duration = Duration::from_hours(100 * 365 * 24);

/// The recorded tickets, by ticket and by time.
#[derive(Default)]
struct Tickets {
    ends: HashMap<TicketDigest, Instant>,
    by_end: BTreeSet<(Instant, TicketDigest)>,
}

impl InProcessReplayStore {
    /// The capacity of the default store: at the hour that a ticket of the documents' examples lives,
    /// 27 logins a second. Each takes about 150 bytes.
    pub const DEFAULT_CAPACITY: usize = 100_000;

    /// A store for this many tickets, at least one.
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self { capacity: capacity.max(1), tickets: Mutex::default() }
    }

    fn tickets(&self) -> MutexGuard<'_, Tickets> {
        // Nothing below panics half-way through a change.
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

    /// Forgets what has expired, and as many more as it takes to get below the capacity.
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

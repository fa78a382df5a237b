//! The default store, for sites that run in one process.

use std::fmt;
use std::future::ready;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::{Acceptance, ReplayStore, ReplayStoreError, TicketDigest};
use crate::BoxFuture;

/// A store in the memory of this process. It keeps each ticket for its lifetime; when it is full, it drops the
/// ticket that expires first among 32, or among all if there are not more.
///
/// A restart empties it.
pub struct InProcessReplayStore {
    capacity: usize,
    tickets: Mutex<Tickets>,
}

/// How many tickets a bucket has, on average, when the store is full.
const BUCKET: usize = 4;

/// How many tickets are compared to drop one of them.
const CANDIDATES: usize = 32;

/// The recorded tickets, in buckets by their digests, which are evenly distributed. There are as many buckets as
/// the capacity will ever need, so nothing has to be moved when the store fills: every call takes the same time.
/// An expired ticket goes with the next one that comes into its bucket.
struct Tickets {
    buckets: Box<[Vec<Ticket>]>,
    count: usize,
    /// The time that the ends of lifetimes are counted from.
    start: Instant,
}

struct Ticket {
    /// Half of the digest. Two tickets of the service that have it in common would take 2^64 tickets to find.
    digest: [u8; 16],
    acceptance: Acceptance,
    /// In microseconds.
    end: u64,
}

impl InProcessReplayStore {
    /// The capacity of the default store, in tickets of about 80 bytes each. With tickets that live for an
    /// hour, as in the documents' examples, it is enough for 27 logins a second.
    pub const DEFAULT_CAPACITY: usize = 100_000;

    /// Creates a store for this many tickets, but at least one. It takes 6 bytes for each at once, and the rest
    /// when tickets come.
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        let capacity = capacity.max(1);
        let buckets = (0..(capacity / BUCKET).max(1)).map(|_| Vec::new()).collect();
        let tickets = Tickets { buckets, count: 0, start: Instant::now() };
        Self { capacity, tickets: Mutex::new(tickets) }
    }

    fn tickets(&self) -> MutexGuard<'_, Tickets> {
        // No code below panics in the middle of a change.
        self.tickets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tickets {
    /// Returns the first acceptance of a ticket, whose lifetime it extends if the new one ends later, or records
    /// the ticket.
    fn record(&mut self, new: Ticket, now: u64, capacity: usize) -> Option<Acceptance> {
        let index = self.index(&new.digest);
        self.free(index, now);
        let bucket = &mut self.buckets[index];
        if let Some(ticket) = bucket.iter_mut().find(|ticket| ticket.digest == new.digest) {
            ticket.end = ticket.end.max(new.end);
            return Some(ticket.acceptance);
        }
        if self.count >= capacity {
            self.drop_one(index);
        }
        let bucket = &mut self.buckets[index];
        if bucket.len() == bucket.capacity() {
            // Doubling would leave a quarter of the memory unused.
            bucket.reserve_exact(BUCKET / 2);
        }
        bucket.push(new);
        self.count += 1;
        None
    }

    fn index(&self, digest: &[u8; 16]) -> usize {
        digest.first_chunk().map_or(0, |bytes| usize::from_le_bytes(*bytes) % self.buckets.len())
    }

    /// Drops the expired tickets of a bucket.
    fn free(&mut self, index: usize, now: u64) {
        let bucket = &mut self.buckets[index];
        let before = bucket.len();
        bucket.retain(|ticket| ticket.end > now);
        self.count -= before - bucket.len();
    }

    /// Drops the ticket that expires first among those in a bucket and after it.
    fn drop_one(&mut self, index: usize) {
        let near = (0..self.buckets.len()).map(|step| (index + step) % self.buckets.len());
        let tickets = near.flat_map(|index| {
            self.buckets[index].iter().enumerate().map(move |(place, ticket)| (ticket.end, index, place))
        });
        if let Some((_, index, place)) = tickets.take(CANDIDATES).min() {
            self.buckets[index].swap_remove(place);
            self.count -= 1;
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
        let mut tickets = self.tickets();
        let now = microseconds(tickets.start.elapsed());
        let digest = ticket.as_bytes().first_chunk().copied().unwrap_or_default();
        let end = now.saturating_add(microseconds(lifetime));
        let first = tickets.record(Ticket { digest, acceptance, end }, now, self.capacity);
        drop(tickets);
        Box::pin(ready(Ok(first)))
    }

    fn is_shared(&self) -> bool {
        false
    }
}

/// Longer times than a `u64` holds, half a million years, are cut to it.
fn microseconds(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

impl fmt::Debug for InProcessReplayStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InProcessReplayStore")
            .field("capacity", &self.capacity)
            .field("tickets", &self.tickets().count)
            .finish()
    }
}

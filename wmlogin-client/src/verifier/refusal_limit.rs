//! How many wrong tickets are tried through the site.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hash};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use wmlogin_types::Wmid;

use crate::network::Network;

/// Refusals that one user may have before the service is no longer asked about that user.
pub const MAX_REFUSALS_OF_USER: u16 = 8;

/// Refusals that one network may have before the service is no longer asked on its behalf: more, because
/// many people can share an address.
pub const MAX_REFUSALS_OF_NETWORK: u16 = 100;

/// The time after which one refusal is forgotten, in seconds.
const SECONDS_A_REFUSAL: u32 = 60;

/// Rows of counters, each with a hash of its own: two keys that share a counter in one row hardly do so
/// in all of them, and the lowest counter counts.
const ROWS: usize = 2;

/// Counters in a row, 8 bytes each.
const COUNTERS: usize = 8192;

/// Limits the verifications that the service refuses, by user and by network, in 128 KiB.
///
/// The service blocks users, and may block sites, for wrong tickets, so strangers could have them
/// blocked by posting invented answers. Questions in flight count like refusals until they are answered.
pub(crate) struct RefusalLimit {
    hashers: [RandomState; ROWS],
    counters: Mutex<Box<[Counter]>>,
}

#[derive(Clone, Copy, Default)]
struct Counter {
    refusals: u16,
    in_flight: u16,
    /// When `refusals` was true, in seconds since 1970.
    at: u32,
}

#[derive(Hash)]
enum Key<'a> {
    User(&'a str),
    Network(Network),
}

/// A question that may be asked. Dropping it means that it was not refused.
pub(crate) struct Permit<'a> {
    limit: &'a RefusalLimit,
    counters: Vec<usize>,
}

impl RefusalLimit {
    pub(crate) fn new() -> Self {
        Self {
            hashers: std::array::from_fn(|_| RandomState::new()),
            counters: Mutex::new(vec![Counter::default(); ROWS * COUNTERS].into()),
        }
    }

    /// Admits a question about a user, from a browser in this network.
    ///
    /// # Errors
    ///
    /// The time to wait until the next question can be asked.
    pub(crate) fn admit(
        &self,
        user: &Wmid,
        network: Option<Network>,
        now: DateTime<Utc>,
    ) -> Result<Permit<'_>, Duration> {
        let now = seconds(now);
        let keys = [
            Some((Key::User(user.as_str()), MAX_REFUSALS_OF_USER)),
            network.map(|network| (Key::Network(network), MAX_REFUSALS_OF_NETWORK)),
        ];
        let mut counters = self.counters();
        let mut admitted = Vec::with_capacity(2 * ROWS);
        for (key, limit) in keys.into_iter().flatten() {
            let indices = self.indices(&key);
            let lowest = indices
                .map(|index| counters[index].at(now))
                .into_iter()
                .min_by_key(|counter| counter.total());
            let lowest = lowest.unwrap_or_default();
            if lowest.total() >= limit {
                let excess = u64::from((lowest.total() - limit).min(lowest.refusals)) + 1;
                return Err(Duration::from_secs(excess * u64::from(SECONDS_A_REFUSAL)));
            }
            admitted.extend(indices);
        }
        for &index in &admitted {
            counters[index].in_flight = counters[index].in_flight.saturating_add(1);
        }
        Ok(Permit { limit: self, counters: admitted })
    }

    fn indices(&self, key: &Key<'_>) -> [usize; ROWS] {
        std::array::from_fn(|row| {
            // The remainder is below `COUNTERS`, so nothing is lost.
            let counter = self.hashers[row].hash_one(key) % COUNTERS as u64;
            row * COUNTERS + usize::try_from(counter).unwrap_or_default()
        })
    }

    fn counters(&self) -> MutexGuard<'_, Box<[Counter]>> {
        // Nothing below panics in the middle of a change.
        self.counters.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Permit<'_> {
    /// Counts the refusal of the service.
    pub(crate) fn refused(self, now: DateTime<Utc>) {
        let now = seconds(now);
        let mut counters = self.limit.counters();
        for &index in &self.counters {
            let mut counter = counters[index].at(now);
            counter.refusals = counter.refusals.saturating_add(1);
            counters[index] = counter;
        }
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let mut counters = self.limit.counters();
        for &index in &self.counters {
            counters[index].in_flight = counters[index].in_flight.saturating_sub(1);
        }
    }
}

impl Counter {
    /// The counter at a later time. A clock that was set back forgets nothing.
    fn at(self, now: u32) -> Self {
        let forgotten = now.saturating_sub(self.at) / SECONDS_A_REFUSAL;
        let refusals = u32::from(self.refusals).saturating_sub(forgotten);
        // The rest of a minute counts towards the next one.
        let at = if refusals == 0 { now.max(self.at) } else { self.at + forgotten * SECONDS_A_REFUSAL };
        Self { refusals: u16::try_from(refusals).unwrap_or(u16::MAX), at, ..self }
    }

    const fn total(self) -> u16 {
        self.refusals.saturating_add(self.in_flight)
    }
}

fn seconds(time: DateTime<Utc>) -> u32 {
    u32::try_from(time.timestamp()).unwrap_or_default()
}

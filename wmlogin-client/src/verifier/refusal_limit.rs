//! The limit on wrong tickets that are tried through the site.

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

/// Rows of counters, each with bits of its own of the hash: two keys that share a counter in one row hardly do so
/// in all of them, and the lowest counter counts.
const ROWS: usize = 2;

/// Counters in a row, 8 bytes each.
const COUNTERS: usize = 8192;

/// The bits of the hash that a row has.
const BITS: usize = 64 / ROWS;

/// Limits the verifications that the service refuses, by user and by network, in 128 KiB.
///
/// The service blocks users, and may block sites, for wrong tickets, so strangers could have them
/// blocked by posting invented answers. Questions in flight count like refusals until they are answered.
pub(crate) struct RefusalLimit {
    hasher: RandomState,
    counters: Mutex<Box<[Counter]>>,
}

#[derive(Clone, Copy, Default)]
struct Counter {
    refusals: u16,
    in_flight: u16,
    /// The time from which `refusals` are forgotten, in seconds since 1970.
    at: u32,
}

#[derive(Hash)]
enum Key<'a> {
    User(&'a str),
    Network(Network),
}

/// A question that may be asked. Dropping it counts as a refusal unless it was
/// [not refused](Self::not_refused): somebody who hangs up before the service answers must not ask for free.
pub(crate) struct Permit<'a> {
    limit: &'a RefusalLimit,
    /// Those of the user and of the network.
    counters: [Option<[usize; ROWS]>; 2],
    is_refused: bool,
}

impl RefusalLimit {
    pub(crate) fn new() -> Self {
        Self {
            hasher: RandomState::new(),
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
        let mut admitted = [None; 2];
        for (admitted, (key, limit)) in admitted.iter_mut().zip(keys.into_iter().flatten()) {
            let indices = self.indices(&key);
            for index in indices {
                counters[index] = counters[index].at(now);
            }
            let counters = indices.map(|index| counters[index]);
            let lowest = counters.into_iter().min_by_key(|counter| counter.total()).unwrap_or_default();
            if lowest.total() >= limit {
                let excess = u64::from((lowest.total() - limit).min(lowest.refusals)) + 1;
                return Err(Duration::from_secs(excess * u64::from(SECONDS_A_REFUSAL)));
            }
            *admitted = Some(indices);
        }
        for index in admitted.into_iter().flatten().flatten() {
            counters[index].in_flight = counters[index].in_flight.saturating_add(1);
        }
        Ok(Permit { limit: self, counters: admitted, is_refused: true })
    }

    fn indices(&self, key: &Key<'_>) -> [usize; ROWS] {
        let hash = self.hasher.hash_one(key);
        std::array::from_fn(|row| {
            // The remainder is below `COUNTERS`, so nothing is lost.
            let counter = (hash >> (row * BITS)) % COUNTERS as u64;
            row * COUNTERS + usize::try_from(counter).unwrap_or_default()
        })
    }

    fn counters(&self) -> MutexGuard<'_, Box<[Counter]>> {
        // Nothing below panics in the middle of a change.
        self.counters.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Permit<'_> {
    /// Ends a question that the service has not refused.
    pub(crate) fn not_refused(mut self) {
        self.is_refused = false;
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let mut counters = self.limit.counters();
        for index in self.counters.into_iter().flatten().flatten() {
            let counter = &mut counters[index];
            counter.in_flight = counter.in_flight.saturating_sub(1);
            counter.refusals = counter.refusals.saturating_add(self.is_refused.into());
        }
    }
}

impl Counter {
    /// The counter at a later time. A clock that was set back forgets nothing, and goes on from there.
    fn at(self, now: u32) -> Self {
        let forgotten = now.saturating_sub(self.at) / SECONDS_A_REFUSAL;
        let refusals = u32::from(self.refusals).saturating_sub(forgotten);
        // The rest of a minute counts towards the next one.
        let at = if refusals == 0 { now } else { now.min(self.at + forgotten * SECONDS_A_REFUSAL) };
        Self { refusals: u16::try_from(refusals).unwrap_or(u16::MAX), at, ..self }
    }

    const fn total(self) -> u16 {
        self.refusals.saturating_add(self.in_flight)
    }
}

/// A clock that shows a time before 1970 or after 2106 stands still.
fn seconds(time: DateTime<Utc>) -> u32 {
    match u32::try_from(time.timestamp()) {
        Ok(seconds) => seconds,
        Err(_) if time < DateTime::UNIX_EPOCH => 0,
        Err(_) => u32::MAX,
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    const USER_LIMIT: u64 = MAX_REFUSALS_OF_USER as u64;
    const NETWORK_LIMIT: u64 = MAX_REFUSALS_OF_NETWORK as u64;

    fn user(number: u64) -> Wmid {
        format!("{number:012}").parse().unwrap()
    }

    fn network(number: u64) -> Network {
        Network::of(std::net::Ipv6Addr::from_bits(u128::from(number) << 64).into())
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_421_073_090 + seconds, 0).unwrap()
    }

    /// Asks until the limit, at most this often, and returns the number of refusals.
    fn refused(
        limit: &RefusalLimit,
        most: u64,
        seconds: i64,
        key: impl Fn(u64) -> (Wmid, Option<Network>),
    ) -> u64 {
        let admitted = |number: &u64| {
            let (user, network) = key(*number);
            limit.admit(&user, network, at(seconds)).is_ok()
        };
        (0..most).take_while(admitted).count() as u64
    }

    #[test]
    fn a_user_and_a_network_have_limits_of_their_own() {
        let limit = RefusalLimit::new();
        assert_eq!(refused(&limit, 1_000, 0, |number| (user(1), Some(network(number)))), USER_LIMIT);
        assert_eq!(
            refused(&limit, 1_000, 0, |number| (user(1_000 + number), Some(network(9_999)))),
            NETWORK_LIMIT
        );
        assert!(limit.admit(&user(2), Some(network(2)), at(0)).is_ok(), "nobody else is kept out");
        assert!(limit.admit(&user(3), None, at(0)).is_ok());
    }

    #[test]
    fn one_refusal_is_forgotten_in_a_minute() {
        let limit = RefusalLimit::new();
        let ask = |seconds| refused(&limit, 100, seconds, |_| (user(1), None));
        assert_eq!(ask(0), USER_LIMIT);
        assert_eq!(limit.admit(&user(1), None, at(59)).err(), Some(Duration::from_mins(1)));
        assert_eq!([ask(59), ask(60), ask(119), ask(120)], [0, 1, 0, 1]);
        // The rest of a minute counts towards the next one.
        assert_eq!([ask(250), ask(299), ask(300)], [2, 0, 1]);
        assert_eq!(ask(300 + 60 * 8), USER_LIMIT);
        assert_eq!(ask(100_000), USER_LIMIT, "there is no more to forget");
    }

    #[test]
    fn a_question_that_is_not_refused_counts_while_it_is_in_flight() {
        let limit = RefusalLimit::new();
        let permits: Vec<_> =
            (0..USER_LIMIT).map(|_| limit.admit(&user(1), Some(network(1)), at(0)).unwrap()).collect();
        assert_eq!(limit.admit(&user(1), Some(network(1)), at(0)).err(), Some(Duration::from_mins(1)));
        permits.into_iter().for_each(Permit::not_refused);
        assert_eq!(refused(&limit, 100, 0, |_| (user(1), Some(network(1)))), USER_LIMIT);
    }

    #[test]
    fn a_clock_that_is_set_back_forgets_nothing_and_locks_nobody_out() {
        let limit = RefusalLimit::new();
        let day = TimeDelta::days(1).num_seconds();
        let ask = |seconds| refused(&limit, 100, seconds, |_| (user(1), None));
        assert_eq!(ask(day), USER_LIMIT);
        assert_eq!([ask(0), ask(59), ask(60)], [0, 0, 1]);
        assert_eq!(ask(600), USER_LIMIT);
    }

    #[test]
    fn times_that_a_counter_cannot_hold() {
        let limit = RefusalLimit::new();
        for now in [DateTime::<Utc>::MIN_UTC, DateTime::UNIX_EPOCH, DateTime::<Utc>::MAX_UTC] {
            drop(limit.admit(&user(1), Some(network(1)), now));
        }
    }

    #[test]
    fn others_are_rarely_kept_out_by_chance() {
        let limit = RefusalLimit::new();
        for number in 0..200 {
            assert!(refused(&limit, 100, 0, |_| (user(10_000 + number), None)) <= USER_LIMIT);
        }
        // Both counters of a user are at the limit once in 1,700 cases.
        let kept_out = (0..1_000).filter(|number| limit.admit(&user(*number), None, at(0)).is_err());
        assert!(kept_out.count() < 10);
    }

    #[test]
    fn of_many_threads_no_more_are_admitted() {
        let limit = RefusalLimit::new();
        let admitted = std::thread::scope(|scope| {
            let ask = || refused(&limit, 100, 0, |_| (user(1), Some(network(1))));
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(ask)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum::<u64>()
        });
        assert_eq!(admitted, USER_LIMIT);
    }
}

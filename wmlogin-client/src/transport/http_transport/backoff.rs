//! How long to wait before connecting again.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// Before the first retry, at most.
const FIRST: Duration = Duration::from_millis(100);

/// Before any retry, at most.
const LONGEST: Duration = Duration::from_secs(2);

/// The pause before a retry, the first being 0: twice as long each time, and by chance between half of
/// that and all of it, so that sites that lost the service together do not come back together.
pub(super) fn delay(retry: u32) -> Duration {
    let longest = FIRST.saturating_mul(2_u32.saturating_pow(retry)).min(LONGEST);
    longest / 2 + (longest / 2).mul_f64(chance())
}

/// A number from 0 to 1. The keys of the standard library's hash maps are random, and that is enough to
/// spread requests.
fn chance() -> f64 {
    let bits = RandomState::new().hash_one(()) >> 32;
    f64::from(u32::try_from(bits).unwrap_or_default()) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Duration, FIRST, LONGEST, delay};

    #[test]
    fn doubles_up_to_the_longest() {
        for retry in 0..40 {
            let longest = Duration::from_millis(100 * (1 << retry.min(10))).min(LONGEST);
            assert!((longest / 2..=longest).contains(&delay(retry)), "retry {retry}");
        }
        assert!(delay(0) <= FIRST);
        assert!(delay(u32::MAX) <= LONGEST);
    }
}

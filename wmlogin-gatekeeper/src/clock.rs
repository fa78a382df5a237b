//! What time it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::SystemTime;

use chrono::{DateTime, TimeDelta, Utc};

/// The clock of the stand-in: the machine's, or one that a test sets. Clones show the same time.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    fixed: Option<DateTime<Utc>>,
    /// In milliseconds.
    offset: Arc<AtomicI64>,
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that stands still until it is [advanced](Self::advance).
    #[must_use]
    pub fn fixed(time: DateTime<Utc>) -> Self {
        Self { fixed: Some(time), offset: Arc::default() }
    }

    /// The time, in UTC.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let time = self.fixed.unwrap_or_else(|| SystemTime::now().into());
        TimeDelta::try_milliseconds(self.offset.load(Ordering::Relaxed))
            .and_then(|offset| time.checked_add_signed(offset))
            .unwrap_or(time)
    }

    /// Puts the clock forward, or back by a negative length; what is finer than a millisecond is lost.
    pub fn advance(&self, by: TimeDelta) {
        self.offset.fetch_add(by.num_milliseconds(), Ordering::Relaxed);
    }

    /// How far the clock is ahead of the machine's, or of the time it was fixed at.
    #[must_use]
    pub fn offset(&self) -> TimeDelta {
        TimeDelta::try_milliseconds(self.offset.load(Ordering::Relaxed)).unwrap_or_default()
    }

    /// Sets how far the clock is ahead, or behind by a negative length.
    pub fn set_offset(&self, offset: TimeDelta) {
        self.offset.store(offset.num_milliseconds(), Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests;

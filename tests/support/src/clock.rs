//! A clock that a test sets.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};

/// A clock that stands still until it is advanced; clones show the same time.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Mutex<DateTime<Utc>>>);

impl Clock {
    pub fn at(now: DateTime<Utc>) -> Self {
        Self(Arc::new(Mutex::new(now)))
    }

    pub fn now(&self) -> DateTime<Utc> {
        *self.0.lock().expect("no panic before")
    }

    pub fn set(&self, now: DateTime<Utc>) {
        *self.0.lock().expect("no panic before") = now;
    }

    pub fn advance(&self, by: TimeDelta) {
        *self.0.lock().expect("no panic before") += by;
    }
}

//! Moments on the command line.

use chrono::{DateTime, Utc};

/// Reads a moment.
pub fn parse(text: &str) -> Result<DateTime<Utc>, &'static str> {
    let time = DateTime::parse_from_rfc3339(text);
    time.map(|time| time.to_utc()).map_err(|_| "expected a time such as 2015-01-12T15:00:00Z")
}

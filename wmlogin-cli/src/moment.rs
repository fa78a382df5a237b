//! Moments: as they are given on the command line, and as words tell how far away they are.

use std::fmt::{self, Display, Formatter};

use chrono::{DateTime, Utc};

const UNITS: [(i64, &str); 4] = [(86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")];

/// Parses a moment.
///
/// # Errors
///
/// Returns the expected form.
pub fn parse(text: &str) -> Result<DateTime<Utc>, &'static str> {
    let time = DateTime::parse_from_rfc3339(text);
    time.map(|time| time.to_utc()).map_err(|_| "expected a time such as 2015-01-12T15:00:00Z")
}

/// A moment as seen from another: `in 31 minutes 29 seconds`, `3 days ago`, `now`.
pub struct Elapsed {
    /// The moment.
    pub time: DateTime<Utc>,
    /// The moment from which it is seen.
    pub at: DateTime<Utc>,
}

impl Elapsed {
    /// Whole seconds from `at` until the moment; negative if it is over.
    pub fn seconds_left(&self) -> i64 {
        (self.time - self.at).num_seconds()
    }
}

impl Display for Elapsed {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let distance = Distance { from: self.time.min(self.at), to: self.time.max(self.at) };
        match self.seconds_left() {
            0 => f.write_str("now"),
            1.. => write!(f, "in {distance}"),
            _ => write!(f, "{distance} ago"),
        }
    }
}

struct Distance {
    from: DateTime<Utc>,
    to: DateTime<Utc>,
}

impl Display for Distance {
    /// Whole years, or else the largest unit that fits and the next smaller one.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(years @ 1..) = self.to.years_since(self.from) {
            return count(f, years.into(), "year");
        }
        let seconds = (self.to - self.from).num_seconds();
        let largest = UNITS.iter().position(|&(length, _)| seconds >= length).unwrap_or_default();
        let mut rest = seconds;
        for (index, &(length, unit)) in UNITS.iter().enumerate().skip(largest).take(2) {
            if rest >= length {
                f.write_str(if index == largest { "" } else { " " })?;
                count(f, rest / length, unit)?;
            }
            rest %= length;
        }
        Ok(())
    }
}

fn count(f: &mut Formatter<'_>, number: i64, unit: &str) -> fmt::Result {
    write!(f, "{number} {unit}{}", if number == 1 { "" } else { "s" })
}

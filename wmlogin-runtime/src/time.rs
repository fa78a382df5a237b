//! Dates and times: fixed width, zero-padded, in ASCII and UTC.
//!
//! The parser of `chrono` is more lenient than the documents: it accepts `12.1.2015`, the year 205, and signs.
//! So generated code splits a text by the widths of its format, and uses only the calendar of `chrono`.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Timelike, Utc};

use super::Problem;

/// The numbers of a date and time, as written.
#[derive(Clone, Copy, Debug)]
pub struct Numbers {
    /// 1 to 9999.
    pub year: u32,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// 0 to 59.
    pub second: u32,
    /// 0 to 999.
    pub millisecond: u32,
    /// The offset east of UTC, in minutes.
    pub offset: i32,
}

impl Numbers {
    /// Returns the time in UTC.
    ///
    /// # Errors
    ///
    /// Returns [`Problem::Calendar`] if there is no such date or time.
    pub fn utc(self) -> Result<DateTime<Utc>, Problem> {
        let time = i32::try_from(self.year)
            .ok()
            // .NET, which writes these texts, has no year 0.
            .filter(|year| *year > 0)
            .and_then(|year| NaiveDate::from_ymd_opt(year, self.month, self.day))
            .and_then(|date| date.and_hms_milli_opt(self.hour, self.minute, self.second, self.millisecond))
            .ok_or(Problem::Calendar)?
            .and_utc();
        if self.offset == 0 {
            return Ok(time);
        }
        let time = time - TimeDelta::minutes(self.offset.into());
        if has_four_digits(time) { Ok(time) } else { Err(Problem::Calendar) }
    }
}

/// Truncates `time` to seconds. Returns `None` if its year does not have four digits.
#[must_use]
pub fn whole_seconds(time: DateTime<Utc>) -> Option<DateTime<Utc>> {
    time.with_nanosecond(0).filter(|time| has_four_digits(*time))
}

/// Truncates `time` to milliseconds. Returns `None` if its year does not have four digits.
#[must_use]
pub fn whole_milliseconds(time: DateTime<Utc>) -> Option<DateTime<Utc>> {
    // chrono keeps a leap second as a second of up to 2,000 milliseconds; three digits cannot.
    let milliseconds = time.timestamp_subsec_millis().min(999);
    time.with_nanosecond(milliseconds * 1_000_000).filter(|time| has_four_digits(*time))
}

/// Returns `true` for the years 1 to 9999, the range of .NET, which writes these texts.
fn has_four_digits(time: DateTime<Utc>) -> bool {
    (1..=9999).contains(&time.year())
}

/// Parses a number of exactly these ASCII digits.
///
/// # Errors
///
/// Returns [`Problem::Shape`] if one of them is not a digit.
#[inline]
pub fn number<const DIGITS: usize>(digits: [u8; DIGITS]) -> Result<u32, Problem> {
    let digits = digits.map(|digit| u32::from(digit.wrapping_sub(b'0')));
    if digits.iter().any(|digit| *digit > 9) {
        return Err(Problem::Shape);
    }
    Ok(digits.iter().fold(0, |number, digit| number * 10 + digit))
}

/// Parses an offset as the format specifier `K` of .NET prints it (`Z`, `+03:00`, or nothing for UTC), in
/// minutes east of UTC.
///
/// # Errors
///
/// Returns [`Problem::Shape`] for another format, and [`Problem::Calendar`] if there is no such offset.
#[inline]
pub fn offset(text: &[u8]) -> Result<i32, Problem> {
    let (hours, minutes, east) = match *text {
        [] | [b'Z'] => return Ok(0),
        [sign @ (b'+' | b'-'), h0, h1, b':', m0, m1] => (number([h0, h1])?, number([m0, m1])?, sign == b'+'),
        _ => return Err(Problem::Shape),
    };
    // The maximum offset of .NET is 14 hours.
    let total = i32::try_from(hours * 60 + minutes).unwrap_or(i32::MAX);
    if minutes > 59 || total > 14 * 60 {
        return Err(Problem::Calendar);
    }
    Ok(if east { total } else { -total })
}

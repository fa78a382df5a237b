//! Dates and times: fixed width, zero-padded, in ASCII and UTC.
//!
//! `chrono`'s own parser is laxer than the documents (it takes `12.1.2015`, the year 205, signs), so
//! a text is taken apart by the widths of its format and only the calendar is `chrono`'s.

mod template;

use core::fmt;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};

use super::Problem;
pub use template::{Template, length};

/// A part of a date format, which is a .NET custom format string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// `yyyy`, four digits.
    Year,
    /// `MM`, two digits.
    Month,
    /// `dd`, two digits.
    Day,
    /// `HH`, two digits, 00 to 23.
    Hour,
    /// `mm`, two digits.
    Minute,
    /// `ss`, two digits.
    Second,
    /// `fff`, three digits.
    Millisecond,
    /// `K`: `Z`, an offset such as `+03:00`, or nothing.
    Offset,
    /// An ASCII character that stands for itself.
    Literal(u8),
}

impl Part {
    /// The parts that have a specifier, with what each is called.
    pub const SPECIFIED: [(Self, &'static str, &'static str); 8] = [
        (Self::Year, "yyyy", "year"),
        (Self::Month, "MM", "month"),
        (Self::Day, "dd", "day"),
        (Self::Hour, "HH", "hour"),
        (Self::Minute, "mm", "minute"),
        (Self::Second, "ss", "second"),
        (Self::Millisecond, "fff", "millisecond"),
        (Self::Offset, "K", "offset"),
    ];

    /// The part that a format has at a byte, and its length in the format. A letter belongs to it as often
    /// as it is repeated; `None` if nothing has this specifier.
    #[must_use]
    pub const fn at(format: &[u8], start: usize) -> Option<(Self, usize)> {
        let first = format[start];
        if !Self::is_specifying(first) {
            return Some((Self::Literal(first), 1));
        }
        let mut length = 1;
        while start + length < format.len() && format[start + length] == first {
            length += 1;
        }
        let mut index = 0;
        while index < Self::SPECIFIED.len() {
            let (part, specifier, _) = Self::SPECIFIED[index];
            if specifier.as_bytes()[0] == first && specifier.len() == length {
                return Some((part, length));
            }
            index += 1;
        }
        None
    }

    /// Returns `true` for a letter that does not stand for itself: every one but the `T` of ISO 8601.
    #[must_use]
    pub const fn is_specifying(byte: u8) -> bool {
        byte.is_ascii_alphabetic() && byte != b'T'
    }

    /// The number of parts of a format.
    #[must_use]
    pub const fn count(format: &str) -> usize {
        let (mut count, mut start) = (0, 0);
        while start < format.len() {
            start += match Self::at(format.as_bytes(), start) {
                Some((_, length)) => length,
                None => 1,
            };
            count += 1;
        }
        count
    }

    /// The parts of a format; what nothing has a specifier for stands for itself.
    #[must_use]
    pub const fn all<const COUNT: usize>(format: &str) -> [Self; COUNT] {
        let mut parts = [Self::Year; COUNT];
        let (mut count, mut start) = (0, 0);
        while count < COUNT {
            let (part, length) = match Self::at(format.as_bytes(), start) {
                Some(found) => found,
                None => (Self::Literal(format.as_bytes()[start]), 1),
            };
            parts[count] = part;
            start += length;
            count += 1;
        }
        parts
    }
}

/// The numbers of a date and time, as they were written.
#[derive(Clone, Copy, Debug, Default)]
struct Numbers {
    year: u32,
    month: u32,
    day: u32,
    hour: u32,
    minute: u32,
    second: u32,
    millisecond: u32,
    /// East of UTC, in minutes.
    offset: i32,
}

/// Reads a text that has exactly these parts.
///
/// # Errors
///
/// [`Problem::Shape`], or [`Problem::Calendar`] if there is no such date or time.
pub fn read(text: &[u8], parts: &[Part]) -> Result<DateTime<Utc>, Problem> {
    let mut numbers = Numbers::default();
    let mut rest = text;
    for part in parts {
        match part {
            Part::Year => numbers.year = take::<4>(&mut rest)?,
            Part::Month => numbers.month = take::<2>(&mut rest)?,
            Part::Day => numbers.day = take::<2>(&mut rest)?,
            Part::Hour => numbers.hour = take::<2>(&mut rest)?,
            Part::Minute => numbers.minute = take::<2>(&mut rest)?,
            Part::Second => numbers.second = take::<2>(&mut rest)?,
            Part::Millisecond => numbers.millisecond = take::<3>(&mut rest)?,
            Part::Offset => {
                numbers.offset = offset(rest)?;
                rest = &[];
            }
            Part::Literal(byte) => rest = rest.strip_prefix(&[*byte]).ok_or(Problem::Shape)?,
        }
    }
    if rest.is_empty() { numbers.utc() } else { Err(Problem::Shape) }
}

/// Takes the number that exactly so many ASCII digits say.
#[inline]
fn take<const DIGITS: usize>(text: &mut &[u8]) -> Result<u32, Problem> {
    let (digits, rest) = text.split_first_chunk::<DIGITS>().ok_or(Problem::Shape)?;
    *text = rest;
    number(*digits)
}

#[inline]
fn number<const DIGITS: usize>(digits: [u8; DIGITS]) -> Result<u32, Problem> {
    let digits = digits.map(|digit| u32::from(digit.wrapping_sub(b'0')));
    if digits.iter().any(|digit| *digit > 9) {
        return Err(Problem::Shape);
    }
    Ok(digits.iter().fold(0, |number, digit| number * 10 + digit))
}

/// The offset, in minutes east of UTC, that .NET's `K` prints: `Z`, `+03:00`, or nothing for UTC.
#[inline]
fn offset(text: &[u8]) -> Result<i32, Problem> {
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

impl Numbers {
    #[inline]
    fn utc(self) -> Result<DateTime<Utc>, Problem> {
        let Some(time) = self.without_offset() else { return Err(Problem::Calendar) };
        if self.offset == 0 {
            return Ok(time);
        }
        let time = time - TimeDelta::minutes(self.offset.into());
        if has_four_digits(time) { Ok(time) } else { Err(Problem::Calendar) }
    }

    #[inline]
    fn without_offset(self) -> Option<DateTime<Utc>> {
        let date = NaiveDate::from_ymd_opt(i32::try_from(self.year).ok()?, self.month, self.day)?;
        let nanosecond = self.millisecond * 1_000_000;
        let time = NaiveTime::from_hms_nano_opt(self.hour, self.minute, self.second, nanosecond)?;
        // .NET, which writes these texts, does not know the year 0.
        (self.year > 0).then(|| date.and_time(time).and_utc())
    }
}

/// Writes a time in parts.
///
/// # Errors
///
/// Only those of `out`.
pub fn write(time: DateTime<Utc>, parts: &[Part], out: &mut dyn fmt::Write) -> fmt::Result {
    parts.iter().try_for_each(|part| match part {
        Part::Year => write!(out, "{:04}", time.year()),
        Part::Month => write!(out, "{:02}", time.month()),
        Part::Day => write!(out, "{:02}", time.day()),
        Part::Hour => write!(out, "{:02}", time.hour()),
        Part::Minute => write!(out, "{:02}", time.minute()),
        Part::Second => write!(out, "{:02}", time.second()),
        Part::Millisecond => write!(out, "{:03}", time.timestamp_subsec_millis()),
        Part::Offset => out.write_char('Z'),
        Part::Literal(byte) => out.write_char((*byte).into()),
    })
}

/// `time` without what is finer than a format says, if four digits can write its year.
#[must_use]
pub fn truncate(time: DateTime<Utc>, parts: &[Part]) -> Option<DateTime<Utc>> {
    // chrono keeps a leap second as a second of up to 2,000 milliseconds; three digits cannot.
    let milliseconds =
        if parts.contains(&Part::Millisecond) { time.timestamp_subsec_millis().min(999) } else { 0 };
    time.with_nanosecond(milliseconds * 1_000_000).filter(|time| has_four_digits(*time))
}

/// .NET, which writes these texts, knows the years 1 to 9999.
fn has_four_digits(time: DateTime<Utc>) -> bool {
    (1..=9999).contains(&time.year())
}

/// Makes a struct around a UTC time the values of a date format.
#[doc(hidden)]
#[macro_export]
macro_rules! time_format {
    ($type:ident = $format:literal) => {
        impl $type {
            /// The format, a .NET custom format string.
            pub const FORMAT: &'static str = $format;

            const PARTS: [$crate::generated::Part; $crate::generated::Part::count($format)] =
                $crate::generated::Part::all($format);

            /// The moment without what the format cannot say; `None` outside the years 1 to 9999.
            #[must_use]
            pub fn truncate(time: $crate::DateTime<$crate::Utc>) -> ::core::option::Option<Self> {
                $crate::generated::truncate(time, &Self::PARTS).map(Self)
            }

            /// The moment, in UTC.
            #[must_use]
            pub const fn utc(self) -> $crate::DateTime<$crate::Utc> {
                self.0
            }
        }

        impl $crate::Value for $type {
            const EXPECTED: &'static str = concat!("a date and time as ", $format);

            fn read(text: &[u8]) -> ::core::result::Result<Self, $crate::Problem> {
                $crate::generated::read_time(text, &Self::PARTS).map(Self)
            }

            #[inline]
            fn take(rest: &mut &[u8]) -> ::core::option::Option<Self> {
                const LENGTH: usize = $crate::generated::time_length(&$type::PARTS);
                const TEMPLATE: $crate::generated::Template<LENGTH> =
                    $crate::generated::Template::new(&$type::PARTS);
                TEMPLATE.take(rest).map(Self)
            }

            fn write(&self, out: &mut dyn ::core::fmt::Write) -> ::core::fmt::Result {
                $crate::generated::write_time(self.0, &Self::PARTS, out)
            }

            fn time(&self) -> ::core::option::Option<$crate::DateTime<$crate::Utc>> {
                ::core::option::Option::Some(self.0)
            }
        }

        impl ::core::convert::From<$type> for $crate::DateTime<$crate::Utc> {
            fn from(time: $type) -> Self {
                time.0
            }
        }

        $crate::value_as_text!($type);
    };
}

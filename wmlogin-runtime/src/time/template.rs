//! Date formats as browsers write them in a form, which are texts of a constant length.

use chrono::{DateTime, Utc};

use super::{Numbers, Part};
use crate::form::escaped;
use crate::write::is_plain;

/// A date format as browsers write it, `N` bytes long; of the offsets, only `Z`.
///
/// Bytes are compared eight at a time: letters are made lower-case where the case does not matter, the first byte
/// that fits is taken away bit by bit, and what is left must be zero or, for a digit, at most nine.
pub struct Template<const N: usize> {
    first: [u8; N],
    /// The number that makes the top bit of a byte that does not fit.
    excess: [u8; N],
    lower_case: [u8; N],
    year: Option<usize>,
    month: Option<usize>,
    day: Option<usize>,
    hour: Option<usize>,
    minute: Option<usize>,
    second: Option<usize>,
    millisecond: Option<usize>,
}

impl<const N: usize> Template<N> {
    /// The template of a format whose [`length`] is `N`.
    #[must_use]
    pub const fn new(parts: &[Part]) -> Self {
        let mut template = Self {
            first: [0; N],
            excess: [0x7f; N],
            lower_case: [0; N],
            year: None,
            month: None,
            day: None,
            hour: None,
            minute: None,
            second: None,
            millisecond: None,
        };
        let (mut index, mut start) = (0, 0);
        while index < parts.len() {
            match parts[index] {
                Part::Year => template.year = Some(start),
                Part::Month => template.month = Some(start),
                Part::Day => template.day = Some(start),
                Part::Hour => template.hour = Some(start),
                Part::Minute => template.minute = Some(start),
                Part::Second => template.second = Some(start),
                Part::Millisecond => template.millisecond = Some(start),
                Part::Offset => template.first[start] = b'Z',
                Part::Literal(b' ') => template.first[start] = b'+',
                Part::Literal(byte) if is_plain(byte) => template.first[start] = byte,
                Part::Literal(byte) => template.escape(start, byte),
            }
            let end = start + width(parts[index]);
            if !matches!(parts[index], Part::Offset | Part::Literal(_)) {
                template.digits(start, end);
            }
            start = end;
            index += 1;
        }
        template
    }

    const fn escape(&mut self, start: usize, byte: u8) {
        let escape = escaped(byte);
        let mut index = 0;
        while index < escape.len() {
            self.first[start + index] = escape[index].to_ascii_lowercase();
            if escape[index].is_ascii_alphabetic() {
                self.lower_case[start + index] = 0x20;
            }
            index += 1;
        }
    }

    const fn digits(&mut self, start: usize, end: usize) {
        let mut index = start;
        while index < end {
            self.first[index] = b'0';
            self.excess[index] = 0x7f - 9;
            index += 1;
        }
    }

    /// Takes a time off the rest of a form body, and leaves the rest alone if there is none.
    #[inline]
    pub fn take(&self, rest: &mut &[u8]) -> Option<DateTime<Utc>> {
        let (text, after) = rest.split_first_chunk::<N>()?;
        let mut misfits = 0;
        for start in (0..N).step_by(8) {
            // The last word begins where it ends with the text, and may look at bytes again.
            let start = start.min(N.checked_sub(8)?);
            let left = (word(text, start)? | word(&self.lower_case, start)?) ^ word(&self.first, start)?;
            misfits |= ((left & !TOP_BITS) + word(&self.excess, start)?) | left;
        }
        if misfits & TOP_BITS != 0 {
            return None;
        }
        let numbers = Numbers {
            year: two_digits(text, self.year)? * 100 + two_digits(text, self.year.map(|start| start + 2))?,
            month: two_digits(text, self.month)?,
            day: two_digits(text, self.day)?,
            hour: two_digits(text, self.hour)?,
            minute: two_digits(text, self.minute)?,
            second: two_digits(text, self.second)?,
            millisecond: two_digits(text, self.millisecond)? * 10
                + self.millisecond.map_or(0, |start| digit(text, start + 2)),
            offset: 0,
        };
        let time = numbers.without_offset()?;
        *rest = after;
        Some(time)
    }
}

const TOP_BITS: u64 = u64::from_le_bytes([0x80; 8]);

#[inline]
fn word(bytes: &[u8], start: usize) -> Option<u64> {
    bytes.get(start..)?.first_chunk().map(|word| u64::from_le_bytes(*word))
}

/// The length of a format as browsers write it, in bytes.
#[must_use]
pub const fn length(parts: &[Part]) -> usize {
    let (mut index, mut length) = (0, 0);
    while index < parts.len() {
        length += width(parts[index]);
        index += 1;
    }
    length
}

const fn width(part: Part) -> usize {
    match part {
        Part::Year => 4,
        Part::Month | Part::Day | Part::Hour | Part::Minute | Part::Second => 2,
        Part::Offset | Part::Literal(b' ') => 1,
        Part::Literal(byte) if is_plain(byte) => 1,
        Part::Millisecond | Part::Literal(_) => 3,
    }
}

/// The number that two digits say, or zero for a part that the format does not have.
#[inline]
fn two_digits(text: &[u8], start: Option<usize>) -> Option<u32> {
    let Some(start) = start else { return Some(0) };
    // Most digits are in the same words, each of which is read once.
    let first = if start % 8 == 7 { start } else { start - start % 8 };
    let first = first.min(text.len().checked_sub(8)?);
    let digits = word(text, first)? & DIGITS;
    let numbers = (digits * 10 + (digits >> 8)).to_le_bytes();
    numbers.get(start - first).copied().map(u32::from)
}

/// The number that one digit says.
#[inline]
fn digit(text: &[u8], start: usize) -> u32 {
    text.get(start).map_or(0, |digit| u32::from(digit & 15))
}

const DIGITS: u64 = u64::from_le_bytes([15; 8]);

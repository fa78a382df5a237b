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
            year: number::<4>(text, self.year),
            month: number::<2>(text, self.month),
            day: number::<2>(text, self.day),
            hour: number::<2>(text, self.hour),
            minute: number::<2>(text, self.minute),
            second: number::<2>(text, self.second),
            millisecond: number::<3>(text, self.millisecond),
            offset: 0,
        };
        let time = numbers.utc().ok()?;
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

/// The number that digits say, or zero for a part that the format does not have.
#[inline]
fn number<const DIGITS: usize>(text: &[u8], start: Option<usize>) -> u32 {
    let digits = start.and_then(|start| text.get(start..)?.first_chunk::<DIGITS>());
    digits.map_or(0, |digits| digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit & 15)))
}

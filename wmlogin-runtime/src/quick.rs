//! Quick reading of a form body that is written as browsers write it.
//!
//! The quick reader takes the fields in any order, and gives up on whatever is unusual. What it gives up on is read
//! by [`Fields`](super::fields::Fields), which alone makes errors. So `None` never means that the body is wrong.

use core::net::Ipv4Addr;

use super::form::{below_comma, unescape};
use super::{DocumentedField, MAX_BODY_LENGTH, MAX_PAIRS, Value};

/// The rest of a form body.
pub struct Body<'a> {
    rest: &'a [u8],
    /// The number of undocumented pairs that were passed.
    unknown: usize,
}

impl<'a> Body<'a> {
    /// Begins at the first pair.
    ///
    /// # Errors
    ///
    /// Returns an error to give up.
    #[inline]
    pub fn new(body: &'a [u8]) -> Result<Self, GiveUp> {
        if body.len() > MAX_BODY_LENGTH { Err(GiveUp) } else { Ok(Self { rest: body, unknown: 0 }) }
    }

    /// Goes to the next pair whose name may be a documented one, and returns the first byte after the prefix, or
    /// `None` at the end.
    ///
    /// # Errors
    ///
    /// Returns an error to give up.
    #[inline]
    pub fn next_name<F: DocumentedField>(&mut self) -> Result<Option<u8>, GiveUp> {
        loop {
            if let Some(suffix) = self.rest.strip_prefix(F::PREFIX) {
                self.rest = suffix;
                return suffix.first().copied().map(Some).ok_or(GiveUp);
            }
            if self.rest.is_empty() {
                return Ok(None);
            }
            let same = self.rest.iter().zip(F::PREFIX).take_while(|(byte, other)| byte == other).count();
            if self.rest.get(same) == Some(&b'%') {
                return Err(GiveUp);
            }
            self.pass()?;
        }
    }

    /// Takes the value of the pair if the name goes on with `suffix`, which ends with the `=`, and puts it into the
    /// slot of the field. Returns `false` if it is another name.
    ///
    /// # Errors
    ///
    /// Returns an error to give up: the value is not as browsers write it, or the field is repeated.
    #[inline]
    pub fn take<T: Value, const N: usize>(
        &mut self,
        suffix: &[u8; N],
        slot: &mut Option<T>,
    ) -> Result<bool, GiveUp> {
        self.take_as(suffix, slot, |rest, slot| *slot = T::take(rest))
    }

    /// Takes a value as [`take`](Self::take) does, with a function that reads it into its slot.
    ///
    /// # Errors
    ///
    /// Returns an error to give up.
    #[inline]
    pub fn take_as<T, const N: usize>(
        &mut self,
        suffix: &[u8; N],
        slot: &mut Option<T>,
        read: impl FnOnce(&mut &'a [u8], &mut Option<T>),
    ) -> Result<bool, GiveUp> {
        let Some(value) = self.rest.strip_prefix(suffix) else { return Ok(false) };
        if slot.is_some() {
            return Err(GiveUp);
        }
        self.rest = value;
        // Into the slot at once: moving a value can cost as much as reading it.
        read(&mut self.rest, slot);
        if slot.is_none() {
            return Err(GiveUp);
        }
        match self.rest.split_first() {
            Some((b'&', next)) => self.rest = next,
            Some(_) => return Err(GiveUp),
            None => {}
        }
        Ok(true)
    }

    /// Passes a pair whose name begins like a documented one, and is none.
    ///
    /// # Errors
    ///
    /// Returns an error to give up.
    pub fn pass_unknown<F: DocumentedField>(&mut self) -> Result<(), GiveUp> {
        let end = self.rest.iter().position(|byte| matches!(byte, b'=' | b'&' | b'%'));
        let (name, after) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        if after.first() == Some(&b'%') || F::from_suffix(name).is_some() {
            return Err(GiveUp);
        }
        self.pass()
    }

    /// Goes behind the next `&`.
    #[inline]
    fn pass(&mut self) -> Result<(), GiveUp> {
        self.unknown += 1;
        // The rest is room for the documented fields, which are not counted.
        if self.unknown > MAX_PAIRS / 2 {
            return Err(GiveUp);
        }
        let mut length = 0;
        while let Some(word) = self.rest.get(length..).and_then(<[u8]>::first_chunk) {
            let found = equal(*word, b'&');
            if found != 0 {
                self.rest = &self.rest[length + found.trailing_zeros() as usize / 8 + 1..];
                return Ok(());
            }
            length += 8;
        }
        let rest = self.rest.get(length..).unwrap_or_default();
        let end = rest.iter().position(|byte| *byte == b'&');
        self.rest = end.and_then(|end| rest.get(end + 1..)).unwrap_or_default();
        Ok(())
    }
}

/// The body is unusual, and has to be read carefully.
#[derive(Clone, Copy, Debug)]
pub struct GiveUp;

/// Splits off what comes before the next byte that may be special: before `&`, `%`, `+`, and other bytes below `,`.
#[inline]
pub fn take_plain<'a>(rest: &mut &'a [u8]) -> &'a [u8] {
    let text = *rest;
    let mut length = 0;
    while let Some(word) = text.get(length..).and_then(<[u8]>::first_chunk) {
        let found = below_comma(*word);
        if found != 0 {
            return split(rest, length + found.trailing_zeros() as usize / 8);
        }
        length += 8;
    }
    let last = text.get(length..).unwrap_or_default();
    let end = last.iter().position(|byte| *byte < b',');
    split(rest, length + end.unwrap_or(last.len()))
}

/// Returns `true` at the end of a value.
#[inline]
pub const fn is_end(rest: &[u8]) -> bool {
    matches!(rest, [] | [b'&', ..])
}

#[inline]
fn split<'a>(rest: &mut &'a [u8], length: usize) -> &'a [u8] {
    let (text, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
    *rest = after;
    text
}

/// Returns the top bit of the first byte that is the given one. Bytes after it may be marked too.
#[inline]
const fn equal(word: [u8; 8], byte: u8) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const TOP_BITS: u64 = u64::from_le_bytes([0x80; 8]);
    let word = u64::from_le_bytes(word) ^ u64::from_le_bytes([byte; 8]);
    word.wrapping_sub(ONES) & !word & TOP_BITS
}

/// Decodes a value into the buffer, and returns its length, if the buffer has room for it.
#[inline]
pub fn take_decoded(rest: &mut &[u8], buffer: &mut [u8]) -> Option<usize> {
    let mut length = 0;
    loop {
        let plain = take_plain(rest);
        buffer.get_mut(length..)?.get_mut(..plain.len())?.copy_from_slice(plain);
        length += plain.len();
        let byte = match rest {
            [] | [b'&', ..] => return Some(length),
            [b'+', ..] => {
                split(rest, 1);
                b' '
            }
            [b'%', high, low, ..] => {
                let byte = unescape(Some(*high), Some(*low))?;
                split(rest, 3);
                byte
            }
            _ => return None,
        };
        *buffer.get_mut(length)? = byte;
        length += 1;
    }
}

/// The longest text that is read quickly. No longer ones are sent, but for tokens, which have a limit of their own.
const LONGEST: usize = 64;

/// Takes a value that is read from its decoded text.
#[inline]
pub fn take_text<T: Value>(rest: &mut &[u8]) -> Option<T> {
    let plain = take_plain(rest);
    let mut buffer = [0; LONGEST];
    let start = buffer.get_mut(..plain.len())?;
    if is_end(rest) {
        return T::read(plain).ok();
    }
    start.copy_from_slice(plain);
    let length = plain.len() + take_decoded(rest, buffer.get_mut(plain.len()..)?)?;
    T::read(buffer.get(..length)?).ok()
}

/// Takes a decimal number without leading zeros, of at most four digits.
#[inline]
pub fn take_number(rest: &mut &[u8]) -> Option<i32> {
    let mut number = 0;
    let mut after = *rest;
    for length in 0..=4 {
        match after {
            [digit @ b'0'..=b'9', next @ ..] => {
                number = number * 10 + i32::from(digit - b'0');
                after = next;
            }
            _ if length == 0 || (length > 1 && rest[0] == b'0') => return None,
            _ => {
                *rest = after;
                return Some(number);
            }
        }
    }
    None
}

/// Takes an IPv4 address, and leaves the rest alone if there is none.
#[inline]
pub fn take_ipv4(rest: &mut &[u8]) -> Option<Ipv4Addr> {
    let mut after = *rest;
    let mut octets = [0; 4];
    for (index, octet) in octets.iter_mut().enumerate() {
        if index > 0 {
            after = after.strip_prefix(b".")?;
        }
        *octet = u8::try_from(take_number(&mut after)?).ok()?;
    }
    *rest = after;
    Some(octets.into())
}

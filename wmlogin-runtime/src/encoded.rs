//! Encoded values at the start of the rest of a form body.
//!
//! Each is taken off only if it is written as browsers write it; `None` means that it has to be decoded and read
//! carefully.

use core::net::Ipv4Addr;

use super::form::{below_comma, unescape};

/// Splits off what comes before the next byte that may be special: before `&`, `%`, `+`, and other bytes below `,`.
#[inline]
pub fn take_plain<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    split(rest, plain_length(rest))
}

/// Splits off what [`take_plain`] does, which is faster if it is long.
#[inline]
pub fn take_long_plain<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let is_plain = |part: &&[u8; 16]| all(*part, |byte| byte >= b',');
    let length = rest.as_chunks().0.iter().take_while(is_plain).count() * 16;
    split(rest, length + plain_length(rest.get(length..)?))
}

/// Returns `true` if all bytes are `allowed`.
#[inline]
pub fn all(bytes: &[u8], allowed: impl Fn(u8) -> bool) -> bool {
    // No early exit: the compiler turns this into a few vector instructions.
    bytes.iter().fold(true, |all, &byte| all & allowed(byte))
}

#[inline]
fn plain_length(text: &[u8]) -> usize {
    let (words, last) = text.as_chunks();
    let mut length = 0;
    for word in words {
        let found = below_comma(*word);
        if found != 0 {
            return length + found.trailing_zeros() as usize / 8;
        }
        length += 8;
    }
    length + last.iter().position(|byte| *byte < b',').unwrap_or(last.len())
}

/// Returns `true` at the end of a value.
#[inline]
pub const fn is_end(rest: &[u8]) -> bool {
    matches!(rest, [] | [b'&', ..])
}

#[inline]
fn split<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (text, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(text)
}

/// Returns the top bit of the first byte that is the given one. Bytes after it may be marked too.
#[inline]
pub const fn equal(word: [u8; 8], byte: u8) -> u64 {
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
        let plain = take_plain(rest)?;
        buffer.get_mut(length..)?.get_mut(..plain.len())?.copy_from_slice(plain);
        length += plain.len();
        let byte = match rest {
            [] | [b'&', ..] => return Some(length),
            [b'+', ..] => {
                split(rest, 1)?;
                b' '
            }
            [b'%', high, low, ..] => {
                let byte = unescape(Some(*high), Some(*low))?;
                split(rest, 3)?;
                byte
            }
            _ => return None,
        };
        *buffer.get_mut(length)? = byte;
        length += 1;
    }
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
    let (mut octets, mut number, mut digits) = ([0; 4], 0, 0);
    let (mut index, mut after) = (0, *rest);
    loop {
        match after {
            // Three digits; no more fit, and no leading zero.
            [digit @ b'0'..=b'9', next @ ..] if digits == 0 || (digits < 3 && number > 0) => {
                number = number * 10 + u32::from(digit - b'0');
                digits += 1;
                after = next;
            }
            _ if digits == 0 => return None,
            _ => {
                *octets.get_mut(index)? = u8::try_from(number).ok()?;
                match (index, after) {
                    (3, _) => break,
                    (_, [b'.', next @ ..]) => after = next,
                    _ => return None,
                }
                (index, number, digits) = (index + 1, 0, 0);
            }
        }
    }
    *rest = after;
    Some(octets.into())
}

//! `application/x-www-form-urlencoded`: pairs of a body, and the texts in them.

use super::{MAX_VALUE_LENGTH, Problem};

/// A text that a pair brought, decoded or not.
pub trait Text {
    /// The bytes as they came.
    fn as_written(&self) -> &[u8];

    /// The decoded bytes; `buffer` holds them where decoding changes them.
    ///
    /// # Errors
    ///
    /// [`Problem::Escape`] or [`Problem::TooLong`].
    fn decode<'a>(&'a self, buffer: &'a mut [u8; MAX_VALUE_LENGTH]) -> Result<&'a [u8], Problem>;
}

impl<T: AsRef<str>> Text for T {
    fn as_written(&self) -> &[u8] {
        self.as_ref().as_bytes()
    }

    fn decode<'a>(&'a self, _buffer: &'a mut [u8; MAX_VALUE_LENGTH]) -> Result<&'a [u8], Problem> {
        let text = self.as_ref().as_bytes();
        if text.len() > MAX_VALUE_LENGTH { Err(Problem::TooLong) } else { Ok(text) }
    }
}

/// A name or value as it stands in a form body.
#[derive(Clone, Copy)]
pub struct Encoded<'a> {
    bytes: &'a [u8],
    /// Whether there may be a `%` or `+`.
    escaped: bool,
}

impl Encoded<'_> {
    /// Whether there may be a `%` or `+`.
    pub(super) const fn is_escaped(self) -> bool {
        self.escaped
    }

    /// What stands behind `prefix`, if it begins so as it stands.
    pub(super) fn strip_prefix(self, prefix: &[u8]) -> Option<Self> {
        self.bytes.strip_prefix(prefix).map(|bytes| Self { bytes, ..self })
    }

    /// The name and value of a pair; the value is empty if there is no `=`.
    pub(super) fn split(self) -> (Self, Self) {
        let end = self.bytes.iter().position(|&byte| byte == b'=').unwrap_or(self.bytes.len());
        let value = self.bytes.get(end + 1..).unwrap_or_default();
        (Self { bytes: &self.bytes[..end], ..self }, Self { bytes: value, ..self })
    }
}

impl Text for Encoded<'_> {
    fn as_written(&self) -> &[u8] {
        self.bytes
    }

    fn decode<'a>(&'a self, buffer: &'a mut [u8; MAX_VALUE_LENGTH]) -> Result<&'a [u8], Problem> {
        if !self.escaped {
            return if self.bytes.len() > MAX_VALUE_LENGTH { Err(Problem::TooLong) } else { Ok(self.bytes) };
        }
        let is_escape = |byte: &u8| matches!(byte, b'%' | b'+');
        let plain = self.bytes.iter().position(is_escape).unwrap_or(self.bytes.len());
        let (plain, rest) = self.bytes.split_at(plain);
        buffer.get_mut(..plain.len()).ok_or(Problem::TooLong)?.copy_from_slice(plain);
        let mut bytes = rest.iter().copied();
        for length in plain.len()..MAX_VALUE_LENGTH {
            let Some(byte) = bytes.next() else { return Ok(&buffer[..length]) };
            buffer[length] = match byte {
                b'+' => b' ',
                b'%' => unescape(bytes.next(), bytes.next()).ok_or(Problem::Escape)?,
                _ => byte,
            };
        }
        if bytes.next().is_some() { Err(Problem::TooLong) } else { Ok(buffer) }
    }
}

/// The byte that two hexadecimal digits say.
fn unescape(high: Option<u8>, low: Option<u8>) -> Option<u8> {
    let digit = |digit| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    Some(digit(high?)? << 4 | digit(low?)?)
}

/// Shows each pair of a form body to `take`, until it fails; empty ones are passed over.
pub(super) fn for_each_pair<'a, E>(
    body: &'a [u8],
    mut take: impl FnMut(Encoded<'a>) -> Result<(), E>,
) -> Result<(), E> {
    let mut start = 0;
    let mut escaped = false;
    let mut look_at = |position| {
        match body.get(position) {
            Some(b'&') | None => {
                let pair = body.get(start..position).unwrap_or_default();
                if !pair.is_empty() {
                    take(Encoded { bytes: pair, escaped })?;
                }
                (start, escaped) = (position + 1, false);
            }
            Some(b'%' | b'+') => escaped = true,
            Some(_) => {}
        }
        Ok(())
    };
    let (words, rest) = body.as_chunks();
    for (index, &word) in words.iter().enumerate() {
        let mut marks = below_comma(word);
        while marks != 0 {
            look_at(index * 8 + marks.trailing_zeros() as usize / 8)?;
            marks &= marks - 1;
        }
    }
    (body.len() - rest.len()..=body.len()).try_for_each(look_at)
}

/// The top bit of each byte that is below `,`, and so of every `%`, `&` and `+`: one subtraction looks
/// at eight bytes. Behind the first such byte, others may have their top bit too.
const fn below_comma(word: [u8; 8]) -> u64 {
    const COMMAS: u64 = u64::from_le_bytes([b','; 8]);
    const TOP_BITS: u64 = u64::from_le_bytes([0x80; 8]);
    let word = u64::from_le_bytes(word);
    word.wrapping_sub(COMMAS) & !word & TOP_BITS
}

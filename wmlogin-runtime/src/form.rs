//! The pairs of an `application/x-www-form-urlencoded` body, and their names and values.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Problem, Value};

/// The text of a name or value, encoded or not.
pub trait Text {
    /// Returns the bytes as received.
    fn as_written(&self) -> &[u8];

    /// Returns the decoded bytes, which are written to `buffer` if decoding changes them. The buffer is as long as
    /// a value may be.
    ///
    /// # Errors
    ///
    /// Returns [`Problem::Escape`] or [`Problem::TooLong`].
    fn decode<'a>(&'a self, buffer: &'a mut [u8]) -> Result<&'a [u8], Problem>;

    /// Reads a value, with `buffer` as space for decoding.
    ///
    /// # Errors
    ///
    /// Returns the problem with the text.
    fn read<T: Value>(&self, buffer: &mut [u8]) -> Result<T, Problem> {
        self.decode(buffer).and_then(T::read)
    }
}

impl<T: AsRef<str>> Text for T {
    fn as_written(&self) -> &[u8] {
        self.as_ref().as_bytes()
    }

    fn decode<'a>(&'a self, buffer: &'a mut [u8]) -> Result<&'a [u8], Problem> {
        let text = self.as_ref().as_bytes();
        if text.len() > buffer.len() { Err(Problem::TooLong(buffer.len())) } else { Ok(text) }
    }
}

/// A name or value in a form body, encoded.
#[derive(Clone, Copy)]
pub struct Encoded<'a> {
    bytes: &'a [u8],
    /// `false` if there is no `%` or `+`.
    escaped: bool,
}

impl Encoded<'_> {
    /// Returns `false` if there is no `%` or `+`.
    pub(super) const fn is_escaped(self) -> bool {
        self.escaped
    }

    /// Returns the text after `prefix`, if it begins with exactly these bytes.
    pub(super) fn strip_prefix(self, prefix: &[u8]) -> Option<Self> {
        self.bytes.strip_prefix(prefix).map(|bytes| Self { bytes, ..self })
    }

    /// Splits a pair into name and value. The value is empty if there is no `=`.
    pub(super) fn split(self) -> (Self, Self) {
        let end = self.bytes.iter().position(|&byte| byte == b'=').unwrap_or(self.bytes.len());
        let value = self.bytes.get(end + 1..).unwrap_or_default();
        (Self { bytes: &self.bytes[..end], ..self }, Self { bytes: value, ..self })
    }
}

impl Text for Encoded<'_> {
    fn read<T: Value>(&self, buffer: &mut [u8]) -> Result<T, Problem> {
        if self.escaped
            && let Ok(value) = T::read_escaped(self.bytes)
        {
            return Ok(value);
        }
        self.decode(buffer).and_then(T::read)
    }

    fn as_written(&self) -> &[u8] {
        self.bytes
    }

    #[inline]
    fn decode<'a>(&'a self, buffer: &'a mut [u8]) -> Result<&'a [u8], Problem> {
        if !self.escaped {
            return if self.bytes.len() > buffer.len() {
                Err(Problem::TooLong(buffer.len()))
            } else {
                Ok(self.bytes)
            };
        }
        let mut bytes = self.bytes.iter().copied();
        let most = buffer.len();
        for length in 0..most {
            let Some(byte) = bytes.next() else { return Ok(&buffer[..length]) };
            buffer[length] = match byte {
                b'+' => b' ',
                b'%' => unescape(bytes.next(), bytes.next()).ok_or(Problem::Escape)?,
                _ => byte,
            };
        }
        if bytes.next().is_some() { Err(Problem::TooLong(most)) } else { Ok(buffer) }
    }
}

/// Escapes a byte as browsers do.
pub(super) const fn escaped(byte: u8) -> [u8; 3] {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    [b'%', DIGITS[(byte >> 4) as usize], DIGITS[(byte & 15) as usize]]
}

/// Returns the names and values of a query, decoded as leniently as by browsers and servers: a `%` without two
/// digits stands for itself.
pub fn decode_query(query: &str) -> impl Iterator<Item = (String, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode_leniently(name), decode_leniently(value))
    })
}

fn decode_leniently(text: &str) -> String {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let escape = (byte == b'%').then(|| unescape(after.first().copied(), after.get(1).copied()));
        rest = if let Some(Some(byte)) = escape {
            decoded.push(byte);
            &after[2..]
        } else {
            decoded.push(if byte == b'+' { b' ' } else { byte });
            after
        };
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// Decodes two hexadecimal digits.
fn unescape(high: Option<u8>, low: Option<u8>) -> Option<u8> {
    let digit = |digit| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    Some(digit(high?)? << 4 | digit(low?)?)
}

/// An iterator over the non-empty pairs of a form body.
pub(super) struct Pairs<'a> {
    body: &'a [u8],
    /// The start of the next pair.
    start: usize,
    /// The start of the next word.
    next_word: usize,
    /// The marked bytes of the last word that were not visited yet; see [`below_comma`].
    marks: u64,
}

impl<'a> Pairs<'a> {
    pub(super) const fn new(body: &'a [u8]) -> Self {
        Self { body, start: 0, next_word: 0, marks: 0 }
    }

    /// Returns the position of the next byte that may be special, or one past the end.
    fn next_mark(&mut self) -> usize {
        while self.marks == 0 {
            let rest = self.body.get(self.next_word..).unwrap_or_default();
            let word = rest.first_chunk().copied().unwrap_or_else(|| {
                let mut last = [b'&'; 8];
                last[..rest.len()].copy_from_slice(rest);
                last
            });
            self.marks = below_comma(word);
            self.next_word += 8;
        }
        let position = self.next_word - 8 + self.marks.trailing_zeros() as usize / 8;
        self.marks &= self.marks - 1;
        position
    }
}

impl<'a> Iterator for Pairs<'a> {
    type Item = Encoded<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut escaped = false;
        while self.start < self.body.len() {
            let position = self.next_mark();
            match self.body.get(position) {
                Some(b'&') | None => {
                    let bytes = self.body.get(self.start..position)?;
                    self.start = position + 1;
                    if !bytes.is_empty() {
                        return Some(Encoded { bytes, escaped });
                    }
                }
                Some(b'%' | b'+') => escaped = true,
                Some(_) => {}
            }
        }
        None
    }
}

/// Returns the top bit of each byte below `,`, which includes every `%`, `&` and `+`: one subtraction tests
/// eight bytes. After the first such byte, other bytes may be marked too.
const fn below_comma(word: [u8; 8]) -> u64 {
    const COMMAS: u64 = u64::from_le_bytes([b','; 8]);
    const TOP_BITS: u64 = u64::from_le_bytes([0x80; 8]);
    let word = u64::from_le_bytes(word);
    word.wrapping_sub(COMMAS) & !word & TOP_BITS
}

//! `application/x-www-form-urlencoded`: pairs of a body, and the texts in them.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Problem, Value};

/// A text that a pair brought, decoded or not.
pub trait Text {
    /// The bytes as they came.
    fn as_written(&self) -> &[u8];

    /// The decoded bytes; `buffer` holds them where decoding changes them, and is as long as a value may be.
    ///
    /// # Errors
    ///
    /// [`Problem::Escape`] or [`Problem::TooLong`].
    fn decode<'a>(&'a self, buffer: &'a mut [u8]) -> Result<&'a [u8], Problem>;

    /// Reads a value; `buffer` is room for decoding.
    ///
    /// # Errors
    ///
    /// What is wrong with the text.
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

/// A byte as browsers escape it.
pub(super) const fn escaped(byte: u8) -> [u8; 3] {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    [b'%', DIGITS[(byte >> 4) as usize], DIGITS[(byte & 15) as usize]]
}

/// The names and values of a query, decoded as leniently as browsers and servers do: what is no escape
/// stands for itself.
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

/// The pairs of a form body; empty ones are passed over.
pub(super) struct Pairs<'a> {
    body: &'a [u8],
    /// Where the next pair starts.
    start: usize,
    /// Where the next word starts.
    next_word: usize,
    /// The bytes of the last word that have not been looked at yet.
    marks: u64,
}

impl<'a> Pairs<'a> {
    pub(super) const fn new(body: &'a [u8]) -> Self {
        Self { body, start: 0, next_word: 0, marks: 0 }
    }

    /// The position of the next byte that may mean something; that of the end if there is none.
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

/// The top bit of each byte that is below `,`, and so of every `%`, `&` and `+`: one subtraction looks
/// at eight bytes. Behind the first such byte, others may have their top bit too.
const fn below_comma(word: [u8; 8]) -> u64 {
    const COMMAS: u64 = u64::from_le_bytes([b','; 8]);
    const TOP_BITS: u64 = u64::from_le_bytes([0x80; 8]);
    let word = u64::from_le_bytes(word);
    word.wrapping_sub(COMMAS) & !word & TOP_BITS
}

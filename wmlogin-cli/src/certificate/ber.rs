//! From BER to DER (ITU-T X.690), as far as backup files need it: Firefox writes them with lengths that are
//! told at the end, and with strings in pieces.

use pkcs8::der::{Encode, Length};

/// More than any backup file is nested.
const MAX_DEPTH: usize = 32;

const OCTET_STRING: u8 = 0x04;
const OBJECT_IDENTIFIER: u8 = 0x06;
const SEQUENCE: u8 = 0x30;
const CONTEXT_0: u8 = 0x80;
const CONSTRUCTED: u8 = 0x20;
const INDEFINITE: u8 = 0x80;

/// Whether it begins with a sequence whose length is told at its end, which DER never does.
pub const fn is_ber(bytes: &[u8]) -> bool {
    matches!(bytes, [SEQUENCE, INDEFINITE, ..])
}

/// The same in DER; nothing if it is no BER, or something follows.
pub fn to_der(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let element = Element::read(&mut bytes, MAX_DEPTH)?;
    let mut der = Vec::new();
    element.write(&mut der)?;
    bytes.is_empty().then_some(der)
}

struct Element<'a> {
    tag: u8,
    content: Content<'a>,
}

enum Content<'a> {
    Primitive(&'a [u8]),
    Constructed(Vec<Element<'a>>),
}

impl<'a> Element<'a> {
    fn read(bytes: &mut &'a [u8], depth: usize) -> Option<Self> {
        let tag = take(bytes, 1)?[0];
        // Tags of several bytes are in no backup file.
        let depth = depth.checked_sub(1).filter(|_| tag & 0x1f != 0x1f)?;
        let is_constructed = tag & CONSTRUCTED != 0;
        let content = match length(bytes)? {
            ContentLength::Definite(length) => {
                let mut inside = take(bytes, length)?;
                if is_constructed { Self::read_all(&mut inside, depth)? } else { Content::Primitive(inside) }
            }
            ContentLength::Indefinite if is_constructed => Self::read_to_end(bytes, depth)?,
            ContentLength::Indefinite => return None,
        };
        Some(Self { tag, content })
    }

    fn read_all(inside: &mut &'a [u8], depth: usize) -> Option<Content<'a>> {
        let mut elements = Vec::new();
        while !inside.is_empty() {
            elements.push(Self::read(inside, depth)?);
        }
        Some(Content::Constructed(elements))
    }

    fn read_to_end(bytes: &mut &'a [u8], depth: usize) -> Option<Content<'a>> {
        let mut elements = Vec::new();
        loop {
            if let Some(rest) = bytes.strip_prefix(&[0, 0]) {
                *bytes = rest;
                return Some(Content::Constructed(elements));
            }
            elements.push(Self::read(bytes, depth)?);
        }
    }

    fn write(&self, der: &mut Vec<u8>) -> Option<()> {
        let elements = match &self.content {
            Content::Primitive(bytes) => return write(self.tag, bytes, der),
            Content::Constructed(_) if self.tag == OCTET_STRING | CONSTRUCTED => {
                return write(OCTET_STRING, &self.pieces(), der);
            }
            Content::Constructed(elements) => elements,
        };
        let mut inside = Vec::new();
        for (index, element) in elements.iter().enumerate() {
            if self.implicit_string() == Some(index) {
                write(CONTEXT_0, &element.pieces(), &mut inside)?;
            } else {
                element.write(&mut inside)?;
            }
        }
        write(self.tag, &inside, der)
    }

    /// Which of the elements is the encrypted content of an `EncryptedContentInfo` (RFC 5652 section 6.1) in
    /// pieces: `[0] IMPLICIT OCTET STRING`, after the type and the algorithm. The explicit `[0]` of a
    /// `ContentInfo` follows the type at once.
    fn implicit_string(&self) -> Option<usize> {
        let Content::Constructed(elements) = &self.content else { return None };
        match &elements[..] {
            [first, second, third]
                if (first.tag, second.tag, third.tag)
                    == (OBJECT_IDENTIFIER, SEQUENCE, CONTEXT_0 | CONSTRUCTED) =>
            {
                Some(2)
            }
            _ => None,
        }
    }

    /// The pieces of a string, one after the other.
    fn pieces(&self) -> Vec<u8> {
        match &self.content {
            Content::Primitive(piece) => piece.to_vec(),
            Content::Constructed(pieces) => pieces.iter().flat_map(Self::pieces).collect(),
        }
    }
}

/// How long the content of an element is.
enum ContentLength {
    Definite(usize),
    Indefinite,
}

fn length(bytes: &mut &[u8]) -> Option<ContentLength> {
    Some(match take(bytes, 1)?[0] {
        short @ 0..INDEFINITE => ContentLength::Definite(short.into()),
        INDEFINITE => ContentLength::Indefinite,
        long => {
            // Four bytes are more than the length of any file has.
            let digits = take(bytes, usize::from(long & 0x7f)).filter(|digits| digits.len() <= 4)?;
            let length = digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit));
            ContentLength::Definite(length)
        }
    })
}

fn write(tag: u8, content: &[u8], der: &mut Vec<u8>) -> Option<()> {
    der.push(tag);
    Length::try_from(content.len()).ok()?.encode_to_vec(der).ok()?;
    der.extend_from_slice(content);
    Some(())
}

fn take<'a>(bytes: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    Some(taken)
}

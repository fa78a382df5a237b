//! Conversion from BER to DER (ITU-T X.690), as far as files of certificates and keys need it.
//!
//! Firefox writes backups with indefinite lengths and constructed strings, and other programs write certificates
//! so. It is by hand because the crate `der` reads constructed strings of an indefinite length alone, and no
//! length that is longer than necessary. All BER that is read goes through here; everything behind it is DER.

use der::Encode;

use super::tlv::{CONSTRUCTED, Length, header, take};

/// The maximum nesting, more than any such file has.
const MAX_DEPTH: usize = 32;

const OCTET_STRING: u8 = 0x04;
const OBJECT_IDENTIFIER: u8 = 0x06;
const SEQUENCE: u8 = 0x30;
const CONTEXT_0: u8 = 0x80;

/// Returns the same value in DER, or `None` if the bytes are not exactly one value in BER.
///
/// Values that stand inside of strings, such as the content of a PKCS #12 file, stay as they are.
#[must_use]
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
        let (tag, length) = header(bytes)?;
        let depth = depth.checked_sub(1)?;
        let is_constructed = tag & CONSTRUCTED != 0;
        let content = match length {
            Length::Definite(length) => {
                let mut inside = take(bytes, length)?;
                if is_constructed { Self::read_all(&mut inside, depth)? } else { Content::Primitive(inside) }
            }
            Length::Indefinite if is_constructed => Self::read_to_end(bytes, depth)?,
            Length::Indefinite => return None,
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

    /// Returns the index of the encrypted content of an `EncryptedContentInfo` (RFC 5652 section 6.1) if it is
    /// a constructed string: `[0] IMPLICIT OCTET STRING`, after the type and the algorithm. The explicit `[0]`
    /// of a `ContentInfo` directly follows the type.
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

    /// Returns the concatenated pieces of a string.
    fn pieces(&self) -> Vec<u8> {
        match &self.content {
            Content::Primitive(piece) => piece.to_vec(),
            Content::Constructed(pieces) => pieces.iter().flat_map(Self::pieces).collect(),
        }
    }
}

fn write(tag: u8, content: &[u8], der: &mut Vec<u8>) -> Option<()> {
    der.push(tag);
    der::Length::try_from(content.len()).ok()?.encode_to_vec(der).ok()?;
    der.extend_from_slice(content);
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{Just, Strategy, any, prop_oneof};
    use proptest::{prop_assert_eq, proptest};

    use super::to_der;

    /// A value in DER and the same value in BER.
    type Both = (Vec<u8>, Vec<u8>);

    fn tagged(tag: u8, content: &[u8]) -> Vec<u8> {
        let mut der = Vec::new();
        super::write(tag, content, &mut der).unwrap();
        der
    }

    fn until_the_end(tag: u8, content: &[u8]) -> Vec<u8> {
        [&[tag, 0x80], content, &[0, 0]].concat()
    }

    fn string() -> impl Strategy<Value = Both> {
        let pieces = vec(vec(any::<u8>(), 0..300), 0..4);
        pieces.prop_map(|pieces| {
            let in_pieces: Vec<u8> = pieces.iter().flat_map(|piece| tagged(0x04, piece)).collect();
            (tagged(0x04, &pieces.concat()), until_the_end(0x24, &in_pieces))
        })
    }

    fn value() -> impl Strategy<Value = Both> {
        let integer = Just((vec![0x02, 1, 3], vec![0x02, 1, 3]));
        prop_oneof![integer, string()].prop_recursive(5, 30, 4, |inner| {
            (prop_oneof![Just(0x30), Just(0x31), Just(0xa0)], vec(inner, 0..4)).prop_map(|(tag, inside)| {
                let (der, ber): (Vec<_>, Vec<_>) = inside.into_iter().unzip();
                (tagged(tag, &der.concat()), until_the_end(tag, &ber.concat()))
            })
        })
    }

    proptest! {
        #[test]
        fn der_is_unchanged((der, _) in value()) {
            prop_assert_eq!(to_der(&der), Some(der));
        }

        #[test]
        fn ber_is_converted((der, ber) in value()) {
            prop_assert_eq!(to_der(&ber), Some(der));
        }

        #[test]
        fn truncated_values_and_trailing_bytes_are_rejected((_, ber) in value(), byte in any::<u8>()) {
            prop_assert_eq!(to_der(&ber[..ber.len() - 1]), None);
            prop_assert_eq!(to_der(&[&ber[..], &[byte]].concat()), None);
        }

        #[test]
        fn no_input_panics(bytes in vec(any::<u8>(), 0..200)) {
            let _ = to_der(&bytes);
        }
    }

    #[test]
    fn deep_nesting_is_rejected() {
        assert_eq!(to_der(&[0x30, 0x80].repeat(1000)), None);
    }

    #[test]
    fn implicitly_tagged_strings_are_joined() {
        let ber = [0x30, 0x80, 0x06, 1, 1, 0x30, 0, 0xa0, 0x80, 0x04, 1, 7, 0x04, 1, 8, 0, 0, 0, 0];
        assert_eq!(to_der(&ber), Some(vec![0x30, 9, 0x06, 1, 1, 0x30, 0, 0x80, 2, 7, 8]));
    }
}

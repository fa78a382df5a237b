//! Names of subjects and issuers (RFC 5280 section 4.1.2.4).

use std::borrow::Cow;

use der::asn1::ObjectIdentifier;
use der::oid::db::DB;

use super::tlv;

/// The maximum length of a displayed name, in characters.
const MAX_LENGTH: usize = 200;

const OBJECT_IDENTIFIER: u8 = 0x06;
const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;

/// An attribute of a name: its type, the tag of its value, and the value.
pub(super) struct Attribute<'a> {
    pub oid: ObjectIdentifier,
    tag: u8,
    value: &'a [u8],
}

impl Attribute<'_> {
    /// Returns the text, or `None` if the value is not a string, or not a valid one.
    pub fn text(&self) -> Option<Cow<'_, str>> {
        text(self.tag, self.value)
    }
}

/// Returns the attributes of a name: the content of an `RDNSequence`. What follows a malformed one is lost.
pub(super) fn attributes(mut name: &[u8]) -> Vec<Attribute<'_>> {
    let mut attributes = Vec::new();
    while let Some((SET, mut set)) = tlv::value(&mut name) {
        while let Some((SEQUENCE, mut pair)) = tlv::value(&mut set) {
            attributes.extend(attribute(&mut pair));
        }
    }
    attributes
}

fn attribute<'a>(pair: &mut &'a [u8]) -> Option<Attribute<'a>> {
    let (OBJECT_IDENTIFIER, oid) = tlv::value(pair)? else { return None };
    let oid = ObjectIdentifier::from_bytes(oid).ok()?;
    let (tag, value) = tlv::value(pair)?;
    Some(Attribute { oid, tag, value })
}

/// Decodes a string of any type that a name may have.
fn text(tag: u8, value: &[u8]) -> Option<Cow<'_, str>> {
    match tag {
        // UTF8String, NumericString, PrintableString, IA5String, VisibleString.
        0x0C | 0x12 | 0x13 | 0x16 | 0x1A => str::from_utf8(value).ok().map(Cow::Borrowed),
        // T61String, which everybody writes as if it were Latin-1.
        0x14 => Some(value.iter().copied().map(char::from).collect()),
        // UniversalString.
        0x1C => {
            let (characters, []) = value.as_chunks() else { return None };
            characters.iter().map(|&bytes| char::from_u32(u32::from_be_bytes(bytes))).collect()
        }
        // BMPString.
        0x1E => {
            let (units, []) = value.as_chunks() else { return None };
            let units = units.iter().copied().map(u16::from_be_bytes);
            char::decode_utf16(units).collect::<Result<_, _>>().ok()
        }
        _ => None,
    }
}

/// Returns the name in one line, sanitized for display: a certificate can contain any text, including
/// control characters for a terminal.
pub(super) fn printable(name: &[u8]) -> String {
    let attributes: Vec<_> = attributes(name).iter().map(pair).collect();
    let text = attributes.join(", ");
    let mut shown = String::new();
    for character in text.chars().take(MAX_LENGTH) {
        match character {
            '"' | '\'' => shown.push(character),
            other => shown.extend(other.escape_debug()),
        }
    }
    if text.chars().nth(MAX_LENGTH).is_some() {
        shown.push('…');
    }
    shown
}

/// Returns an attribute as `CN=text`.
fn pair(attribute: &Attribute<'_>) -> String {
    let names = DB.find_names_for_oid(attribute.oid);
    let name = names.min_by_key(|name| name.len());
    let name = name.map_or_else(|| attribute.oid.to_string(), str::to_uppercase);
    format!("{name}={}", attribute.text().unwrap_or("?".into()))
}

//! Changes of bytes, of the kinds that programs and attackers make.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// One change.
#[derive(Clone, Debug)]
pub enum Change {
    Replace(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
    Repeat(Index, Index),
    Cut(Index),
}

impl Change {
    pub fn apply(self, mut text: Vec<u8>) -> Vec<u8> {
        if text.is_empty() {
            return text;
        }
        match self {
            Self::Replace(at, byte) => *at.get_mut(&mut text) = byte,
            Self::Insert(at, bytes) => {
                let at = at.index(text.len());
                text.splice(at..at, bytes);
            }
            Self::Remove(at, length) => {
                let at = at.index(text.len());
                text.drain(at..text.len().min(at + length));
            }
            Self::Repeat(from, to) => {
                let (from, to) = (from.index(text.len()), to.index(text.len()));
                text.extend_from_within(from.min(to)..from.max(to));
            }
            Self::Cut(at) => text.truncate(at.index(text.len())),
        }
        text
    }
}

/// Any change; the bytes that it brings are often ones that mean something.
pub fn changes() -> impl Strategy<Value = Change> {
    let index = any::<Index>;
    let meaningful = select(b"%+&=,.:-TZ 0189afAF/$!\xff\xc3\x00".to_vec());
    let byte = prop_oneof![meaningful.clone(), any::<u8>()];
    prop_oneof![
        4 => (index(), byte.clone()).prop_map(|(at, byte)| Change::Replace(at, byte)),
        3 => (index(), vec(byte, 1..6)).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        2 => (index(), 1..40_usize).prop_map(|(at, length)| Change::Remove(at, length)),
        1 => (index(), index()).prop_map(|(from, to)| Change::Repeat(from, to)),
        1 => index().prop_map(Change::Cut),
    ]
}

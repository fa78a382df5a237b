//! Walking the spec: every entry with the place where it stands and the origin it has.

use std::fmt;

use crate::diagnostic::{Diagnostic, quoted};
use crate::source::{Place, Source};
use crate::spec::{self, Document, Origin};

/// The files of a spec.
pub(super) type Files = [(Source, Document)];

/// An entry of the spec.
#[derive(Debug)]
pub(super) struct Entry<'a, T> {
    /// What is written.
    pub spec: &'a T,
    /// Where it is written.
    pub place: Place<'a>,
    /// Where it comes from: its own origin, else that of what contains it.
    pub origin: Origin,
}

// Derived, these would ask the same of `T`.
impl<T> Clone for Entry<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Entry<'_, T> {}

impl<'a, T> Entry<'a, T> {
    /// The entries of a sequence inside this one.
    pub fn children<U: OwnOrigin>(self, key: &str, children: &'a [U]) -> impl Iterator<Item = Entry<'a, U>> {
        entries(self.place.key(key), children, self.origin)
    }

    /// The one entry that stands under a key of this one and has no origin of its own.
    pub fn part<U>(self, key: &str, part: &'a U) -> Entry<'a, U> {
        Entry { spec: part, place: self.place.key(key), origin: self.origin }
    }

    /// The text that stands under a key of this entry.
    pub fn word(self, key: &str, text: &'a str) -> Word<'a> {
        Word { text, place: self.place.key(key) }
    }
}

/// A word of the spec: a name, a reference, a small language of its own. Messages display it in
/// backticks, and cut if it is long.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    /// What is written.
    pub text: &'a str,
    /// Where it is written.
    pub place: Place<'a>,
}

impl<'a> Word<'a> {
    /// Something is wrong with the word.
    pub fn problem(self, message: impl Into<String>) -> Diagnostic {
        self.place.problem(message)
    }

    /// The place of the character at a byte offset of the word.
    pub fn place_at(self, offset: usize) -> Place<'a> {
        let before = self.text.get(..offset).unwrap_or(self.text);
        self.place.within(before.chars().count())
    }

    /// Something is wrong with the character at a byte offset of the word.
    pub fn problem_at(self, offset: usize, message: impl Into<String>) -> Diagnostic {
        self.place_at(offset).problem(message)
    }
}

impl fmt::Display for Word<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&quoted(self.text))
    }
}

/// An entry that can name an origin of its own.
pub(super) trait OwnOrigin {
    /// The origin that the entry names.
    fn own_origin(&self) -> Option<Origin>;
}

macro_rules! own_origin {
    ($($entry:ident)*) => {
        $(impl OwnOrigin for spec::$entry {
            fn own_origin(&self) -> Option<Origin> {
                self.origin
            }
        })*
    };
}

own_origin! {
    Host Page Parameter Enum EnumValue Flags Flag Identifier DateFormat Version Field Outcome
    Spelling Service Reason Table Code Inference Period Example
}

/// The entries of one section, of all files in order.
pub(super) fn section<'a, T: OwnOrigin + 'a>(
    files: &'a Files,
    key: &'static str,
    section: fn(&Document) -> &[T],
) -> impl Iterator<Item = Entry<'a, T>> {
    files.iter().flat_map(move |(source, document)| {
        entries(source.place().key(key), section(document), document.origin)
    })
}

fn entries<'a, T: OwnOrigin>(
    sequence: Place<'a>,
    items: &'a [T],
    inherited: Origin,
) -> impl Iterator<Item = Entry<'a, T>> {
    items.iter().zip(sequence.items()).map(move |(spec, place)| Entry {
        spec,
        place,
        origin: spec.own_origin().unwrap_or(inherited),
    })
}

//! Values of a spec that know where they stand.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::diagnostic::Diagnostic;
use crate::source::{Place, Source};
use crate::wording::quoted;

/// The name by which a value asks the deserializer for its place.
pub(super) const SPANNED: &str = "$spanned";

/// A value and its place.
///
/// A text displays as messages repeat it: in backticks, and cut if it is long.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spanned<T> {
    value: T,
    place: Place,
}

impl<T> Spanned<T> {
    /// The place.
    pub const fn place(&self) -> Place {
        self.place
    }

    /// A problem with the value.
    pub fn problem(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.place, message)
    }
}

impl<T: AsRef<str>> Spanned<T> {
    /// The text.
    pub fn text(&self) -> &str {
        self.value.as_ref()
    }

    /// The place of `length` bytes of the text, `offset` bytes after its start; the whole place where the
    /// text is not written as it reads, as with escapes.
    pub fn place_of(&self, offset: usize, length: usize) -> Place {
        if self.place.length() == self.text().len() { self.place.within(offset, length) } else { self.place }
    }

    /// A problem with a part of the text.
    pub fn problem_at(&self, offset: usize, length: usize, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.place_of(offset, length), message)
    }
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: AsRef<str>> fmt::Display for Spanned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&quoted(self.text()))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_tuple_struct(SPANNED, 4, SpannedVisitor(PhantomData))
    }
}

struct SpannedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for SpannedVisitor<T> {
    type Value = Spanned<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value with its place")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut bound = || seq.next_element::<u32>()?.ok_or_else(|| A::Error::custom("no place"));
        let (file, start, end) = (bound()?, bound()?, bound()?);
        let value = seq.next_element()?.ok_or_else(|| A::Error::custom("no value"))?;
        let place = Source::place(file, start as usize, end as usize);
        Ok(Spanned { value, place })
    }
}

/// A value that a spec can leave out, which then is the default.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Optional<T>(T);

impl<T> Deref for Optional<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<'de, T: Deserialize<'de> + Default> Deserialize<'de> for Optional<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(Option::deserialize(deserializer)?.unwrap_or_default()))
    }
}

/// The entries of a mapping whose keys are names of the spec, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entries<T>(Vec<(Spanned<String>, T)>);

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Deref for Entries<T> {
    type Target = [(Spanned<String>, T)];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

struct EntriesVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
    type Value = Entries<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Entries(entries))
    }
}

/// Editors see the plain values.
#[cfg(feature = "cargo-codegen")]
mod schema {
    use std::borrow::Cow;
    use std::collections::BTreeMap;

    use schemars::{JsonSchema, Schema, SchemaGenerator};

    use super::{Entries, Optional, Spanned};

    macro_rules! like {
        ($($type:ident<T> as $plain:ty;)+) => {
            $(impl<T: JsonSchema> JsonSchema for $type<T> {
                fn schema_name() -> Cow<'static, str> {
                    <$plain>::schema_name()
                }

                fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                    <$plain>::json_schema(generator)
                }

                fn inline_schema() -> bool {
                    <$plain>::inline_schema()
                }
            })+
        };
    }

    like! {
        Spanned<T> as T;
        Optional<T> as T;
        Entries<T> as BTreeMap<String, T>;
    }
}

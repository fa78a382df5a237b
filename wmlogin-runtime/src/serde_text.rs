//! `serde`: responses from any form deserializer, and single values as their text.

use alloc::string::String;
use core::fmt::{self, Display};
use core::marker::PhantomData;
use core::str::FromStr;

pub use serde;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serializer};

use super::DocumentedField;
use super::fields::Fields;

/// Collects the fields of a response from a map of strings.
pub struct FieldsVisitor<F, const N: usize, const LONGEST: usize>(PhantomData<F>);

impl<F, const N: usize, const LONGEST: usize> FieldsVisitor<F, N, LONGEST> {
    /// A visitor.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "made in one place, by generated code")]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, F: DocumentedField, const N: usize, const LONGEST: usize> Visitor<'de>
    for FieldsVisitor<F, N, LONGEST>
{
    type Value = Fields<F, String, N, LONGEST>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the form fields of a response")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut failed = None;
        let pairs = core::iter::from_fn(|| match map.next_entry::<String, String>() {
            Ok(entry) => entry,
            Err(error) => {
                failed = Some(error);
                None
            }
        });
        let mut fields = Fields::new();
        let taken = fields.take_pairs(pairs);
        if let Some(error) = failed {
            return Err(error);
        }
        taken.map_err(A::Error::custom)?;
        Ok(fields)
    }
}

/// Writes a value as the text that it displays.
///
/// # Errors
///
/// Only those of the serializer.
pub fn serialize_text<S: Serializer>(value: &impl Display, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// Reads a value from its text.
///
/// # Errors
///
/// No text, or one that is not that of a value.
pub fn deserialize_text<'de, T: FromStr<Err: Display>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
}

/// Implements `Deserialize` for a generated response, because the feature `serde` is on.
#[macro_export]
#[doc(hidden)]
macro_rules! deserialize_response {
    ($response:ident, $field:ty, $count:block, $longest:block) => {
        impl<'de> $crate::generated::serde::Deserialize<'de> for $response {
            fn deserialize<D: $crate::generated::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let visitor = $crate::generated::FieldsVisitor::<$field, $count, $longest>::new();
                let mut fields = deserializer.deserialize_map(visitor)?;
                Self::from_fields(&mut fields).map_err($crate::generated::serde::de::Error::custom)
            }
        }
    };
}

/// Implements `Serialize` as text, because the feature `serde` is on.
#[macro_export]
#[doc(hidden)]
macro_rules! serialize_as_text {
    ($type:ident) => {
        impl $crate::generated::serde::Serialize for $type {
            fn serialize<S: $crate::generated::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::generated::serialize_text(self, serializer)
            }
        }
    };
}

/// Implements `Deserialize` from text, because the feature `serde` is on.
#[macro_export]
#[doc(hidden)]
macro_rules! deserialize_as_text {
    ($type:ident) => {
        impl<'de> $crate::generated::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::generated::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::generated::deserialize_text(deserializer)
            }
        }
    };
}

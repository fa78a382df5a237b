//! Deserialization of responses with `serde`, from any deserializer of forms.

use alloc::string::String;
use core::fmt;
use core::marker::PhantomData;

pub use serde;
use serde::de::{Error, MapAccess, Visitor};

use super::{DocumentedField, Fields};

/// Collects the fields of a response from a map of strings.
pub struct FieldsVisitor<F, const N: usize>(PhantomData<F>);

impl<F, const N: usize> FieldsVisitor<F, N> {
    /// Creates a visitor.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "created in one place, by generated code")]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, F: DocumentedField, const N: usize> Visitor<'de> for FieldsVisitor<F, N> {
    type Value = Fields<F, String, N>;

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

/// Implements `Deserialize` for a generated response, because the feature `serde` is enabled.
#[macro_export]
#[doc(hidden)]
macro_rules! deserialize_response {
    ($response:ident, $field:ty, $count:block) => {
        impl<'de> $crate::serde::Deserialize<'de> for $response {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let visitor = $crate::FieldsVisitor::<$field, $count>::new();
                let mut fields = deserializer.deserialize_map(visitor)?;
                Self::from_fields(&mut fields).map_err($crate::serde::de::Error::custom)
            }
        }
    };
}

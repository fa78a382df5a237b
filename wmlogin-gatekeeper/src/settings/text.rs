//! Documented names and values in settings.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use url::Url;
use wmlogin_types::runtime::Value;
use wmlogin_types::services::authorize::Table;
use wmlogin_types::{AuthType, Field, Row, Version};

use crate::names::one_of;

/// Reads a text with a function. What it says is wrong stands in the file where the text stands: YAML knows
/// the place only while it shows the text.
struct Read<F>(F);

impl<'de, T, F: Fn(&str) -> Result<T, String>> DeserializeSeed<'de> for Read<F> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<T, F: Fn(&str) -> Result<T, String>> Visitor<'_> for Read<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        self.0(text).map_err(E::custom)
    }
}

/// Anything that is read from a text of its own.
pub(crate) fn parsed<'de, D: Deserializer<'de>, T: FromStr<Err: ToString>>(
    deserializer: D,
) -> Result<T, D::Error> {
    Read(|text: &str| text.parse().map_err(|error: T::Err| error.to_string())).deserialize(deserializer)
}

/// A value as it is sent.
pub(super) fn value<'de, D: Deserializer<'de>, T: Value>(deserializer: D) -> Result<T, D::Error> {
    let read = |text: &str| wmlogin_types::runtime::read(text).map_err(|error| format!("`{text}`: {error}"));
    Read(read).deserialize(deserializer)
}

/// One of a list, by name.
fn named<'de, D: Deserializer<'de>, T: Copy>(
    deserializer: D,
    what: &str,
    all: &[T],
    name: fn(T) -> &'static str,
) -> Result<T, D::Error> {
    let read = |text: &str| {
        let found = all.iter().copied().find(|&value| name(value) == text);
        found.ok_or_else(|| one_of(what, text, all.iter().map(|&value| name(value))))
    };
    Read(read).deserialize(deserializer)
}

pub(super) fn version<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Version, D::Error> {
    named(deserializer, "version", Version::ALL, Version::name)
}

pub(super) fn table<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Table, D::Error> {
    named(deserializer, "table", Table::ALL, Table::name)
}

pub(super) fn optional_table<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Table>, D::Error> {
    table(deserializer).map(Some)
}

struct Method(AuthType);

impl<'de> Deserialize<'de> for Method {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        named(deserializer, "method", AuthType::ALL, AuthType::name).map(Self)
    }
}

pub(super) fn methods<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<AuthType>>, D::Error> {
    let methods = Vec::<Method>::deserialize(deserializer)?;
    Ok(Some(methods.into_iter().map(|method| method.0).collect()))
}

struct FieldName(Field);

impl<'de> Deserialize<'de> for FieldName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        named(deserializer, "field", Field::ALL, Field::name).map(Self)
    }
}

/// Texts of fields, each one of the documented values where the field has a few.
struct FieldTexts;

impl<'de> Visitor<'de> for FieldTexts {
    type Value = BTreeMap<Field, String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("documented fields and their texts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = BTreeMap::new();
        while let Some(FieldName(field)) = map.next_key()? {
            fields.insert(field, map.next_value_seed(Read(|text: &str| field_text(field, text)))?);
        }
        Ok(fields)
    }
}

fn field_text(field: Field, text: &str) -> Result<String, String> {
    let names = || field.choices().iter().map(Row::name);
    if !field.choices().is_empty() && names().all(|name| name != text) {
        return Err(one_of(&format!("value of {field}"), text, names()));
    }
    Ok(text.to_owned())
}

pub(super) fn fields<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<Field, String>, D::Error> {
    deserializer.deserialize_map(FieldTexts)
}

/// A URL that a browser can post to.
pub(super) fn web_address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Url, D::Error> {
    let read = |text: &str| {
        let problem = match Url::parse(text) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => return Ok(url),
            Ok(url) => format!("its scheme is {}", url.scheme()),
            Err(error) => error.to_string(),
        };
        Err(format!("`{text}`: expected an http or https URL ({problem})"))
    };
    Read(read).deserialize(deserializer)
}

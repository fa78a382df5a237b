//! Documented names and values in settings.

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::str::FromStr;

use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use url::Url;
use wmlogin_types::runtime::Value;
use wmlogin_types::services::authorize::Table;
use wmlogin_types::{AuthType, Field, Row, UrlId, Version};

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

fn table<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Table, D::Error> {
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

struct Id(UrlId);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        value(deserializer).map(Self)
    }
}

pub(super) fn url_ids<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<UrlId>, D::Error> {
    Ok(Vec::<Id>::deserialize(deserializer)?.into_iter().map(|id| id.0).collect())
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

/// Writes a value as it is read.
pub(super) fn shown<S: Serializer>(value: &impl Display, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

#[allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
pub(super) fn shown_table<S: Serializer>(table: &Option<Table>, serializer: S) -> Result<S::Ok, S::Error> {
    table.map(Table::name).serialize(serializer)
}

#[allow(clippy::ref_option, reason = "serde calls it so")]
pub(super) fn shown_methods<S: Serializer>(
    methods: &Option<Vec<AuthType>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let names =
        methods.as_ref().map(|methods| methods.iter().map(|method| method.name()).collect::<Vec<_>>());
    names.serialize(serializer)
}

pub(super) fn shown_ids<S: Serializer>(ids: &[UrlId], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(ids.iter().map(ToString::to_string))
}

pub(super) fn shown_fields<S: Serializer>(
    fields: &BTreeMap<Field, String>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(fields.iter().map(|(field, text)| (field.name(), text)))
}

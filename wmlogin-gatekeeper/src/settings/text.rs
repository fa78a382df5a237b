//! Documented names and values in settings.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use url::Url;
use wmlogin_types::runtime::Value;
use wmlogin_types::services::authorize::Table;
use wmlogin_types::{AuthType, Field, Version};

use crate::names::one_of;

/// A value as it is sent.
pub(super) fn value<'de, D: Deserializer<'de>, T: Value>(deserializer: D) -> Result<T, D::Error> {
    let text = String::deserialize(deserializer)?;
    wmlogin_types::runtime::read(&text).map_err(|error| D::Error::custom(format!("`{text}`: {error}")))
}

/// One of a list, by name.
fn named<'de, D: Deserializer<'de>, T: Copy>(
    deserializer: D,
    what: &str,
    all: &[T],
    name: fn(T) -> &'static str,
) -> Result<T, D::Error> {
    let text = String::deserialize(deserializer)?;
    let found = all.iter().copied().find(|&value| name(value) == text);
    found.ok_or_else(|| D::Error::custom(one_of(what, &text, all.iter().map(|&value| name(value)))))
}

pub(super) fn version<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Version, D::Error> {
    named(deserializer, "version", &Version::ALL, Version::name)
}

pub(super) fn table<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Table, D::Error> {
    named(deserializer, "table", &Table::ALL, Table::name)
}

pub(super) fn optional_table<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Table>, D::Error> {
    table(deserializer).map(Some)
}

struct Method(AuthType);

impl<'de> Deserialize<'de> for Method {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        named(deserializer, "method", &AuthType::ALL, AuthType::name).map(Self)
    }
}

pub(super) fn methods<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<AuthType>>, D::Error> {
    let methods = Vec::<Method>::deserialize(deserializer)?;
    Ok(Some(methods.into_iter().map(|method| method.0).collect()))
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct FieldName(Field);

impl<'de> Deserialize<'de> for FieldName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        named(deserializer, "field", &Field::ALL, Field::name).map(Self)
    }
}

pub(super) fn fields<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<Field, String>, D::Error> {
    let fields = BTreeMap::<FieldName, String>::deserialize(deserializer)?;
    let fields = fields.into_iter().map(|(FieldName(field), text)| {
        let names = || field.choices().iter().map(|choice| choice.name);
        if names().next().is_some() && names().all(|name| name != text) {
            return Err(D::Error::custom(one_of(&format!("value of {field}"), &text, names())));
        }
        Ok((field, text))
    });
    fields.collect()
}

/// A URL that a browser can post to.
pub(super) fn web_address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Url, D::Error> {
    let text = String::deserialize(deserializer)?;
    let expected = |problem: &dyn Display| {
        D::Error::custom(format!("`{text}`: expected an http or https URL ({problem})"))
    };
    let url = Url::from_str(&text).map_err(|error| expected(&error))?;
    match url.scheme() {
        "http" | "https" => Ok(url),
        scheme => Err(expected(&format!("its scheme is {scheme}"))),
    }
}

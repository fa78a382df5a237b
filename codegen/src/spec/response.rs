//! The response: versions, fields, outcomes, and what is known about them.

#[cfg(feature = "cargo-codegen")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Entries, Name, Optional, Origin, Spanned};

/// A version of the response.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// The version as the document writes it, in quotes: `"1.0"`.
    pub version: Name,
    /// The value that the version field has in a response.
    pub value: Spanned<u16>,
    /// The description of the version.
    pub description: String,
    /// The format of its dates.
    pub date_format: Name,
    /// The origin of the entry; the file's if absent.
    pub origin: Option<Origin>,
}

/// The response of the authentication page.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// The beginning of every field's name.
    pub prefix: Name,
    /// The contents of a successful response.
    pub description: String,
    /// The fields of a successful response, in the documented order.
    pub fields: Vec<Field>,
    /// The other outcomes of a login.
    pub outcomes: Outcomes,
}

/// A field of a successful response.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The documented name.
    pub name: Name,
    /// The name that Rust names are made of, if it is not the documented one without its prefix.
    pub rust: Option<Name>,
    /// The versions that have it, as an interval: `"[1.0, 3.0)"`, `"[2.0,)"`.
    pub versions: Name,
    /// An enum, flags, an identifier, or one of `Version`, `DateTime`, `IpAddress`.
    #[serde(rename = "type")]
    pub type_name: Name,
    /// Another field and the value it must have for this one to be sent.
    #[serde(default)]
    pub when: Optional<Spanned<Entries<Name>>>,
    /// The value that absence means while the condition holds.
    pub absent: Option<Name>,
    /// The meaning of the field.
    pub description: String,
    /// Its meaning to the code of this project, such as `user`.
    pub role: Option<Name>,
    /// The origin of the entry; the file's if absent.
    pub origin: Option<Origin>,
}

/// The response when nobody logs in: a string and a code.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Outcomes {
    /// The field with the outcome's name.
    pub string: OutcomeField,
    /// The field with the outcome's code.
    pub code: OutcomeField,
    /// The outcomes.
    pub values: Spanned<Vec<Outcome>>,
}

/// A field of a response that is not a success.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OutcomeField {
    /// The documented name.
    pub name: Name,
    /// The name that Rust names are made of, if it is not the documented one without its prefix.
    pub rust: Option<Name>,
    /// The meaning of the field.
    pub description: String,
}

/// A response that is not a success.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The documented string.
    pub name: Name,
    /// The name that Rust names are made of, if it is not the documented one.
    pub rust: Option<Name>,
    /// The documented code.
    pub code: Spanned<i32>,
    /// Other spellings of the string that mean the same and are read, never written.
    #[serde(default)]
    pub also: Optional<Vec<Spelling>>,
    /// The event that it reports.
    pub description: String,
    /// Its meaning to the code of this project: `cancelled`, `logged_off`.
    pub role: Option<Name>,
    /// The origin of the entry; the file's if absent.
    pub origin: Option<Origin>,
}

/// Another spelling of a documented string.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spelling {
    /// The spelling.
    pub name: Name,
    /// The origin of the entry; the outcome's if absent.
    pub origin: Option<Origin>,
}

/// A value that responses of some versions imply without naming it.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Inference {
    /// The field that the versions lack.
    pub field: Name,
    /// The reason for the inference, and its use.
    pub description: String,
    /// The origin of the entry; the file's if absent.
    pub origin: Option<Origin>,
    /// The rules; the first that applies decides, and none means that the value is unknown.
    pub rules: Spanned<Vec<Rule>>,
}

/// A rule of an inference.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Fields and the values, one of which each must have.
    pub when: Spanned<Entries<Spanned<Vec<Name>>>>,
    /// The value that follows.
    pub then: Name,
}

/// An example response.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The subject of the example.
    pub title: Name,
    /// The origin of the entry; the file's if absent.
    pub origin: Option<Origin>,
    /// The fields as the document prints them, values in quotes where YAML would read a number.
    pub fields: Entries<Name>,
}

//! The response: versions, fields, outcomes, and what is known about them.

use indexmap::IndexMap;
use serde::Deserialize;

use super::Origin;

/// A version of the response.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// The version as the document writes it, in quotes: `"1.0"`.
    pub version: String,
    /// The value that the version field has in a response.
    pub value: u16,
    /// What the version is.
    pub description: String,
    /// The format of its dates.
    pub date_format: String,
    /// Where the entry comes from; the file's origin if absent.
    pub origin: Option<Origin>,
}

/// The response of the authentication page.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// What every field's name begins with.
    pub prefix: String,
    /// What a successful response is.
    pub description: String,
    /// The fields of a successful response, in the documented order.
    pub fields: Vec<Field>,
    /// What else a response can say.
    pub outcomes: Outcomes,
}

/// A field of a successful response.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The documented name.
    pub name: String,
    /// The versions that have it, as an interval: `"[1.0, 3.0)"`, `"[2.0,)"`.
    pub versions: String,
    /// An enum, flags, an identifier, or one of `Version`, `DateTime`, `IpAddress`.
    #[serde(rename = "type")]
    pub type_name: String,
    /// Another field and the value it must have for this one to be sent.
    #[serde(default)]
    pub when: IndexMap<String, String>,
    /// The value that absence means while the condition holds.
    pub absent: Option<String>,
    /// What the field says.
    pub description: String,
    /// Where the entry comes from; the file's origin if absent.
    pub origin: Option<Origin>,
}

/// What a response says when it is not a success: a string and a code.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Outcomes {
    /// The field with the outcome's name.
    pub string: OutcomeField,
    /// The field with the outcome's code.
    pub code: OutcomeField,
    /// The outcomes.
    pub values: Vec<Outcome>,
}

/// A field of a response that is not a success.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OutcomeField {
    /// The documented name.
    pub name: String,
    /// What the field says.
    pub description: String,
}

/// A response that is not a success.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The documented string.
    pub name: String,
    /// The documented code.
    pub code: i32,
    /// Other spellings of the string that mean the same and are read, never written.
    #[serde(default)]
    pub also: Vec<Spelling>,
    /// When it comes.
    pub description: String,
    /// Where the entry comes from; the file's origin if absent.
    pub origin: Option<Origin>,
}

/// Another spelling of a documented string.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spelling {
    /// The spelling.
    pub name: String,
    /// Where it comes from; the outcome's origin if absent.
    pub origin: Option<Origin>,
}

/// A value that responses of some versions imply without saying it.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Inference {
    /// The field that the versions lack.
    pub field: String,
    /// Why, and what it is for.
    pub description: String,
    /// Where the entry comes from; the file's origin if absent.
    pub origin: Option<Origin>,
    /// The rules; the first that applies decides, and none means that the value is unknown.
    pub rules: Vec<Rule>,
}

/// A rule of an inference.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Fields and the values, one of which each must have.
    pub when: IndexMap<String, Vec<String>>,
    /// The value that follows.
    pub then: String,
}

/// An example response.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// What it is an example of.
    pub title: String,
    /// Where the entry comes from; the file's origin if absent.
    pub origin: Option<Origin>,
    /// The fields as the document prints them, values in quotes where YAML would read a number.
    pub fields: IndexMap<String, String>,
}

//! Tables of status codes.

use serde::Deserialize;

use super::Origin;

/// A table of status codes.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The name of its type.
    pub name: String,
    /// What the codes say.
    pub description: String,
    /// Where the entry comes from; the file's origin if absent.
    pub origin: Option<Origin>,
    /// The codes, in the published order.
    pub codes: Vec<Code>,
}

/// A status code.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// The number.
    pub code: i32,
    /// The name, as it is sent.
    pub name: String,
    /// Whether the name is this project's own, because only a description was published.
    #[serde(default)]
    pub coined: bool,
    /// What the code means, where the name alone does not say it.
    pub description: Option<String>,
    /// What a site's programmer or its user can do about it, where that is known. These are this
    /// project's own words, never the operator's: they are inferred, whatever the code's origin.
    pub help: Option<String>,
    /// Where the entry comes from; the table's origin if absent.
    pub origin: Option<Origin>,
}

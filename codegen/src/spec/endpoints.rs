//! Where requests go: hosts, pages and web services.

use indexmap::IndexMap;
use serde::Deserialize;

use super::Origin;

/// A host name.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Host {
    /// The host's name.
    pub name: String,
    /// What it serves.
    pub description: String,
    /// Where the entry comes from; the file's origin if absent.
    pub origin: Option<Origin>,
}

/// A page that a browser is sent to.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// What the page is called here, such as `LogOut`.
    pub name: String,
    /// Its path on every host.
    pub path: String,
    /// What the page does.
    pub description: String,
    /// Where the entry comes from; the file's origin if absent.
    pub origin: Option<Origin>,
    /// The parameters of its query string.
    pub parameters: Vec<Parameter>,
}

/// A parameter of a page, an element of a request or an attribute of an answer.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// The name as it is sent.
    pub name: String,
    /// The type of its value: an enum, flags, an identifier or a built-in type.
    #[serde(rename = "type")]
    pub type_name: String,
    /// Whether it must be present.
    #[serde(default)]
    pub required: bool,
    /// Whether its text may be empty, where nobody knows the value; only if it must be present.
    #[serde(default)]
    pub may_be_empty: bool,
    /// Another parameter and the value it must have for this one to be sent.
    #[serde(default)]
    pub when: IndexMap<String, String>,
    /// What it says.
    pub description: String,
    /// Where the entry comes from; the page's origin if absent.
    pub origin: Option<Origin>,
}

/// A web service that is asked with one XML element and answers with another.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// What the service is called here.
    pub name: String,
    /// Its path on every host.
    pub path: String,
    /// What the service does.
    pub description: String,
    /// Where the entry comes from; the file's origin if absent.
    pub origin: Option<Origin>,
    /// What is posted: a root element with one child element a value.
    pub request: Request,
    /// What comes back: a root element with one attribute a value.
    pub answer: Answer,
}

/// The XML that a service is asked with.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The root element.
    pub root: String,
    /// Its children, in order.
    pub elements: Vec<Parameter>,
}

/// The XML that a service answers with.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The root element.
    pub root: String,
    /// Its attributes, in order.
    pub attributes: Vec<Parameter>,
    /// The one status code that confirms; every other refuses.
    pub confirmed: i32,
    /// The tables that its status codes are read in, the current one first.
    pub tables: Vec<String>,
    /// Why a request is refused, for whoever stands in for the service.
    #[serde(default)]
    pub reasons: Vec<Reason>,
}

/// A reason to refuse a request, and the status codes that say so.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// What the reason is called here, such as `TicketExpired`.
    pub name: String,
    /// The name of its status code in every table, in the order of the tables.
    pub codes: Vec<String>,
    /// What is wrong with the request.
    pub description: String,
    /// Where the entry comes from; the service's origin if absent.
    pub origin: Option<Origin>,
}

//! Where requests go: hosts, pages, web services and endpoints; and periods.

#[cfg(feature = "cargo-codegen")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Entries, Name, Optional, Origin, Spanned};

/// A host name.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Host {
    /// The host's name.
    pub name: Name,
    /// The things that it serves.
    pub description: String,
    /// The origin of the entry; the file's if absent.
    pub origin: Option<Origin>,
}

/// A page that a browser is sent to.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// The name of the page in this spec, such as `LogOut`.
    pub name: Name,
    /// The name that Rust names are made of, if it is not that one.
    pub rust: Option<Name>,
    /// Its path on every host.
    pub path: Name,
    /// The purpose of the page.
    pub description: String,
    /// The origin of the entry; the file's if absent.
    pub origin: Option<Origin>,
    /// The parameters of its query string.
    pub parameters: Vec<Parameter>,
}

/// A parameter of a page, an element of a request or an attribute of an answer.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// The name as it is sent.
    pub name: Name,
    /// The name that Rust names are made of, if it is not the documented one.
    pub rust: Option<Name>,
    /// The type of its value: an enum, flags, an identifier or a built-in type.
    #[serde(rename = "type")]
    pub type_name: Name,
    /// `true` if it must be present.
    #[serde(default)]
    pub required: Optional<bool>,
    /// `true` if its text may be empty where the value is unknown; only if it must be present.
    #[serde(default)]
    pub may_be_empty: Optional<Spanned<bool>>,
    /// Another parameter and the value it must have for this one to be sent.
    #[serde(default)]
    pub when: Optional<Spanned<Entries<Name>>>,
    /// Its meaning.
    pub description: String,
    /// Its meaning to the code of this project, such as `user`.
    pub role: Option<Name>,
    /// The origin of the entry; the page's if absent.
    pub origin: Option<Origin>,
}

/// A web service that is asked with one XML element and answers with another.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// The name of the service in this spec.
    pub name: Name,
    /// The name that Rust names are made of, if it is not that one.
    pub rust: Option<Name>,
    /// Its path on every host.
    pub path: Name,
    /// The purpose of the service.
    pub description: String,
    /// The origin of the entry; the file's if absent.
    pub origin: Option<Origin>,
    /// The request: a root element with one child element per value.
    pub request: Request,
    /// The answer: a root element with one attribute per value.
    pub answer: Answer,
}

/// The XML that a service is asked with.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The root element.
    pub root: Name,
    /// Its children, in order.
    pub elements: Vec<Parameter>,
}

/// The XML that a service answers with.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The root element.
    pub root: Name,
    /// Its attributes, in order.
    pub attributes: Vec<Parameter>,
    /// The one status code that confirms; every other refuses.
    pub confirmed: Spanned<i32>,
    /// The tables that its status codes are read in, the current one first.
    pub tables: Vec<Name>,
    /// Reasons to refuse a request, for whoever stands in for the service.
    #[serde(default)]
    pub reasons: Optional<Vec<Reason>>,
}

/// A reason to refuse a request, and the status codes that say so.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// The name of the reason in this spec, such as `TicketExpired`.
    pub name: Name,
    /// The name that Rust names are made of, if it is not that one.
    pub rust: Option<Name>,
    /// The name of its status code in every table, in the order of the tables.
    pub codes: Spanned<Vec<Name>>,
    /// The mistake in the request.
    pub description: String,
    /// The origin of the entry; the service's if absent.
    pub origin: Option<Origin>,
}

/// An address that files are posted to or fetched from.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Endpoint {
    /// The name of the endpoint in this spec.
    pub name: Name,
    /// The name that Rust names are made of, if it is not that one.
    pub rust: Option<Name>,
    /// Its path on the host.
    pub path: Name,
    /// The media type of what is posted; absent if nothing is.
    pub request_type: Option<String>,
    /// The media type of what comes back.
    pub answer_type: String,
    /// The purpose of the endpoint.
    pub description: String,
    /// The origin of the entry; the file's if absent.
    pub origin: Option<Origin>,
}

/// A length of time on the calendar.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The name of the period in this spec.
    pub name: Name,
    /// The name that Rust names are made of, if it is not that one.
    pub rust: Option<Name>,
    /// Its length.
    pub length: Spanned<u16>,
    /// The unit of its length.
    pub unit: PeriodUnit,
    /// The thing that lasts this long.
    pub description: String,
    /// The origin of the entry; the file's if absent.
    pub origin: Option<Origin>,
}

/// The unit of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum PeriodUnit {
    /// Days of 24 hours.
    Days,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
}

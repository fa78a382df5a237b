//! The YAML as written: types that mirror the spec files and nothing more.
//!
//! Every section is optional, so that a file holds what its document holds; the files of one spec
//! are read together and refer to each other by name. What the names mean is decided in
//! [`resolve`](crate::resolve()).

#![allow(clippy::struct_field_names, reason = "the names are those of the keys")]

mod endpoints;
mod response;
mod types;

pub use endpoints::{Answer, Endpoint, Host, Page, Parameter, Period, PeriodUnit, Reason, Service};
pub use response::{
    Example, Field, Inference, Outcome, OutcomeField, Outcomes, Response, Rule, Spelling, Version,
};
pub use types::{Code, DateFormat, Enum, EnumValue, Flag, Flags, Identifier, IdentifierKind, Length, Table};

#[cfg(feature = "cargo-codegen")]
use schemars::JsonSchema;
use serde::Deserialize;

pub use crate::load::{Entries, Optional, Spanned};

/// A name, a reference or a small language of its own, with its place.
pub type Name = Spanned<String>;

/// A spec file of wmlogin: one of the operator's documents as data.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The document that this file mirrors.
    pub document: Heading,
    /// The origin of every entry in this file that does not name its own.
    pub origin: Origin,
    /// Hosts that serve the pages and services, the one to use by default first.
    #[serde(default)]
    pub hosts: Optional<Vec<Host>>,
    /// Pages that a browser is sent to.
    #[serde(default)]
    pub pages: Optional<Vec<Page>>,
    /// Enumerations.
    #[serde(default)]
    pub enums: Optional<Vec<Enum>>,
    /// Sets of flags.
    #[serde(default)]
    pub flags: Optional<Vec<Flags>>,
    /// Strings with a grammar: tickets, identifiers.
    #[serde(default)]
    pub identifiers: Optional<Vec<Identifier>>,
    /// Formats of dates and times.
    #[serde(default)]
    pub date_formats: Optional<Vec<DateFormat>>,
    /// Versions of the response, oldest first.
    #[serde(default)]
    pub versions: Optional<Spanned<Vec<Version>>>,
    /// The response: its fields and outcomes.
    pub response: Option<Spanned<Response>>,
    /// Web services.
    #[serde(default)]
    pub services: Optional<Vec<Service>>,
    /// Tables of status codes.
    #[serde(default)]
    pub tables: Optional<Vec<Table>>,
    /// Values that a response implies without naming them.
    #[serde(default)]
    pub inferences: Optional<Spanned<Vec<Inference>>>,
    /// Lengths of time on the calendar.
    #[serde(default)]
    pub periods: Optional<Vec<Period>>,
    /// Addresses that files are posted to or fetched from.
    #[serde(default)]
    pub endpoints: Optional<Vec<Endpoint>>,
    /// Example responses, field by field.
    #[serde(default)]
    pub examples: Optional<Spanned<Vec<Example>>>,
}

/// The origin of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The documents that the spec mirrors.
    Documented,
    /// Another page of the operator.
    Published,
    /// Seen in the operator's own widget or in several public clients, documented nowhere.
    Observed,
    /// Concluded by this project from the above.
    Inferred,
}

/// The document that a file mirrors.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// The document's title.
    pub title: String,
    /// The subject of the document.
    pub description: String,
}

/// An entry that has a name, and can have an origin and a Rust name of its own.
pub trait Entry {
    /// The documented name, with the place of the entry.
    fn name(&self) -> &Name;
    /// The origin that the entry names.
    fn origin(&self) -> Option<Origin>;
    /// The name that Rust names are made of, if it is not the documented one.
    fn rust(&self) -> Option<&Name>;
}

macro_rules! entries {
    ($($entry:ident { $name:ident $(, $rust:ident)? })*) => {
        $(impl Entry for $entry {
            fn name(&self) -> &Name {
                &self.$name
            }

            fn origin(&self) -> Option<Origin> {
                self.origin
            }

            fn rust(&self) -> Option<&Name> {
                None$(.or(self.$rust.as_ref()))?
            }
        })*
    };
}

entries! {
    Host { name }
    Page { name, rust }
    Parameter { name, rust }
    Enum { name, rust }
    EnumValue { name, rust }
    Flags { name, rust }
    Flag { name, rust }
    Identifier { name, rust }
    DateFormat { name, rust }
    Version { version }
    Field { name, rust }
    Outcome { name, rust }
    Spelling { name }
    Service { name, rust }
    Reason { name, rust }
    Table { name, rust }
    Code { name, rust }
    Inference { field }
    Period { name, rust }
    Endpoint { name, rust }
    Example { title }
}

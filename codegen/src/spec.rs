//! The YAML as written: types that mirror the spec files and nothing more.
//!
//! Every section is optional, so that a file holds what its document holds; the files of one spec
//! are read together and refer to each other by name. What the names mean is decided in
//! [`resolve`](crate::resolve()).

mod endpoints;
mod response;
mod tables;

pub use endpoints::{Answer, Host, Page, Parameter, Reason, Request, Service};
pub use response::{
    Example, Field, Inference, Outcome, OutcomeField, Outcomes, Response, Rule, Spelling, Version,
};
pub use tables::{Code, Table};

use serde::Deserialize;

/// A spec file of wmlogin: one of the operator's documents as data.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Which document this file mirrors.
    pub document: Heading,
    /// The origin of every entry in this file that does not name its own.
    pub origin: Origin,
    /// Hosts that serve the pages and services, the one to use by default first.
    #[serde(default)]
    pub hosts: Vec<Host>,
    /// Pages that a browser is sent to.
    #[serde(default)]
    pub pages: Vec<Page>,
    /// Enumerations.
    #[serde(default)]
    pub enums: Vec<Enum>,
    /// Sets of flags.
    #[serde(default)]
    pub flags: Vec<Flags>,
    /// Strings with a grammar: tickets, identifiers.
    #[serde(default)]
    pub identifiers: Vec<Identifier>,
    /// Formats of dates and times.
    #[serde(default)]
    pub date_formats: Vec<DateFormat>,
    /// Versions of the response, oldest first.
    #[serde(default)]
    pub versions: Vec<Version>,
    /// The response: its fields and outcomes.
    pub response: Option<Response>,
    /// Web services.
    #[serde(default)]
    pub services: Vec<Service>,
    /// Tables of status codes.
    #[serde(default)]
    pub tables: Vec<Table>,
    /// Values that a response implies without saying them.
    #[serde(default)]
    pub inferences: Vec<Inference>,
    /// Lengths of time on the calendar.
    #[serde(default)]
    pub periods: Vec<Period>,
    /// Example responses, field by field.
    #[serde(default)]
    pub examples: Vec<Example>,
}

/// Where an entry comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
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

/// Which document a file mirrors.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// The document's title.
    pub title: String,
    /// What the document is about.
    pub description: String,
}

/// An enumeration.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Enum {
    /// The documented name of the type.
    pub name: String,
    /// What the type says.
    pub description: String,
    /// Where the entry comes from; the file's origin if absent.
    pub origin: Option<Origin>,
    /// Its values, in the documented order.
    pub values: Vec<EnumValue>,
}

/// A value of an enumeration.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EnumValue {
    /// The documented id; all values of an enum have one, or none has.
    pub id: Option<i32>,
    /// The documented name, as it is sent.
    pub name: String,
    /// What the value means.
    pub description: String,
    /// `false` for a value whose documented comment is "not in use".
    #[serde(default = "yes")]
    pub in_use: bool,
    /// `false` for a value that says that the thing is not there, or that nobody knows.
    #[serde(default = "yes")]
    pub present: bool,
    /// The enum that says more, for a documented comment such as "see `PasswordType`".
    pub see: Option<String>,
    /// Where the entry comes from; the enum's origin if absent.
    pub origin: Option<Origin>,
}

fn yes() -> bool {
    true
}

/// A set of flags.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Flags {
    /// The documented name of the type.
    pub name: String,
    /// What the flags say.
    pub description: String,
    /// Where the entry comes from; the file's origin if absent.
    pub origin: Option<Origin>,
    /// What stands between two names. A space after it is read too.
    pub separator: String,
    /// What is written between two names, if that is not the separator alone.
    pub written_separator: Option<String>,
    /// What is written when no flag is set.
    pub none: NoFlags,
    /// The bits, lowest first.
    pub bits: Vec<Flag>,
}

/// The name of the empty set of flags.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NoFlags {
    /// The documented name.
    pub name: String,
    /// What it means.
    pub description: String,
}

/// One bit of a set of flags.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Flag {
    /// The position of the bit, 0 for the lowest; the flag's value is `1 << bit`.
    #[cfg_attr(feature = "cargo-codegen", schemars(range(max = 31)))]
    pub bit: u8,
    /// The documented name; a reserved bit has none.
    pub name: Option<String>,
    /// Whether the bit is documented as taken without a meaning.
    #[serde(default)]
    pub reserved: bool,
    /// What the flag means.
    pub description: String,
    /// Where the entry comes from; the flags' origin if absent.
    pub origin: Option<Origin>,
}

/// A string with a grammar.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Identifier {
    /// The name of the type.
    pub name: String,
    /// What it identifies.
    pub description: String,
    /// Its shape.
    #[serde(default)]
    pub kind: IdentifierKind,
    /// For a token, the characters it is made of, as in a regular expression's class: `a-zA-Z0-9/$`.
    pub characters: Option<String>,
    /// For a token, how many characters it has.
    pub length: Option<Length>,
    /// Whether whoever holds it can act as the user: it is then never shown by chance.
    #[serde(default)]
    pub credential: bool,
    /// The grammar as the document prints it, where that is wrong or cannot be used.
    pub printed: Option<String>,
    /// What is wrong in the document, and why the spec is right.
    pub erratum: Option<String>,
    /// Where the entry comes from; the file's origin if absent.
    pub origin: Option<Origin>,
}

/// The shape of an identifier.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum IdentifierKind {
    /// Characters out of a set, bounded in number.
    #[default]
    Token,
    /// A GUID with hyphens and without braces, in any letter case.
    Guid,
}

/// How many characters a token has.
#[derive(Debug, Clone, Copy, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Length {
    /// The fewest.
    pub min: u8,
    /// The most.
    pub max: u8,
}

/// A format of dates and times, as a .NET custom format string.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DateFormat {
    /// What the format is called here; the name of its type.
    pub name: String,
    /// The format: `dd`, `MM`, `yyyy`, `HH`, `mm`, `ss`, `fff`, `K`, and what stands between them.
    pub format: String,
    /// What it is used for.
    pub description: String,
    /// The format as the document prints it, where that is wrong.
    pub printed: Option<String>,
    /// What is wrong in the document, and why the spec is right.
    pub erratum: Option<String>,
    /// Where the entry comes from; the file's origin if absent.
    pub origin: Option<Origin>,
}

/// A length of time on the calendar.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// What the period is called here.
    pub name: String,
    /// Its length.
    pub length: u16,
    /// In what it is counted.
    pub unit: PeriodUnit,
    /// What lasts this long.
    pub description: String,
    /// Where the entry comes from; the file's origin if absent.
    pub origin: Option<Origin>,
}

/// The unit of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum PeriodUnit {
    /// Days of 24 hours.
    Days,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
}

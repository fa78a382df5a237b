//! The YAML as written: types that mirror the spec files and nothing more.
//!
//! Every section is optional, so that a file holds what its document holds; the files of one spec
//! are read together and refer to each other by name. What the names mean is decided in
//! [`resolve`](crate::resolve()).

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

/// A spec file of wmlogin: one of the operator's documents as data.
#[derive(Debug, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
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
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// The document's title.
    pub title: String,
    /// What the document is about.
    pub description: String,
}

/// A host name.
#[derive(Debug, Deserialize, JsonSchema)]
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
#[derive(Debug, Deserialize, JsonSchema)]
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
#[derive(Debug, Deserialize, JsonSchema)]
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
    /// Another parameter and the value it must have for this one to be sent.
    #[serde(default)]
    pub when: IndexMap<String, String>,
    /// What it says.
    pub description: String,
    /// Where the entry comes from; the page's origin if absent.
    pub origin: Option<Origin>,
}

/// An enumeration.
#[derive(Debug, Deserialize, JsonSchema)]
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
#[derive(Debug, Deserialize, JsonSchema)]
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
    /// The enum that says more, for a documented comment such as "see `PasswordType`".
    pub see: Option<String>,
    /// Where the entry comes from; the enum's origin if absent.
    pub origin: Option<Origin>,
}

fn yes() -> bool {
    true
}

/// A set of flags.
#[derive(Debug, Deserialize, JsonSchema)]
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
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoFlags {
    /// The documented name.
    pub name: String,
    /// What it means.
    pub description: String,
}

/// One bit of a set of flags.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Flag {
    /// The position of the bit, 0 for the lowest; the flag's value is `1 << bit`.
    #[schemars(range(max = 31))]
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
#[derive(Debug, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum IdentifierKind {
    /// Characters out of a set, bounded in number.
    #[default]
    Token,
    /// A GUID with hyphens and without braces, in any letter case.
    Guid,
}

/// How many characters a token has.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Length {
    /// The fewest.
    pub min: u8,
    /// The most.
    pub max: u8,
}

/// A format of dates and times, as a .NET custom format string.
#[derive(Debug, Deserialize, JsonSchema)]
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

/// A version of the response.
#[derive(Debug, Deserialize, JsonSchema)]
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
#[derive(Debug, Deserialize, JsonSchema)]
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
#[derive(Debug, Deserialize, JsonSchema)]
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
#[derive(Debug, Deserialize, JsonSchema)]
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
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutcomeField {
    /// The documented name.
    pub name: String,
    /// What the field says.
    pub description: String,
}

/// A response that is not a success.
#[derive(Debug, Deserialize, JsonSchema)]
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
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Spelling {
    /// The spelling.
    pub name: String,
    /// Where it comes from; the outcome's origin if absent.
    pub origin: Option<Origin>,
}

/// A web service that is asked with one XML element and answers with another.
#[derive(Debug, Deserialize, JsonSchema)]
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
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The root element.
    pub root: String,
    /// Its children, in order.
    pub elements: Vec<Parameter>,
}

/// The XML that a service answers with.
#[derive(Debug, Deserialize, JsonSchema)]
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
}

/// A table of status codes.
#[derive(Debug, Deserialize, JsonSchema)]
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
#[derive(Debug, Deserialize, JsonSchema)]
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
    /// Where the entry comes from; the table's origin if absent.
    pub origin: Option<Origin>,
}

/// A value that responses of some versions imply without saying it.
#[derive(Debug, Deserialize, JsonSchema)]
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
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Fields and the values, one of which each must have.
    pub when: IndexMap<String, Vec<String>>,
    /// The value that follows.
    pub then: String,
}

/// A length of time on the calendar.
#[derive(Debug, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PeriodUnit {
    /// Days of 24 hours.
    Days,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
}

/// An example response.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// What it is an example of.
    pub title: String,
    /// Where the entry comes from; the file's origin if absent.
    pub origin: Option<Origin>,
    /// The fields as the document prints them, values in quotes where YAML would read a number.
    pub fields: IndexMap<String, String>,
}

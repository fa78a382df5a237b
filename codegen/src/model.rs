//! The spec with its meaning: names resolved, ranges computed, every reference an index.
//!
//! A [`Model`] is valid by construction: [`resolve`](crate::resolve()) is the only maker, so the
//! emitters neither check nor fail. Where an entry is known by two names, `name` is the one in the
//! documents and goes over the wire, the other one is a Rust identifier.

use std::ops::Range;

pub use crate::spec::{Length, Origin, PeriodUnit};

/// A whole spec.
#[derive(Debug)]
pub struct Model {
    /// The spec files, in the order in which they were read.
    pub documents: Vec<Document>,
    /// Hosts, the default first.
    pub hosts: Vec<Host>,
    /// Pages.
    pub pages: Vec<Page>,
    /// Enumerations, then tables of status codes: the same thing to a program.
    pub enums: Vec<Enum>,
    /// Sets of flags.
    pub flags: Vec<Flags>,
    /// Strings with a grammar.
    pub identifiers: Vec<Identifier>,
    /// Formats of dates and times.
    pub date_formats: Vec<DateFormat>,
    /// The response, if the spec has one.
    pub response: Option<Response>,
    /// Web services.
    pub services: Vec<Service>,
    /// Lengths of time.
    pub periods: Vec<Period>,
}

/// A spec file.
#[derive(Debug)]
pub struct Document {
    /// The file's path as it was given.
    pub path: String,
    /// The document's title.
    pub title: String,
    /// What the document is about.
    pub description: String,
}

/// A host.
#[derive(Debug)]
pub struct Host {
    /// The host name.
    pub name: String,
    /// What it serves.
    pub description: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// A page with the parameters of its query string.
#[derive(Debug)]
pub struct Page {
    /// What the page is called.
    pub name: String,
    /// The module of what is generated for it, in snake case.
    pub module: String,
    /// The path on every host.
    pub path: String,
    /// What the page does.
    pub description: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
}

/// A named value of a page, a request or an answer.
#[derive(Debug)]
pub struct Parameter {
    /// The name as it is sent.
    pub name: String,
    /// The Rust variant.
    pub variant: String,
    /// The type of the value.
    pub value: Type,
    /// Whether it must be present.
    pub required: bool,
    /// The parameter, by index, and the value of its enum, by index, without which this one is not
    /// sent.
    pub when: Option<(usize, usize)>,
    /// What it says.
    pub description: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// The type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// An enumeration, by index.
    Enum(usize),
    /// A set of flags, by index.
    Flags(usize),
    /// A string with a grammar, by index.
    Identifier(usize),
    /// The version of the response.
    Version,
    /// A date and time, in the format of the response's version.
    DateTime,
    /// An IP address.
    IpAddress,
    /// Free text.
    Text,
    /// A decimal number.
    Integer,
    /// 1 or 0.
    Boolean,
}

/// An enumeration or a table of status codes.
#[derive(Debug)]
pub struct Enum {
    /// The documented name, which is the Rust type too.
    pub name: String,
    /// What the type says.
    pub description: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Whether the values have ids: all or none.
    pub numbered: bool,
    /// Whether it is a table of status codes.
    pub table: bool,
    /// The values, in the documented order.
    pub values: Vec<EnumValue>,
}

/// A value of an enumeration or a code of a table.
#[derive(Debug)]
pub struct EnumValue {
    /// The id or code.
    pub id: Option<i32>,
    /// The name as it is sent.
    pub name: String,
    /// The Rust variant.
    pub variant: String,
    /// Whether the name is this project's own and never sent.
    pub coined: bool,
    /// What the value means; a status code may have nothing but its name.
    pub description: Option<String>,
    /// Whether it is in use.
    pub in_use: bool,
    /// The enum that says more, by index.
    pub see: Option<usize>,
    /// Where it comes from.
    pub origin: Origin,
}

/// A set of flags.
#[derive(Debug)]
pub struct Flags {
    /// The documented name, which is the Rust type too.
    pub name: String,
    /// What the flags say.
    pub description: String,
    /// Where it comes from.
    pub origin: Origin,
    /// What stands between two names when they are read; spaces may follow it.
    pub separator: String,
    /// What is written between two names.
    pub written_separator: String,
    /// The name of the empty set.
    pub none: String,
    /// What the empty set means.
    pub none_description: String,
    /// The bits, reserved ones included, in the documented order.
    pub bits: Vec<Flag>,
}

/// A bit of a set of flags.
#[derive(Debug)]
pub struct Flag {
    /// The position, 0 to 31.
    pub bit: u8,
    /// The names of a flag; a reserved bit has none.
    pub names: Option<FlagNames>,
    /// What the flag means.
    pub description: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// The two names of a flag.
#[derive(Debug)]
pub struct FlagNames {
    /// The name as it is sent.
    pub name: String,
    /// The Rust constant, in upper case.
    pub constant: String,
}

/// A string with a grammar.
#[derive(Debug)]
pub struct Identifier {
    /// The Rust type.
    pub name: String,
    /// What it identifies.
    pub description: String,
    /// Its shape.
    pub shape: Shape,
    /// Whether whoever holds it can act as the user.
    pub credential: bool,
    /// The grammar as printed in the document, where the spec differs.
    pub printed: Option<String>,
    /// Why the spec differs.
    pub erratum: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
}

/// The shape of an identifier.
#[derive(Debug)]
pub enum Shape {
    /// Visible ASCII characters out of a set, bounded in number.
    Token {
        /// The set as the spec writes it: `a-zA-Z0-9/$`.
        characters: String,
        /// The set as ranges of bytes, first and last included, in the written order.
        ranges: Vec<(u8, u8)>,
        /// How many characters.
        length: Length,
    },
    /// A GUID.
    Guid,
}

/// A format of dates and times.
#[derive(Debug)]
pub struct DateFormat {
    /// The Rust type.
    pub name: String,
    /// The format as the spec writes it.
    pub format: String,
    /// What it is used for.
    pub description: String,
    /// The parts of the format, in order; an offset only at the end.
    pub parts: Vec<DatePart>,
    /// The format as printed in the document, where the spec differs.
    pub printed: Option<String>,
    /// Why the spec differs.
    pub erratum: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
}

/// A part of a date format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatePart {
    /// `yyyy`, four digits.
    Year,
    /// `MM`, two digits.
    Month,
    /// `dd`, two digits.
    Day,
    /// `HH`, two digits, 00 to 23.
    Hour,
    /// `mm`, two digits.
    Minute,
    /// `ss`, two digits.
    Second,
    /// `fff`, three digits.
    Millisecond,
    /// `K`: `Z`, an offset such as `+03:00`, or nothing.
    Offset,
    /// An ASCII character that stands for itself.
    Literal(char),
}

/// The response: versions, fields, outcomes, and what is known about them.
#[derive(Debug)]
pub struct Response {
    /// What every field's name begins with.
    pub prefix: String,
    /// What a successful response is.
    pub description: String,
    /// The versions, oldest first.
    pub versions: Vec<Version>,
    /// The fields of a success, in the documented order.
    pub fields: Vec<Field>,
    /// The index of the field that names the version.
    pub version_field: usize,
    /// The field with an outcome's string.
    pub outcome_string: OutcomeField,
    /// The field with an outcome's code.
    pub outcome_code: OutcomeField,
    /// The responses that are no success.
    pub outcomes: Vec<Outcome>,
    /// What versions imply without saying it.
    pub inferences: Vec<Inference>,
    /// Example responses.
    pub examples: Vec<Example>,
}

/// A version of the response.
#[derive(Debug)]
pub struct Version {
    /// The version as the document writes it: `1.0`.
    pub name: String,
    /// The Rust variant: `V1_0`.
    pub variant: String,
    /// The Rust module: `v1_0`.
    pub module: String,
    /// The value of the version field.
    pub value: u16,
    /// What the version is.
    pub description: String,
    /// The format of its dates, by index.
    pub date_format: usize,
    /// Where it comes from.
    pub origin: Origin,
}

/// A field of a successful response.
#[derive(Debug)]
pub struct Field {
    /// The documented name.
    pub name: String,
    /// The Rust variant: the name without the prefix.
    pub variant: String,
    /// The Rust field and accessor, in snake case; a keyword is not escaped yet.
    pub accessor: String,
    /// The versions that have the field, as the spec writes them.
    pub interval: String,
    /// The same as indices of versions.
    pub versions: Range<usize>,
    /// The type of the value.
    pub value: Type,
    /// How the field hangs together with others.
    pub role: Role,
    /// What the field says.
    pub description: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// How a field hangs together with others.
#[derive(Debug, PartialEq, Eq)]
pub enum Role {
    /// It names the version.
    Version,
    /// It stands for itself.
    Plain,
    /// Other fields depend on its value. Both become one type, named after the field's variant.
    Condition {
        /// The dependent fields, by index, in the documented order.
        dependents: Vec<usize>,
    },
    /// It is sent only while another field has a certain value.
    Dependent {
        /// The other field, by index.
        on: usize,
        /// The value, by index in the other field's enum.
        value: usize,
        /// The value of this field's enum that absence means, by index; none if it must be there.
        absent: Option<usize>,
    },
}

/// A field of a response that is no success.
#[derive(Debug)]
pub struct OutcomeField {
    /// The documented name.
    pub name: String,
    /// The Rust variant.
    pub variant: String,
    /// What the field says.
    pub description: String,
}

/// A response that is no success.
#[derive(Debug)]
pub struct Outcome {
    /// The documented string.
    pub name: String,
    /// The Rust variant.
    pub variant: String,
    /// The documented code.
    pub code: i32,
    /// Other spellings, with where they come from.
    pub also: Vec<(String, Origin)>,
    /// When it comes.
    pub description: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// A value that some versions imply without saying it.
#[derive(Debug)]
pub struct Inference {
    /// The field whose value is inferred, by index; its type is an enum.
    pub field: usize,
    /// The versions that lack the field and have every field of the rules, as indices.
    pub versions: Range<usize>,
    /// Why, and what it is for.
    pub description: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The rules; the first that applies decides.
    pub rules: Vec<Rule>,
}

/// A rule of an inference.
#[derive(Debug)]
pub struct Rule {
    /// Fields, by index, and the values, by index in the field's enum, one of which each must have.
    /// A dependent field stands only beside the value that it depends on.
    pub when: Vec<(usize, Vec<usize>)>,
    /// The value that follows, by index in the inferred field's enum.
    pub then: usize,
}

/// An example response.
#[derive(Debug)]
pub struct Example {
    /// What it is an example of.
    pub title: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Names and values, in order.
    pub fields: Vec<(String, String)>,
}

/// A web service.
#[derive(Debug)]
pub struct Service {
    /// What the service is called.
    pub name: String,
    /// The module of what is generated for it, in snake case.
    pub module: String,
    /// The path on every host.
    pub path: String,
    /// What the service does.
    pub description: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The root element of the request.
    pub request_root: String,
    /// The children of the request's root.
    pub elements: Vec<Parameter>,
    /// The root element of the answer.
    pub answer_root: String,
    /// The attributes of the answer's root.
    pub attributes: Vec<Parameter>,
    /// The code that confirms.
    pub confirmed: i32,
    /// The tables of its codes, as indices of enums.
    pub tables: Vec<usize>,
}

/// A length of time on the calendar.
#[derive(Debug)]
pub struct Period {
    /// What the period is called.
    pub name: String,
    /// The Rust constant, in upper case.
    pub constant: String,
    /// Its length.
    pub length: u16,
    /// In what it is counted.
    pub unit: PeriodUnit,
    /// What lasts this long.
    pub description: String,
    /// Where it comes from.
    pub origin: Origin,
}

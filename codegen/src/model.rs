//! The spec with its meaning: names resolved, ranges computed, every reference an index.
//!
//! A [`Model`] is valid by construction: [`resolve`](crate::resolve()) is the only maker, so the
//! emitters neither check nor fail. Where an entry is known by two names, `name` is the one in the
//! documents and goes over the wire, the other one is a Rust identifier.

mod endpoints;
mod response;

pub use endpoints::{Host, Page, Parameter, Reason, Service};
pub use response::{Example, Field, Inference, Outcome, OutcomeField, Response, Role, Rule, Version};

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
    /// Whether the value says that the thing is there.
    pub present: bool,
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

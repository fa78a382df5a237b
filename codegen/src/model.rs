//! The spec with its meaning: names resolved, ranges computed, every reference a value that exists.
//!
//! A [`Model`] is valid by construction: only [`resolve`](crate::resolve()) makes one, so the emitters
//! neither check nor fail. Types that entries refer to are shared; a value of an enum is a [`Choice`],
//! which knows its enum; a member of a group is a [`MemberId`] of that group.

mod group;
mod response;

use std::ops::Deref;
use std::rc::Rc;

use wmlogin_runtime::generated::Part;

use crate::roles::{Role, Wanted};
pub use crate::spec::{Origin, PeriodUnit};
pub use group::{Condition, Fold, Group, Member, MemberId, Presence};
pub use response::{Example, Inference, Interval, Outcome, Response, Rule, Version};

/// A whole spec.
#[derive(Debug)]
pub struct Model {
    /// The spec files, in the order in which they were read.
    pub documents: Vec<Document>,
    /// Hosts, the default first.
    pub hosts: Vec<Head>,
    /// Pages.
    pub pages: Vec<Page>,
    /// Enumerations.
    pub enums: Vec<Rc<Enum>>,
    /// Tables of status codes.
    pub tables: Vec<Rc<Enum>>,
    /// Sets of flags.
    pub flags: Vec<Rc<Flags>>,
    /// Strings with a grammar.
    pub identifiers: Vec<Rc<Identifier>>,
    /// Formats of dates and times.
    pub date_formats: Vec<Rc<DateFormat>>,
    /// The response, if the spec has one.
    pub response: Option<Response>,
    /// Web services.
    pub services: Vec<Service>,
    /// Lengths of time.
    pub periods: Vec<Period>,
    /// Addresses that files are posted to or fetched from.
    pub endpoints: Vec<Endpoint>,
}

/// A spec file.
#[derive(Debug)]
pub struct Document {
    /// The file's path as it was given.
    pub path: String,
    /// The module with the types of the document.
    pub module: String,
    /// The document's title.
    pub title: String,
    /// The subject of the document.
    pub description: String,
}

/// The parts that every entry of a spec has.
#[derive(Debug, Clone)]
pub struct Head {
    /// The documented name, which is the one that is sent.
    pub name: String,
    /// The Rust name: a type, a variant, a module or a constant, as the kind of entry wants it.
    pub rust: String,
    /// Its meaning, in the words of the document.
    pub description: String,
    /// Its origin.
    pub origin: Origin,
    /// The index of the spec file that it stands in.
    pub file: usize,
}

/// The type of a value.
#[derive(Debug, Clone)]
pub enum Type {
    /// An enumeration.
    Enum(Rc<Enum>),
    /// A set of flags.
    Flags(Rc<Flags>),
    /// A string with a grammar.
    Identifier(Rc<Identifier>),
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

impl Type {
    /// The types that every spec has.
    pub const BUILT_IN: [Self; 6] =
        [Self::Version, Self::DateTime, Self::IpAddress, Self::Text, Self::Integer, Self::Boolean];

    /// The name of the type in a spec.
    pub fn name(&self) -> &str {
        match self {
            Self::Enum(definition) => &definition.head.name,
            Self::Flags(flags) => &flags.head.name,
            Self::Identifier(identifier) => &identifier.head.name,
            Self::Version => "Version",
            Self::DateTime => "DateTime",
            Self::IpAddress => "IpAddress",
            Self::Text => "Text",
            Self::Integer => "Integer",
            Self::Boolean => "Boolean",
        }
    }

    /// Returns `true` for a type that a role can have.
    pub fn is(&self, wanted: Wanted) -> bool {
        matches!(
            (wanted, self),
            (Wanted::Enum, Self::Enum(_))
                | (Wanted::Flags, Self::Flags(_))
                | (Wanted::Identifier, Self::Identifier(_))
                | (Wanted::DateTime, Self::DateTime)
                | (Wanted::IpAddress, Self::IpAddress)
                | (Wanted::Text, Self::Text)
                | (Wanted::Integer, Self::Integer)
                | (Wanted::Boolean, Self::Boolean)
        )
    }

    /// Returns `true` if both are the same type.
    pub fn is_same(&self, other: &Self) -> bool {
        self.name() == other.name()
    }

    /// Returns `true` if a value is a bearer credential.
    pub fn is_credential(&self) -> bool {
        matches!(self, Self::Identifier(identifier) if identifier.credential)
    }

    /// Returns `true` if values are small and hold no secret, so that they are copied.
    pub fn is_copy(&self) -> bool {
        !matches!(self, Self::Identifier(_) | Self::Text)
    }
}

/// An enumeration or a table of status codes.
#[derive(Debug)]
pub struct Enum {
    /// The type.
    pub head: Head,
    /// Says if the values have numbers: all or none.
    pub numbered: bool,
    /// The values, in the documented order.
    pub values: Vec<Value>,
}

/// A value of an enumeration or a code of a table.
#[derive(Debug)]
pub struct Value {
    /// The value; a status code without a description has its name for one.
    pub head: Head,
    /// The id or status code.
    pub number: Option<i32>,
    /// Says if the name is this project's own and never sent.
    pub coined: bool,
    /// Advice on what to do about a status code.
    pub help: Option<String>,
    /// Says if it is in use.
    pub in_use: bool,
    /// Says if the value says that the thing is there.
    pub present: bool,
    /// The name of the enum that says more.
    pub see: Option<String>,
    /// Its meaning to the code of this project.
    pub role: Option<&'static Role>,
}

impl Enum {
    /// The value with a documented name.
    pub fn choice(self: &Rc<Self>, name: &str) -> Option<Choice> {
        let index = self.values.iter().position(|value| value.head.name == name)?;
        Some(Choice { of: Rc::clone(self), index })
    }
}

/// A value of an enum, which is there.
#[derive(Debug, Clone)]
pub struct Choice {
    of: Rc<Enum>,
    index: usize,
}

impl Choice {
    /// The enum.
    pub fn of(&self) -> &Rc<Enum> {
        &self.of
    }
}

impl Deref for Choice {
    type Target = Value;

    fn deref(&self) -> &Value {
        &self.of.values[self.index]
    }
}

impl PartialEq for Choice {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.of, &other.of) && self.index == other.index
    }
}

/// A set of flags.
#[derive(Debug)]
pub struct Flags {
    /// The type.
    pub head: Head,
    /// The sign between two names; a space may follow it.
    pub separator: String,
    /// The text that is written between two names.
    pub written_separator: String,
    /// The name of the empty set, and its meaning.
    pub none: (String, String),
    /// The flags, in the documented order.
    pub named: Vec<Flag>,
    /// The reserved bits, each with its description and origin.
    pub reserved: Vec<(u8, String, Origin)>,
}

/// A flag.
#[derive(Debug)]
pub struct Flag {
    /// The flag; its Rust name is a constant.
    pub head: Head,
    /// The position of its bit, 0 to 31.
    pub bit: u8,
    /// Its meaning to the code of this project.
    pub role: Option<&'static Role>,
}

/// A string with a grammar.
#[derive(Debug)]
pub struct Identifier {
    /// The type.
    pub head: Head,
    /// Its shape.
    pub shape: Shape,
    /// Says if it is a bearer credential.
    pub credential: bool,
    /// The grammar as printed in the document, where the spec differs.
    pub printed: Option<String>,
    /// The reason why the spec differs.
    pub erratum: Option<String>,
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
        /// The fewest characters.
        min: u8,
        /// The most characters.
        max: u8,
    },
    /// A GUID.
    Guid,
}

/// A format of dates and times.
#[derive(Debug)]
pub struct DateFormat {
    /// The type.
    pub head: Head,
    /// The format as the spec writes it.
    pub format: String,
    /// The parts of the format, in order; an offset only at the end.
    pub parts: Vec<Part>,
    /// The format as printed in the document, where the spec differs.
    pub printed: Option<String>,
    /// The reason why the spec differs.
    pub erratum: Option<String>,
}

/// A page with the parameters of its query string.
#[derive(Debug)]
pub struct Page {
    /// The page; its Rust name is a module.
    pub head: Head,
    /// The path on every host.
    pub path: String,
    /// Its parameters.
    pub parameters: Group,
}

/// A web service.
#[derive(Debug)]
pub struct Service {
    /// The service; its Rust name is a module.
    pub head: Head,
    /// The path on every host.
    pub path: String,
    /// The root element of the request.
    pub request_root: String,
    /// The children of the request's root.
    pub elements: Group,
    /// The root element of the answer.
    pub answer_root: String,
    /// The attributes of the answer's root.
    pub attributes: Group,
    /// The code that confirms.
    pub confirmed: i32,
    /// The tables of its codes.
    pub tables: Vec<Rc<Enum>>,
    /// Reasons to refuse a request.
    pub reasons: Vec<Reason>,
}

/// A reason to refuse a request.
#[derive(Debug)]
pub struct Reason {
    /// The reason.
    pub head: Head,
    /// The status code of every table of the service that says so.
    pub codes: Vec<Choice>,
}

/// A length of time on the calendar.
#[derive(Debug)]
pub struct Period {
    /// The period; its Rust name is a constant.
    pub head: Head,
    /// Its length.
    pub length: u16,
    /// The unit of its length.
    pub unit: PeriodUnit,
}

/// An address that files are posted to or fetched from.
#[derive(Debug)]
pub struct Endpoint {
    /// The endpoint; its Rust name is a constant.
    pub head: Head,
    /// The path.
    pub path: String,
    /// The media type of what is posted.
    pub request_type: Option<String>,
    /// The media type of what comes back.
    pub answer_type: String,
}

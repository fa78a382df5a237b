//! Where requests go: hosts, pages and web services.

use super::{Origin, Type};

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
    /// The Rust field.
    pub accessor: String,
    /// The type of the value.
    pub value: Type,
    /// Whether it must be present.
    pub required: bool,
    /// Whether the text may be empty where nobody knows the value.
    pub may_be_empty: bool,
    /// The parameter, by index, and the value of its enum, by index, without which this one is not
    /// sent.
    pub when: Option<(usize, usize)>,
    /// What it says.
    pub description: String,
    /// Where it comes from.
    pub origin: Origin,
}

impl Parameter {
    /// Whether there may be no value to send.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        !self.required || self.may_be_empty
    }
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
    /// Why a request is refused.
    pub reasons: Vec<Reason>,
}

/// A reason to refuse a request.
#[derive(Debug)]
pub struct Reason {
    /// What the reason is called.
    pub name: String,
    /// The Rust variant.
    pub variant: String,
    /// What is wrong with the request.
    pub description: String,
    /// The value of every table of the service, by index, that says so.
    pub codes: Vec<usize>,
    /// Where it comes from.
    pub origin: Origin,
}

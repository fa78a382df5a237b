//! The response: versions, fields, outcomes, and what is known about them.

use std::ops::Range;

use super::{Origin, Type};

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

//! The response: versions, fields, outcomes, and what is known about them.

use std::ops::Range;
use std::rc::Rc;

use super::{Choice, DateFormat, Enum, Group, Head, Member, MemberId, Origin};
use crate::roles::{Kind, Needed, Role, roles_of};

/// The response: versions, fields, outcomes, and what is known about them.
#[derive(Debug)]
pub struct Response {
    /// The beginning of every field's name.
    pub prefix: String,
    /// The contents of a successful response.
    pub description: String,
    /// The index of the spec file that it stands in.
    pub file: usize,
    /// The versions, oldest first.
    pub versions: Vec<Version>,
    /// The fields of a success, in the documented order.
    pub fields: Group<Interval>,
    /// The field that names the version.
    pub version_field: MemberId,
    /// The field with an outcome's string.
    pub outcome_string: Head,
    /// The field with an outcome's code.
    pub outcome_code: Head,
    /// The responses that are not a success.
    pub outcomes: Vec<Outcome>,
    /// Values that versions imply without naming them.
    pub inferences: Vec<Inference>,
    /// Example responses.
    pub examples: Vec<Example>,
}

impl Response {
    /// Returns `true` if every version has a field.
    pub fn is_everywhere(&self, field: &Member<Interval>) -> bool {
        field.extra.versions.len() == self.versions.len()
    }

    /// Returns `true` if the fields have the roles that the code of this project asks for.
    pub fn has_claims(&self) -> bool {
        roles_of(Kind::Field).all(|role| match role.needed {
            Needed::No => true,
            Needed::Somewhere => self.fields.with_role(role.name).is_some(),
            Needed::Always => self.fields.always(role, |field| self.is_everywhere(field)).is_some(),
        })
    }
}

/// A version of the response.
#[derive(Debug)]
pub struct Version {
    /// The version: its name is `1.0`, its Rust name `V1_0`.
    pub head: Head,
    /// The value of the version field.
    pub value: u16,
    /// The format of its dates.
    pub date_format: Rc<DateFormat>,
}

/// The versions that have a field.
#[derive(Debug)]
pub struct Interval {
    /// As the spec writes them.
    pub written: String,
    /// As positions among the versions.
    pub versions: Range<usize>,
}

/// A response that is not a success.
#[derive(Debug)]
pub struct Outcome {
    /// The outcome.
    pub head: Head,
    /// The documented code.
    pub code: i32,
    /// Other spellings, each with its origin.
    pub also: Vec<(String, Origin)>,
    /// Its meaning to the code of this project.
    pub role: Option<&'static Role>,
}

/// A value that some versions imply without naming it.
#[derive(Debug)]
pub struct Inference {
    /// The field whose value is inferred.
    pub field: MemberId,
    /// Its type.
    pub definition: Rc<Enum>,
    /// The versions that lack the field and have every field of the rules, as positions.
    pub versions: Range<usize>,
    /// The reason for the inference, and its origin.
    pub head: Head,
    /// The rules; the first that applies decides.
    pub rules: Vec<Rule>,
}

/// A rule of an inference.
#[derive(Debug)]
pub struct Rule {
    /// Fields and the values, one of which each must have. A dependent field stands only beside the value
    /// that it depends on.
    pub when: Vec<(MemberId, Vec<Choice>)>,
    /// The value that follows.
    pub then: Choice,
}

impl Rule {
    /// The values that the rule wants of a field, if it wants some.
    pub fn wanted(&self, field: MemberId) -> Option<&[Choice]> {
        self.when.iter().find(|(id, _)| *id == field).map(|(_, values)| values.as_slice())
    }
}

/// An example response.
#[derive(Debug)]
pub struct Example {
    /// The subject of the example.
    pub title: String,
    /// Its origin.
    pub origin: Origin,
    /// Names and values, in order.
    pub fields: Vec<(String, String)>,
}

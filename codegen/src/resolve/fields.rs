//! The fields of a success.

use std::collections::HashMap;
use std::ops::Range;

use super::claims::Members;
use super::entry::{Entry, Word};
use super::interval;
use super::report::{Checked, Report, first_indices, unknown};
use super::types::{Types, only_enum};
use super::versions::Versions;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{self, Role, Type};
use crate::names;
use crate::spec;

/// How many fields a response can have, those of the outcomes included: which of them a response
/// has is kept as the bits of one `u64`.
pub const MAX_FIELDS: usize = 64;

/// The fields of the outcomes, one for the string and one for the code.
const OUTCOME_FIELDS: usize = 2;

/// Methods that every success has.
const GENERATED_ACCESSORS: [&str; 2] = ["version", "visit"];

const EXPECTED_TYPE: &str = "an enum, a set of flags, an identifier, `Version`, `DateTime` or `IpAddress`";

/// A field, as far as it can be understood. What is missing is reported.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    /// What is written.
    pub entry: Entry<'a, spec::Field>,
    /// The Rust variant.
    pub variant: String,
    /// The Rust field and accessor.
    pub accessor: String,
    /// The type of the value.
    pub value: Option<Type>,
    /// The versions that have the field, as indices.
    pub versions: Option<Range<usize>>,
    /// How the field hangs together with others.
    pub role: Option<Role>,
}

impl<'a> Draft<'a> {
    /// The documented name.
    pub fn name(&self) -> Word<'a> {
        self.entry.word("name", &self.entry.spec.name)
    }

    /// The name of the type.
    pub fn type_name(&self) -> Word<'a> {
        self.entry.word("type", &self.entry.spec.type_name)
    }

    /// The interval of versions.
    pub fn interval(&self) -> Word<'a> {
        self.entry.word("versions", &self.entry.spec.versions)
    }

    fn finish(self) -> Option<model::Field> {
        let written = self.entry.spec;
        Some(model::Field {
            name: written.name.clone(),
            variant: self.variant,
            accessor: self.accessor,
            interval: written.versions.clone(),
            versions: self.versions?,
            value: self.value?,
            role: self.role?,
            description: written.description.clone(),
            origin: self.entry.origin,
        })
    }
}

/// The fields of a response.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    /// In the documented order. A field with problems has its place here too.
    pub drafts: Vec<Draft<'a>>,
    prefix: &'a str,
    by_name: HashMap<&'a str, usize>,
}

impl<'a> Fields<'a> {
    /// Resolves the fields, each for itself; what they have to do with each other comes later.
    pub fn resolve(
        response: Entry<'a, spec::Response>,
        types: &Types<'a>,
        versions: &Versions<'a>,
        members: &mut Members<'a>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let written = response.spec;
        let drafts = response.children("fields", &written.fields);
        let drafts: Vec<_> = drafts
            .map(|entry| {
                let draft = draft(entry, &written.prefix, types, versions, diagnostics);
                diagnostics.keep(check_prefix(draft.name(), &written.prefix));
                diagnostics.keep(check_accessor(&draft));
                members.take(draft.name(), &draft.variant, diagnostics);
                draft
            })
            .collect();
        diagnostics.keep(check_count(&drafts));
        let names = written.fields.iter().map(|field| field.name.as_str());
        Self { by_name: first_indices(names), prefix: &written.prefix, drafts }
    }

    /// The index of a field.
    pub fn get(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The index of a field that an entry refers to.
    pub fn find(&self, name: Word<'_>) -> Checked<usize> {
        self.get(name.text).ok_or_else(|| self.unknown(name, []).into())
    }

    /// A reference to no field; `others` could have been meant as well.
    pub fn unknown<const N: usize>(&self, name: Word<'_>, others: [&str; N]) -> Diagnostic {
        let whole = format!("{}{}", self.prefix, name.text);
        if self.by_name.contains_key(whole.as_str()) {
            return name
                .problem(format!("unknown field {name}"))
                .expected("the whole name of a field")
                .help(format!("did you mean `{whole}`?"));
        }
        let names = self.drafts.iter().map(|draft| draft.name().text).chain(others);
        unknown(name, format!("unknown field {name}"), "the name of a field of the response", names)
    }

    /// The enum that is the type of a field named in a place where only such fields can be. It is
    /// nothing if the field's type is unknown.
    pub fn enumeration(&self, index: usize, name: Word<'_>) -> Checked<Option<usize>> {
        let draft = &self.drafts[index];
        only_enum(name, draft.type_name(), draft.value)
    }

    /// The fields of the model, if nothing is wrong with any.
    pub fn finish(self) -> Option<Vec<model::Field>> {
        self.drafts.into_iter().map(Draft::finish).collect()
    }
}

fn draft<'a>(
    entry: Entry<'a, spec::Field>,
    prefix: &str,
    types: &Types<'a>,
    versions: &Versions<'a>,
    diagnostics: &mut Diagnostics,
) -> Draft<'a> {
    let mut draft = Draft {
        entry,
        variant: names::field_variant(&entry.spec.name, prefix),
        accessor: names::accessor(&entry.spec.name, prefix),
        value: None,
        versions: None,
        role: None,
    };
    draft.value = diagnostics.keep(value_type(draft.type_name(), types));
    draft.versions = interval::resolve(draft.interval(), versions, diagnostics);
    draft
}

fn value_type(name: Word<'_>, types: &Types<'_>) -> Checked<Type> {
    match types.value(name, EXPECTED_TYPE)? {
        Type::Text | Type::Integer | Type::Boolean => Err(name
            .problem(format!("no field of a response can be of the type {name}"))
            .expected(EXPECTED_TYPE)
            .into()),
        value => Ok(value),
    }
}

/// The name of a response's field begins with the prefix.
pub(super) fn check_prefix(name: Word<'_>, prefix: &str) -> Checked {
    if name.text.starts_with(prefix) {
        return Ok(());
    }
    let problem = name.problem(format!("field {name} lacks the prefix `{prefix}`"));
    Err(problem.expected(format!("a name such as `{prefix}{}`", name.text)).into())
}

fn check_accessor(draft: &Draft<'_>) -> Checked {
    let accessor = draft.accessor.as_str();
    let is_version = matches!(draft.value, Some(Type::Version) | None);
    if !GENERATED_ACCESSORS.contains(&accessor) || is_version {
        return Ok(());
    }
    let name = draft.name();
    let message = format!("field {name} becomes `{accessor}` in Rust, which the generator makes itself");
    Err(name.problem(message).expected("another name").into())
}

fn check_count(drafts: &[Draft<'_>]) -> Checked {
    let most = MAX_FIELDS - OUTCOME_FIELDS;
    let Some(excess) = drafts.get(most) else { return Ok(()) };
    let message = format!("{} fields are too many for a response", drafts.len());
    Err(excess
        .name()
        .problem(message)
        .expected(format!("at most {most} beside the two of its outcomes"))
        .into())
}

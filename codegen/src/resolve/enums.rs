//! Enumerations and tables of status codes.

use std::collections::HashMap;

use super::claims::{Claims, Members};
use super::entry::{Entry, Files, Word, section};
use super::report::{Checked, Report, first_indices, location, unknown};
use super::types::Types;
use crate::choices::one_of_quoted;
use crate::diagnostic::Diagnostics;
use crate::model;
use crate::names;
use crate::spec;

/// The enums of a spec, then its tables: indices are those of [`Types`].
#[derive(Debug)]
pub(super) struct Enums<'a> {
    /// What was made of them. An entry with problems has its place here too, so that what refers
    /// to it makes no more problems.
    pub models: Vec<model::Enum>,
    values: Vec<HashMap<&'a str, usize>>,
}

impl<'a> Enums<'a> {
    /// Resolves the enums and tables of all files.
    pub fn resolve(files: &'a Files, types: &Types<'a>, diagnostics: &mut Diagnostics) -> Self {
        let mut enums = Self { models: Vec::new(), values: Vec::new() };
        for entry in section(files, "enums", |file| &file.enums) {
            let values = entry.spec.values.iter().map(|value| value.name.as_str());
            enums.values.push(first_indices(values));
            enums.models.push(enumeration(entry, types, diagnostics));
        }
        for entry in section(files, "tables", |file| &file.tables) {
            let codes = entry.spec.codes.iter().map(|code| code.name.as_str());
            enums.values.push(first_indices(codes));
            enums.models.push(table(entry, diagnostics));
        }
        enums
    }

    /// The index of a value within the enum with an index.
    pub fn value(&self, index: usize, name: Word<'a>) -> Checked<usize> {
        if let Some(value) = self.values[index].get(name.text) {
            return Ok(*value);
        }
        let model = &self.models[index];
        let names = || model.values.iter().map(|value| value.name.as_str());
        let message = format!("`{}` has no value {name}", model.name);
        Err(unknown(name, message, &one_of_quoted(names()), names()).into())
    }

    /// Whether a table has a code.
    pub fn has_code(&self, index: usize, code: i32) -> bool {
        self.models[index].values.iter().any(|value| value.id == Some(code))
    }
}

fn enumeration<'a>(
    entry: Entry<'a, spec::Enum>,
    types: &Types<'a>,
    diagnostics: &mut Diagnostics,
) -> model::Enum {
    let written = entry.spec;
    check_not_empty(entry, "values", written.values.len(), diagnostics);
    check_ids(entry, diagnostics);
    let mut members = Members::new("value", &[names::ALL]);
    let mut ids = Claims::default();
    let mut values = Vec::new();
    for value in entry.children("values", &written.values) {
        let name = value.word("name", &value.spec.name);
        let variant = names::variant(name.text);
        members.take(name, &variant, diagnostics);
        if let Some(id) = value.spec.id {
            ids.take("id", id, value.place.key("id"), diagnostics);
        }
        let see = value
            .spec
            .see
            .as_ref()
            .and_then(|see| diagnostics.keep(types.enumeration(value.word("see", see))));
        values.push(model::EnumValue {
            id: value.spec.id,
            name: name.text.to_owned(),
            variant,
            coined: false,
            description: Some(value.spec.description.clone()),
            help: None,
            in_use: value.spec.in_use,
            present: value.spec.present,
            see,
            origin: value.origin,
        });
    }
    model::Enum {
        name: written.name.clone(),
        description: written.description.clone(),
        origin: entry.origin,
        numbered: written.values.iter().all(|value| value.id.is_some()),
        table: false,
        values,
    }
}

fn table(entry: Entry<'_, spec::Table>, diagnostics: &mut Diagnostics) -> model::Enum {
    let written = entry.spec;
    check_not_empty(entry, "codes", written.codes.len(), diagnostics);
    let mut members = Members::new("name", &[names::ALL]);
    let mut codes = Claims::default();
    let mut values = Vec::new();
    for code in entry.children("codes", &written.codes) {
        let name = code.word("name", &code.spec.name);
        let variant = names::variant(name.text);
        members.take(name, &variant, diagnostics);
        codes.take("status code", code.spec.code, code.place.key("code"), diagnostics);
        values.push(model::EnumValue {
            id: Some(code.spec.code),
            name: name.text.to_owned(),
            variant,
            coined: code.spec.coined,
            description: code.spec.description.clone(),
            help: code.spec.help.clone(),
            in_use: true,
            present: true,
            see: None,
            origin: code.origin,
        });
    }
    model::Enum {
        name: written.name.clone(),
        description: written.description.clone(),
        origin: entry.origin,
        numbered: true,
        table: true,
        values,
    }
}

fn check_not_empty<T>(entry: Entry<'_, T>, key: &str, count: usize, diagnostics: &mut Diagnostics) {
    if count == 0 {
        let problem = entry.place.key(key).problem(format!("`{key}` is empty"));
        diagnostics.push(problem.expected("at least one"));
    }
}

/// All values have an id, or none has. One report is enough to say so.
fn check_ids(entry: Entry<'_, spec::Enum>, diagnostics: &mut Diagnostics) {
    let mut values = entry.children("values", &entry.spec.values);
    let Some(first) = values.next() else { return };
    let Some(other) = values.find(|value| value.spec.id.is_some() != first.spec.id.is_some()) else {
        return;
    };
    let (with, without) = if first.spec.id.is_some() { (first, other) } else { (other, first) };
    diagnostics.push(
        without
            .place
            .key("name")
            .problem(format!("`{}` has no id", without.spec.name))
            .expected(format!("an id on every value of `{}` or on none", entry.spec.name))
            .help(format!("`{}` at {} has one", with.spec.name, location(with.place))),
    );
}

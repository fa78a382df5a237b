//! Enumerations and tables of status codes.

use super::claims::{Claims, Names};
use super::heads::{Heads, words};
use super::roles::Roles;
use crate::diagnostic::Diagnostics;
use crate::model;
use crate::names;
use crate::roles::Kind;
use crate::spec::{self, Name, Spanned};

/// Resolves an enumeration; `enums` are the names of all.
pub fn enumeration(
    written: &spec::Enum,
    heads: &Heads,
    rust: String,
    enums: &[&Name],
    diagnostics: &mut Diagnostics,
) -> model::Enum {
    let head = heads.of(written, rust, &written.description);
    check_not_empty("values", &written.values, diagnostics);
    check_ids(written, diagnostics);
    let mut names = Names::new("value", &[]);
    let (mut ids, mut roles) = (Claims::default(), Roles::new(Kind::Value));
    let values = written.values.iter().map(|value| {
        let variant = names::variant(words(value));
        names.take(&value.name, words(value), &[&variant], diagnostics);
        if let Some(id) = &value.id {
            ids.take("id", **id, id.place(), diagnostics);
        }
        if let Some(see) = &value.see {
            check_see(see, enums, diagnostics);
        }
        model::Value {
            head: heads.inside(Some(&head), value, variant, &value.description),
            number: value.id.as_ref().map(|id| **id),
            coined: false,
            help: None,
            in_use: value.in_use.unwrap_or(true),
            present: value.present.unwrap_or(true),
            see: value.see.as_ref().map(|see| see.text().to_owned()),
            role: roles.take(value.role.as_ref(), None, diagnostics),
        }
    });
    let values: Vec<_> = values.collect();
    model::Enum { numbered: values.iter().all(|value| value.number.is_some()), head, values }
}

/// Resolves a table of status codes.
pub fn table(
    written: &spec::Table,
    heads: &Heads,
    rust: String,
    diagnostics: &mut Diagnostics,
) -> model::Enum {
    let head = heads.of(written, rust, &written.description);
    check_not_empty("codes", &written.codes, diagnostics);
    let mut names = Names::new("status code", &[]);
    let mut codes = Claims::default();
    let values = written.codes.iter().map(|code| {
        let variant = names::variant(words(code));
        names.take(&code.name, words(code), &[&variant], diagnostics);
        codes.take("status code", *code.code, code.code.place(), diagnostics);
        let description = code.description.as_deref().unwrap_or(code.name.text());
        model::Value {
            head: heads.inside(Some(&head), code, variant, description),
            number: Some(*code.code),
            coined: *code.coined,
            help: code.help.clone(),
            in_use: true,
            present: true,
            see: None,
            role: None,
        }
    });
    let values = values.collect();
    model::Enum { head, numbered: true, values }
}

fn check_see(see: &Name, enums: &[&Name], diagnostics: &mut Diagnostics) {
    if enums.iter().all(|name| name.text() != see.text()) {
        let problem = see.problem(format!("unknown enum {see}")).expected("the name of an enum");
        diagnostics.push_unknown(problem, see, enums.iter().map(|name| name.text()));
    }
}

fn check_not_empty<T>(key: &str, entries: &Spanned<Vec<T>>, diagnostics: &mut Diagnostics) {
    if entries.is_empty() {
        diagnostics.push(entries.problem(format!("`{key}` is empty")).expected("at least one"));
    }
}

/// All values have an id, or none has. One report is enough to say so.
fn check_ids(written: &spec::Enum, diagnostics: &mut Diagnostics) {
    let with = written.values.iter().find(|value| value.id.is_some());
    let without = written.values.iter().find(|value| value.id.is_none());
    if let (Some(with), Some(without)) = (with, without) {
        let problem = without.name.problem(format!("{} has no id", without.name));
        let expected = format!("an id on every value of {} or on none", written.name);
        diagnostics.push(problem.expected(expected).other(with.name.place(), "this value has one"));
    }
}

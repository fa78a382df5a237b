//! Named values of pages, requests and answers.

use std::collections::HashMap;

use super::claims::Members;
use super::entry::{Entry, Word};
use super::report::{Checked, Report, first_indices, unknown};
use super::types::only_enum;
use super::vocabulary::Vocabulary;
use crate::diagnostic::Diagnostics;
use crate::model::{self, Type};
use crate::names;
use crate::spec;

const EXPECTED_TYPE: &str = "an enum, a set of flags, an identifier or a built-in type: `Version`, `DateTime`, \
                             `IpAddress`, `Text`, `Integer` or `Boolean`";

/// A list of parameters, as far as it can be understood.
struct Parameters<'a> {
    entries: Vec<Entry<'a, spec::Parameter>>,
    types: Vec<Option<Type>>,
    by_name: HashMap<&'a str, usize>,
    /// What messages call one of them.
    what: &'static str,
}

/// Resolves a list of parameters. Nothing comes back if anything is wrong with any.
pub(super) fn resolve<'a>(
    entries: impl Iterator<Item = Entry<'a, spec::Parameter>>,
    what: &'static str,
    vocabulary: &Vocabulary<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<model::Parameter>> {
    let entries: Vec<_> = entries.collect();
    let mut members = Members::new(what, &[names::ALL]);
    let types = entries.iter().map(|entry| {
        let name = entry.word("name", &entry.spec.name);
        members.take(name, &names::variant(name.text), diagnostics);
        let type_name = entry.word("type", &entry.spec.type_name);
        diagnostics.keep(vocabulary.types.value(type_name, EXPECTED_TYPE))
    });
    let types = types.collect();
    let by_name = first_indices(entries.iter().map(|entry| entry.spec.name.as_str()));
    let parameters = Parameters { entries, types, by_name, what };
    // Every condition is looked at before any is missed, so that all problems are reported.
    let conditions: Vec<_> = (0..parameters.entries.len())
        .map(|index| diagnostics.keep(parameters.condition(index, vocabulary)))
        .collect();
    conditions
        .into_iter()
        .enumerate()
        .map(|(index, when)| Some(parameters.model(index, parameters.types[index]?, when?)))
        .collect()
}

impl<'a> Parameters<'a> {
    fn model(&self, index: usize, value: Type, when: Option<(usize, usize)>) -> model::Parameter {
        let Entry { spec, origin, .. } = self.entries[index];
        model::Parameter {
            name: spec.name.clone(),
            variant: names::variant(&spec.name),
            accessor: names::accessor(&spec.name, ""),
            value,
            required: spec.required,
            may_be_empty: spec.may_be_empty,
            when,
            description: spec.description.clone(),
            origin,
        }
    }

    /// The condition of a parameter: another one and its value. It is nothing too if the type of
    /// the other one is unknown.
    fn condition(&self, index: usize, vocabulary: &Vocabulary<'a>) -> Checked<Option<(usize, usize)>> {
        let (entry, what) = (self.entries[index], self.what);
        if entry.spec.when.len() > 1 {
            let place = entry.place.key_name("when");
            let problem = place.problem(format!("a condition of more than one {what}"));
            return Err(problem.expected(format!("one {what} and its value")).into());
        }
        let Some((on, value)) = entry.spec.when.first() else { return Ok(None) };
        let when = entry.place.key("when");
        let value = Word { text: value, place: when.key(on) };
        let on = Word { text: on, place: when.key_name(on) };
        let other = self.find(on, index)?;
        let type_name = self.entries[other].word("type", &self.entries[other].spec.type_name);
        let Some(enumeration) = only_enum(on, type_name, self.types[other])? else { return Ok(None) };
        let value = vocabulary.enums.value(enumeration, value)?;
        Ok(Some((other, value)))
    }

    fn find(&self, on: Word<'_>, dependent: usize) -> Checked<usize> {
        let what = self.what;
        match self.by_name.get(on.text) {
            Some(index) if *index == dependent => {
                Err(on.problem(format!("{on} depends on itself")).expected(format!("another {what}")).into())
            }
            Some(index) => Ok(*index),
            None => {
                let names = self.entries.iter().map(|entry| entry.spec.name.as_str());
                let (message, expected) = (format!("unknown {what} {on}"), format!("another {what}"));
                Err(unknown(on, message, &expected, names).into())
            }
        }
    }
}

//! Named values of pages, requests and answers.

use std::collections::{BTreeSet, HashMap};

use super::claims::Members;
use super::conditions::check_unconditional;
use super::entry::{Entry, Word};
use super::report::{Checked, Report, first_indices, unknown};
use super::types::{check_folded, only_enum};
use super::vocabulary::Vocabulary;
use crate::diagnostic::Diagnostics;
use crate::model::{self, Type};
use crate::names;
use crate::spec;

/// What a list of named values belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A page, which a browser is sent to with them.
    Parameter,
    /// A request, which is sent with them.
    Element,
    /// An answer, which is read.
    Attribute,
}

impl Kind {
    /// What messages call one of the list.
    fn what(self) -> &'static str {
        match self {
            Self::Parameter => "parameter",
            Self::Element => "element",
            Self::Attribute => "attribute",
        }
    }

    /// The types that the generator makes itself, in the module where those that are sent become members
    /// of a struct.
    fn generated_types(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Parameter => Some(&["Query", "Parameter"]),
            Self::Element => Some(&["Request", "Element", "Attribute", "Code", "Table", "Reason"]),
            Self::Attribute => None,
        }
    }

    fn expected_type(self) -> &'static str {
        match self {
            Self::Parameter | Self::Element => {
                "an enum, a set of flags, an identifier or a built-in type: `IpAddress`, `Text`, `Integer` or \
                 `Boolean`"
            }
            Self::Attribute => {
                "an enum, a set of flags, an identifier or a built-in type: `Version`, `DateTime`, \
                 `IpAddress`, `Text`, `Integer` or `Boolean`"
            }
        }
    }
}

/// Methods of the struct that what is sent becomes a member of.
const GENERATED_METHODS: [&str; 4] = ["new", "visit", "to_form", "to_pairs"];

/// A list of parameters, as far as it can be understood.
struct Parameters<'a> {
    kind: Kind,
    entries: Vec<Entry<'a, spec::Parameter>>,
    types: Vec<Option<Type>>,
    by_name: HashMap<&'a str, usize>,
}

/// The condition of a parameter, if it has one: another parameter and the value of its enum, by index.
type Condition = Option<(usize, usize)>;

/// Resolves a list of parameters. Nothing comes back if anything is wrong with any.
pub(super) fn resolve<'a>(
    entries: impl Iterator<Item = Entry<'a, spec::Parameter>>,
    kind: Kind,
    vocabulary: &Vocabulary<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<model::Parameter>> {
    let entries: Vec<_> = entries.collect();
    take_names(&entries, kind, diagnostics);
    let types = entries.iter().map(|entry| diagnostics.keep(value_type(*entry, kind, vocabulary)));
    let types = types.collect();
    let by_name = first_indices(entries.iter().map(|entry| entry.spec.name.as_str()));
    let parameters = Parameters { kind, entries, types, by_name };
    // Every parameter is looked at before any is missed, so that all problems are reported.
    let conditions: Vec<_> = (0..parameters.entries.len())
        .map(|index| {
            diagnostics.keep(parameters.check_emptiness(index));
            parameters.condition(index, vocabulary, diagnostics)
        })
        .collect();
    parameters.check_folded(&conditions, diagnostics);
    conditions
        .into_iter()
        .enumerate()
        .map(|(index, when)| Some(parameters.model(index, parameters.types[index]?, when?)))
        .collect()
}

/// The names are unique as documented, as variants, and as members if there is a struct of them.
fn take_names(entries: &[Entry<'_, spec::Parameter>], kind: Kind, diagnostics: &mut Diagnostics) {
    let mut variants = Members::new(kind.what(), &[names::ALL]);
    let mut accessors = Members::new(kind.what(), &GENERATED_METHODS);
    for entry in entries {
        let name = entry.word("name", &entry.spec.name);
        // One report of a name is enough.
        if variants.take(name, &names::variant(name.text), diagnostics) && kind != Kind::Attribute {
            accessors.take(name, &names::accessor(name.text, ""), diagnostics);
        }
    }
}

fn value_type<'a>(
    entry: Entry<'a, spec::Parameter>,
    kind: Kind,
    vocabulary: &Vocabulary<'a>,
) -> Checked<Type> {
    let name = entry.word("type", &entry.spec.type_name);
    let (what, expected) = (kind.what(), kind.expected_type());
    match vocabulary.types.value(name, expected)? {
        Type::Version | Type::DateTime if kind != Kind::Attribute => Err(name
            .problem(format!("no {what} can be of the type {name}"))
            .expected(expected)
            .help("responses alone have versions, and dates in the format of their version")
            .into()),
        value => Ok(value),
    }
}

impl<'a> Parameters<'a> {
    fn model(&self, index: usize, value: Type, when: Condition) -> model::Parameter {
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

    /// Checks that an empty text can mean just that nobody knows the value.
    fn check_emptiness(&self, index: usize) -> Checked {
        let Entry { spec, place, .. } = self.entries[index];
        if !spec.may_be_empty {
            return Ok(());
        }
        let key = place.key_name("may_be_empty");
        if !spec.required {
            let problem = key.problem("`may_be_empty` without `required`");
            return Err(problem.expected("both, for what is not required is left out instead").into());
        }
        if self.types[index] == Some(Type::Text) {
            return Err(key.problem("`may_be_empty` of the type `Text`, which can be empty anyway").into());
        }
        Ok(())
    }

    /// The condition of a parameter. There is none either if the type of the other one is unknown.
    fn condition(
        &self,
        index: usize,
        vocabulary: &Vocabulary<'a>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Condition> {
        let (entry, what) = (self.entries[index], self.kind.what());
        if entry.spec.when.len() > 1 {
            let problem =
                entry.place.key_name("when").problem(format!("a condition of more than one {what}"));
            diagnostics.push(problem.expected(format!("one {what} and its value")));
            return None;
        }
        let Some((on, value)) = entry.spec.when.first() else { return Some(None) };
        let when = entry.place.key("when");
        let value = Word { text: value, place: when.key(on) };
        let on = Word { text: on, place: when.key_name(on) };
        let other = diagnostics.keep(self.find(on, index))?;
        let Entry { spec, place, .. } = self.entries[other];
        let unconditional = diagnostics.keep(check_unconditional(on, place, &spec.when));
        let type_name = self.entries[other].word("type", &spec.type_name);
        let condition = match diagnostics.keep(only_enum(on, type_name, self.types[other]))? {
            Some(enumeration) => Some((other, diagnostics.keep(vocabulary.enums.value(enumeration, value))?)),
            None => None,
        };
        unconditional.map(|()| condition)
    }

    fn find(&self, on: Word<'_>, dependent: usize) -> Checked<usize> {
        let what = self.kind.what();
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

    /// Checks the types that parameters become together with those that depend on them.
    fn check_folded(&self, conditions: &[Option<Condition>], diagnostics: &mut Diagnostics) {
        let Some(generated) = self.kind.generated_types() else { return };
        let folded: BTreeSet<_> =
            conditions.iter().filter_map(|condition| (*condition)?.map(|(on, _)| on)).collect();
        for index in folded {
            let entry = self.entries[index];
            let name = entry.word("name", &entry.spec.name);
            diagnostics.keep(check_folded(name, &names::variant(name.text), generated));
        }
    }
}

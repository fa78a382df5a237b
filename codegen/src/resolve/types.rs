//! The names of all types, and what they refer to.

use std::fmt;

use indexmap::IndexMap;

use super::claims::Claims;
use super::entry::{Files, Word, section};
use super::report::{Checked, Report, location, unknown};
use crate::choices::one_of_quoted;
use crate::diagnostic::Diagnostics;
use crate::model::Type;
use crate::names;

/// Types that every spec has.
const BUILT_IN: [(&str, Type); 6] = [
    ("Version", Type::Version),
    ("DateTime", Type::DateTime),
    ("IpAddress", Type::IpAddress),
    ("Text", Type::Text),
    ("Integer", Type::Integer),
    ("Boolean", Type::Boolean),
];

/// Types that the generator makes itself, beside the built-in ones.
#[rustfmt::skip]
const GENERATED: [&str; 15] = [
    "Response", "Success", "Outcome", "OutcomeString", "OutcomeCode", "Field", "Fields", "ParseError",
    "Origin", "Period", "Host", "Example", "Excerpt", "Problem", "ValueError",
];

/// Names of Rust's prelude: a type of the same name would hide them from the generated code.
#[rustfmt::skip]
const PRELUDE: [&str; 45] = [
    "AsMut", "AsRef", "AsyncFn", "AsyncFnMut", "AsyncFnOnce", "Box", "Clone", "Copy", "Debug",
    "Default", "DoubleEndedIterator", "Drop", "Eq", "Err", "ExactSizeIterator", "Extend", "Fn",
    "FnMut", "FnOnce", "From", "FromIterator", "Future", "Hash", "Into", "IntoFuture",
    "IntoIterator", "Iterator", "None", "Ok", "Option", "Ord", "PartialEq", "PartialOrd", "Result",
    "Send", "Sized", "Some", "String", "Sync", "ToOwned", "ToString", "TryFrom", "TryInto",
    "Unpin", "Vec",
];

/// What a type of the spec is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// The type of a value.
    Value(Type),
    /// A table of status codes, by its index among the enums.
    Table(usize),
    /// A date format, by index.
    DateFormat(usize),
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Kind::Value(Type::Enum(_)) => "an enum",
            Kind::Value(Type::Flags(_)) => "a set of flags",
            Kind::Value(Type::Identifier(_)) => "an identifier",
            Kind::Value(_) => "a built-in type",
            Kind::Table(_) => "a table of status codes",
            Kind::DateFormat(_) => "a date format",
        })
    }
}

/// The types of a spec by name, and the names that are taken.
#[derive(Debug)]
pub(super) struct Types<'a> {
    // In the order of the spec, so that suggestions do not depend on chance.
    kinds: IndexMap<&'a str, Kind>,
    names: Claims<'a, String>,
    modules: Claims<'a, String>,
}

impl<'a> Types<'a> {
    /// Collects the types of all files.
    pub fn collect(files: &'a Files, diagnostics: &mut Diagnostics) -> Self {
        let built_in = BUILT_IN.into_iter();
        let mut types = Self {
            kinds: built_in.map(|(name, built_in)| (name, Kind::Value(built_in))).collect(),
            names: Claims::default(),
            modules: Claims::default(),
        };
        for (index, entry) in section(files, "enums", |file| &file.enums).enumerate() {
            let kind = Kind::Value(Type::Enum(index));
            types.declare(entry.word("name", &entry.spec.name), kind, diagnostics);
        }
        // Tables are enums to a program, and follow the others there.
        let enums: usize = files.iter().map(|(_, file)| file.enums.len()).sum();
        for (index, entry) in section(files, "tables", |file| &file.tables).enumerate() {
            let kind = Kind::Table(enums + index);
            types.declare(entry.word("name", &entry.spec.name), kind, diagnostics);
        }
        for (index, entry) in section(files, "flags", |file| &file.flags).enumerate() {
            let kind = Kind::Value(Type::Flags(index));
            types.declare(entry.word("name", &entry.spec.name), kind, diagnostics);
        }
        for (index, entry) in section(files, "identifiers", |file| &file.identifiers).enumerate() {
            let kind = Kind::Value(Type::Identifier(index));
            types.declare(entry.word("name", &entry.spec.name), kind, diagnostics);
        }
        for (index, entry) in section(files, "date_formats", |file| &file.date_formats).enumerate() {
            let kind = Kind::DateFormat(index);
            types.declare(entry.word("name", &entry.spec.name), kind, diagnostics);
        }
        types
    }

    fn declare(&mut self, name: Word<'a>, kind: Kind, diagnostics: &mut Diagnostics) {
        // A name that is reserved or taken keeps its meaning, so that references to it are in order.
        self.kinds.entry(name.text).or_insert(kind);
        diagnostics.keep(self.claim(name));
    }

    fn claim(&mut self, name: Word<'a>) -> Checked {
        let text = name.text;
        if names::is_upper_camel_case(text) {
            return self.claim_rust(name, text, &format!("`{text}`"));
        }
        let rust = names::variant(text);
        let expected = if names::is_identifier(&rust) {
            format!("a name such as `{rust}`")
        } else {
            "letters and digits, a capital letter first, and no word that Rust keeps for itself".to_owned()
        };
        Err(name.problem(format!("`{text}` is no name of a Rust type")).expected(expected).into())
    }

    /// Takes the name of the type that a field becomes together with those that depend on it.
    pub fn claim_folded(&mut self, field: Word<'a>, rust: &str) -> Checked {
        self.claim_rust(field, rust, &folded(field, rust))
    }

    /// Takes the name of a Rust type and its module; messages call the type `subject`.
    fn claim_rust(&mut self, name: Word<'a>, rust: &str, subject: &str) -> Checked {
        let is_built_in = BUILT_IN.iter().any(|(built_in, _)| *built_in == rust);
        if let Some(reason) = is_built_in.then_some("a built-in type").or_else(|| reserved(rust, &GENERATED))
        {
            return Err(name.problem(format!("{subject} is {reason}")).expected("another name").into());
        }
        let module = names::module(rust);
        if !names::is_identifier(&module) {
            return Err(name
                .problem(format!("{subject} has to live in a module `{module}`, which Rust forbids"))
                .expected("another name")
                .into());
        }
        self.names
            .claim(rust.to_owned(), name.place)
            .map_err(|first| name.problem(format!("{subject} is a type at {} already", location(first))))?;
        // Types whose names differ in letter case alone would share a module, and a file.
        self.modules.claim(module.clone(), name.place).map_err(|first| {
            let message = format!("{subject} and the type at {} share a module `{module}`", location(first));
            name.problem(message).expected("another name").into()
        })
    }

    /// The type of a value.
    pub fn value(&self, name: Word<'a>, expected: &str) -> Checked<Type> {
        self.find(name, "type", Some(expected), |kind| match kind {
            Kind::Value(value) => Some(value),
            Kind::Table(_) | Kind::DateFormat(_) => None,
        })
    }

    /// The index of an enum.
    pub fn enumeration(&self, name: Word<'a>) -> Checked<usize> {
        self.find(name, "enum", None, |kind| match kind {
            Kind::Value(Type::Enum(index)) => Some(index),
            _ => None,
        })
    }

    /// The index of a table of status codes among the enums.
    pub fn table(&self, name: Word<'a>) -> Checked<usize> {
        self.find(name, "table", None, |kind| match kind {
            Kind::Table(index) => Some(index),
            _ => None,
        })
    }

    /// The index of a date format.
    pub fn date_format(&self, name: Word<'a>) -> Checked<usize> {
        self.find(name, "date format", None, |kind| match kind {
            Kind::DateFormat(index) => Some(index),
            _ => None,
        })
    }

    /// What a name refers to, if it is of the wanted kind. Messages list the names of that kind,
    /// unless there is something better that was expected.
    fn find<T>(
        &self,
        name: Word<'a>,
        what: &str,
        expected: Option<&str>,
        wanted: impl Fn(Kind) -> Option<T>,
    ) -> Checked<T> {
        let known = self.kinds.get(name.text);
        if let Some(found) = known.and_then(|kind| wanted(*kind)) {
            return Ok(found);
        }
        let candidates = || {
            let kinds = self.kinds.iter().filter(|(_, kind)| wanted(**kind).is_some());
            kinds.map(|(name, _)| *name)
        };
        let expected = expected.map_or_else(|| one_of_quoted(candidates()), str::to_owned);
        Err(match known {
            Some(kind) => name.problem(format!("{name} is {kind}")).expected(expected),
            None => unknown(name, format!("unknown {what} {name}"), &expected, candidates()),
        }
        .into())
    }
}

/// The enum that a value is of, where only enums can be. `subject` has the value, and `type_name`
/// is what is written for its type; nothing comes back if that is unknown.
pub(super) fn only_enum(
    subject: Word<'_>,
    type_name: Word<'_>,
    value: Option<Type>,
) -> Checked<Option<usize>> {
    match value {
        Some(Type::Enum(index)) => Ok(Some(index)),
        None => Ok(None),
        Some(_) => Err(subject
            .problem(format!("{subject} is of the type {type_name}"))
            .expected("one whose type is an enum")
            .into()),
    }
}

/// Checks the name of the type that a parameter becomes together with those that depend on it. It
/// stands in a module of its own, with the types that the generator makes there.
pub(super) fn check_folded(parameter: Word<'_>, rust: &str, generated: &[&str]) -> Checked {
    let Some(reason) = reserved(rust, generated) else { return Ok(()) };
    let message = format!("{} is {reason}", folded(parameter, rust));
    Err(parameter.problem(message).expected("another name").into())
}

/// What messages call the type that a field or parameter becomes together with those that depend on it.
fn folded(name: Word<'_>, rust: &str) -> String {
    format!("`{rust}`, the type of `{}` and what depends on it,", name.text)
}

/// Why no type can have a name, in a module where the generator makes some itself.
fn reserved(name: &str, generated: &[&str]) -> Option<&'static str> {
    if generated.contains(&name) {
        Some("a type that the generator makes itself")
    } else if PRELUDE.contains(&name) {
        Some("a name of Rust's prelude")
    } else {
        None
    }
}

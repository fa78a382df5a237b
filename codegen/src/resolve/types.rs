//! The names of all types, and what they refer to.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::claims::{Claims, RUST_NAME, check_text};
use super::heads::words;
use super::{Sections, date_formats, enums, flags, identifiers};
use crate::diagnostic::Diagnostics;
use crate::emit;
use crate::model::{DateFormat, Enum, Flags, Identifier, Type};
use crate::names;
use crate::spec::{Entry, Name};
use crate::wording::one_of;

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

/// The types of a spec.
pub struct Defined {
    pub enums: Vec<Rc<Enum>>,
    pub tables: Vec<Rc<Enum>>,
    pub flags: Vec<Rc<Flags>>,
    pub identifiers: Vec<Rc<Identifier>>,
    pub date_formats: Vec<Rc<DateFormat>>,
}

/// A type of a spec, by what it can be used for.
#[derive(Clone)]
enum Kind {
    Value(Type),
    Table(Rc<Enum>),
    DateFormat(Rc<DateFormat>),
}

impl Kind {
    fn noun(&self) -> &'static str {
        match self {
            Self::Value(Type::Enum(_)) => "an enum",
            Self::Value(Type::Flags(_)) => "a set of flags",
            Self::Value(Type::Identifier(_)) => "an identifier",
            Self::Value(_) => "a built-in type",
            Self::Table(_) => "a table of status codes",
            Self::DateFormat(_) => "a date format",
        }
    }
}

/// The types of a spec by name, and the Rust names that are taken.
pub struct Types {
    // In the order of the spec, which is the order of lists in messages.
    kinds: Vec<(String, Kind)>,
    by_name: HashMap<String, usize>,
    rust: Claims<String>,
    reported: HashSet<String>,
}

impl Types {
    /// Resolves the types of all files.
    pub fn resolve(sections: &Sections, diagnostics: &mut Diagnostics) -> (Self, Defined) {
        let mut types = Self {
            kinds: Vec::new(),
            by_name: HashMap::new(),
            rust: Claims::default(),
            reported: HashSet::new(),
        };
        for built_in in Type::BUILT_IN {
            types.insert(built_in.name().to_owned(), Kind::Value(built_in));
        }
        let heads = &sections.heads;
        let names: Vec<_> = sections.all(|file| &file.enums).map(|it| &it.name).collect();
        let enums = types.declare(sections.all(|file| &file.enums), diagnostics, |it, rust, diagnostics| {
            let definition = Rc::new(enums::enumeration(it, heads, rust, &names, diagnostics));
            (Kind::Value(Type::Enum(Rc::clone(&definition))), definition)
        });
        let tables =
            types.declare(sections.all(|file| &file.tables), diagnostics, |it, rust, diagnostics| {
                let table = Rc::new(enums::table(it, heads, rust, diagnostics));
                (Kind::Table(Rc::clone(&table)), table)
            });
        let flags = types.declare(sections.all(|file| &file.flags), diagnostics, |it, rust, diagnostics| {
            let flags = Rc::new(flags::resolve(it, heads, rust, diagnostics));
            (Kind::Value(Type::Flags(Rc::clone(&flags))), flags)
        });
        let identifiers =
            types.declare(sections.all(|file| &file.identifiers), diagnostics, |it, rust, diagnostics| {
                let identifier = Rc::new(identifiers::resolve(it, heads, rust, diagnostics));
                (Kind::Value(Type::Identifier(Rc::clone(&identifier))), identifier)
            });
        let date_formats =
            types.declare(sections.all(|file| &file.date_formats), diagnostics, |it, rust, diagnostics| {
                let format = Rc::new(date_formats::resolve(it, heads, rust, diagnostics));
                (Kind::DateFormat(Rc::clone(&format)), format)
            });
        (types, Defined { enums, tables, flags, identifiers, date_formats })
    }

    /// Resolves entries, each a type, and keeps their names.
    fn declare<'s, E: Entry + 's, T>(
        &mut self,
        entries: impl Iterator<Item = &'s E>,
        diagnostics: &mut Diagnostics,
        resolve: impl Fn(&E, String, &mut Diagnostics) -> (Kind, T),
    ) -> Vec<T> {
        let mut resolved = Vec::new();
        for entry in entries {
            let rust = self.claim(entry, diagnostics);
            let before = diagnostics.len();
            let (kind, definition) = resolve(entry, rust, diagnostics);
            // Values are found in an enum whatever is wrong with others.
            if diagnostics.len() > before && !matches!(kind, Kind::Value(Type::Enum(_))) {
                self.reported.insert(entry.name().text().to_owned());
            }
            self.insert(entry.name().text().to_owned(), kind);
            resolved.push(definition);
        }
        resolved
    }

    fn insert(&mut self, name: String, kind: Kind) {
        // A name that is reserved or taken keeps its meaning, so that references to it are in order.
        if !self.by_name.contains_key(&name) {
            self.by_name.insert(name.clone(), self.kinds.len());
            self.kinds.push((name, kind));
        }
    }

    /// Returns `true` if something is wrong with a type, so that no value of it can be checked.
    pub fn is_reported(&self, name: &str) -> bool {
        self.reported.contains(name)
    }

    /// Takes the Rust name of a type.
    fn claim<E: Entry>(&mut self, entry: &E, diagnostics: &mut Diagnostics) -> String {
        let (name, words) = (entry.name(), words(entry));
        check_text("type", name, diagnostics);
        if self.by_name.get(name.text()).is_some_and(|index| *index < Type::BUILT_IN.len()) {
            diagnostics.push(name.problem(format!("{name} is a built-in type")).expected("another name"));
            return name.text().to_owned();
        }
        let rust = if names::is_type_name(words.text()) {
            words.text().to_owned()
        } else {
            names::variant(words.text())
        };
        self.claim_rust(words, &rust, &format!("{words}"), diagnostics);
        rust
    }

    /// Takes the Rust name of a type that stands at `words`; messages call the type `subject`.
    pub fn claim_rust(&mut self, words: &Name, rust: &str, subject: &str, diagnostics: &mut Diagnostics) {
        let problem = if !names::is_identifier(rust) {
            words.problem(format!("{subject} cannot be converted to the name of a Rust type")).help(RUST_NAME)
        } else if let Some(reason) = reserved(rust, &emit::TYPES) {
            words.problem(format!("{subject} is {reason}")).help(RUST_NAME)
        } else if let Err(first) = self.rust.claim(rust.to_owned(), words.place()) {
            let message = format!("{subject} becomes the Rust type `{rust}`, which is there already");
            words.problem(message).other(first, "first defined here").help(RUST_NAME)
        } else {
            return;
        };
        diagnostics.push(problem);
    }

    /// The type of a value. What is reported is `None`.
    pub fn value(&self, name: &Name, expected: &str, diagnostics: &mut Diagnostics) -> Option<Type> {
        self.find(name, "type", Some(expected), diagnostics, |kind| match kind {
            Kind::Value(value) => Some(value.clone()),
            Kind::Table(_) | Kind::DateFormat(_) => None,
        })
    }

    /// A table of status codes.
    pub fn table(&self, name: &Name, diagnostics: &mut Diagnostics) -> Option<Rc<Enum>> {
        self.find(name, "table", None, diagnostics, |kind| match kind {
            Kind::Table(table) => Some(Rc::clone(table)),
            _ => None,
        })
    }

    /// A date format.
    pub fn date_format(&self, name: &Name, diagnostics: &mut Diagnostics) -> Option<Rc<DateFormat>> {
        self.find(name, "date format", None, diagnostics, |kind| match kind {
            Kind::DateFormat(format) => Some(Rc::clone(format)),
            _ => None,
        })
    }

    /// The thing that a name refers to, if it is of the wanted kind. Messages list the names of that kind,
    /// unless there is something better that was expected.
    fn find<T>(
        &self,
        name: &Name,
        what: &str,
        expected: Option<&str>,
        diagnostics: &mut Diagnostics,
        wanted: impl Fn(&Kind) -> Option<T>,
    ) -> Option<T> {
        let known =
            self.by_name.get(name.text()).and_then(|index| self.kinds.get(*index)).map(|(_, kind)| kind);
        if let Some(found) = known.and_then(&wanted) {
            return Some(found);
        }
        let candidates =
            || self.kinds.iter().filter(|(_, kind)| wanted(kind).is_some()).map(|(name, _)| name.as_str());
        let expected = expected.map_or_else(|| one_of(candidates()), str::to_owned);
        match known {
            Some(kind) => {
                diagnostics.push(name.problem(format!("{name} is {}", kind.noun())).expected(expected));
            }
            None => {
                let problem = name.problem(format!("unknown {what} {name}")).expected(expected);
                diagnostics.push_unknown(problem, name, candidates());
            }
        }
        None
    }
}

/// The reason why no type can have a name, in a module where the generator makes some itself.
pub fn reserved(name: &str, generated: &[&str]) -> Option<&'static str> {
    if generated.contains(&name) {
        Some("a type that generated code defines itself")
    } else if PRELUDE.contains(&name) {
        Some("a name of Rust's prelude")
    } else {
        None
    }
}

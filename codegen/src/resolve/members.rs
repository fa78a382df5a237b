//! Named values that are sent together, and what they have to do with each other: fields of a response,
//! parameters of pages, elements of requests, attributes of answers.

use std::collections::HashMap;

use super::claims::Names;
use super::heads::{Heads, words};
use super::roles::Roles;
use super::types::Types;
use crate::diagnostic::Diagnostics;
use crate::emit;
use crate::model::{Choice, Condition, Enum, Group, Head, Member, MemberId, Presence, Type};
use crate::names;
use crate::roles::Kind;
use crate::spec::{Entries, Entry, Field, Name, Parameter, Spanned};
use crate::wording::one_of;

/// An entry that becomes a member of a group.
pub trait Written: Entry {
    fn type_name(&self) -> &Name;
    fn when(&self) -> &Spanned<Entries<Name>>;
    fn role(&self) -> Option<&Name>;
    fn description(&self) -> &str;
}

macro_rules! written {
    ($($entry:ident)*) => {
        $(impl Written for $entry {
            fn type_name(&self) -> &Name {
                &self.type_name
            }

            fn when(&self) -> &Spanned<Entries<Name>> {
                &self.when
            }

            fn role(&self) -> Option<&Name> {
                self.role.as_ref()
            }

            fn description(&self) -> &str {
                &self.description
            }
        })*
    };
}

written! { Field Parameter }

/// The properties of a group of members.
pub struct Manner<'a> {
    pub kind: Kind,
    /// The types that members can have, in words.
    pub expected: &'static str,
    /// The types that they cannot have, of those that are types of values.
    pub refused: &'static [&'static str],
    /// Methods that generated code has beside those of the members.
    pub methods: &'a [&'static str],
    /// The beginning of every name, which is not part of Rust names.
    pub prefix: &'a str,
}

/// The members of a group as far as they can be understood, each with what is written.
pub struct Drafts<'s, E> {
    kind: Kind,
    prefix: String,
    pub all: Vec<Draft<'s, E>>,
    by_name: HashMap<&'s str, usize>,
}

pub struct Draft<'s, E> {
    pub written: &'s E,
    pub id: MemberId,
    head: Head,
    accessor: String,
    /// The type; `None` if it is reported.
    pub value: Option<Type>,
    /// The condition; `None` if there is none or it is reported.
    pub when: Option<Condition>,
    role: Option<&'static crate::roles::Role>,
}

impl<'s, E: Written> Drafts<'s, E> {
    /// Resolves entries; messages call one of them by the kind.
    pub fn resolve(
        entries: &'s [E],
        parent: Option<&Head>,
        manner: &Manner<'_>,
        (heads, types): (&Heads, &Types),
        names: &mut Names,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let noun = manner.kind.noun();
        let (mut methods, mut roles) = (Names::new(noun, manner.methods), Roles::new(manner.kind));
        let mut of_folds = Names::new(noun, &emit::folds::METHODS);
        let drafts = entries.iter().zip(Group::<()>::ids(entries.len())).map(|(written, id)| {
            let name = written.name();
            let own = words(written);
            let plain = if written.rust().is_some() { own.text() } else { strip(own.text(), manner.prefix) };
            let (variant, accessor) = (names::variant(plain), names::snake(plain));
            let value = value_type(written.type_name(), manner, types, diagnostics);
            // One report of a name is enough, and the version itself has no accessor.
            if names.take(name, own, &[&variant], diagnostics) && !matches!(value, Some(Type::Version)) {
                let is_free = methods.take(name, own, &[&accessor], diagnostics);
                if is_free && !written.when().is_empty() {
                    of_folds.take(name, own, &[&accessor], diagnostics);
                }
            }
            Draft {
                role: roles.take(written.role(), value.as_ref(), diagnostics),
                head: heads.inside(parent, written, variant, written.description()),
                written,
                id,
                accessor,
                value,
                when: None,
            }
        });
        let drafts: Vec<_> = drafts.collect();
        let mut by_name = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            by_name.entry(entry.name().text()).or_insert(index);
        }
        let mut resolved = Self { kind: manner.kind, prefix: manner.prefix.to_owned(), all: drafts, by_name };
        let conditions: Vec<_> =
            resolved.all.iter().map(|draft| resolved.condition(draft, diagnostics)).collect();
        for (draft, condition) in resolved.all.iter_mut().zip(conditions) {
            draft.when = condition;
        }
        resolved
    }

    /// The member with a documented name.
    pub fn get(&self, name: &str) -> Option<&Draft<'s, E>> {
        self.by_name.get(name).and_then(|index| self.all.get(*index))
    }

    /// The member with an id.
    pub fn with(&self, id: MemberId) -> Option<&Draft<'s, E>> {
        self.all.get(id.position())
    }

    /// The member that an entry refers to.
    pub fn find(&self, name: &Name, others: &[&str], diagnostics: &mut Diagnostics) -> Option<&Draft<'s, E>> {
        let found = self.get(name.text());
        if found.is_none() {
            self.report_unknown(name, others, diagnostics);
        }
        found
    }

    fn report_unknown(&self, name: &Name, others: &[&str], diagnostics: &mut Diagnostics) {
        let noun = self.kind.noun();
        let problem = name.problem(format!("unknown {noun} {name}"));
        let whole = format!("{}{}", self.prefix, name.text());
        if !self.prefix.is_empty() && self.by_name.contains_key(whole.as_str()) {
            let problem = problem.expected(format!("the whole name of a {noun}"));
            diagnostics.push(problem.help(format!("did you mean `{whole}`?")));
            return;
        }
        let names = self.all.iter().map(|draft| draft.written.name().text()).chain(others.iter().copied());
        diagnostics.push_unknown(problem.expected(format!("the name of a {noun}")), name, names);
    }

    /// The enum that is the type of a member named in a place where only such can be.
    pub fn enumeration<'d>(
        draft: &'d Draft<'s, E>,
        name: &Name,
        diagnostics: &mut Diagnostics,
    ) -> Option<&'d std::rc::Rc<Enum>> {
        match draft.value.as_ref()? {
            Type::Enum(definition) => Some(definition),
            value => {
                let problem = name.problem(format!("{name} is of the type `{}`", value.name()));
                diagnostics.push(problem.expected("one whose type is an enum"));
                None
            }
        }
    }

    fn condition(&self, draft: &Draft<'s, E>, diagnostics: &mut Diagnostics) -> Option<Condition> {
        let (when, noun) = (draft.written.when(), self.kind.noun());
        let [(on, value), others @ ..] = &***when else { return None };
        if let Some((other, _)) = others.first() {
            let problem = other.problem(format!("a condition of more than one {noun}"));
            diagnostics.push(problem.expected(format!("one {noun} and its value")));
            return None;
        }
        let other = self.find(on, &[], diagnostics)?;
        if other.id == draft.id {
            diagnostics
                .push(on.problem(format!("{on} depends on itself")).expected(format!("another {noun}")));
            return None;
        }
        let is_free = other.written.when().is_empty();
        if !is_free {
            let problem =
                on.problem(format!("{on} has a condition itself")).expected("one without a condition");
            diagnostics.push(problem.other(other.written.when().place(), "its condition"));
        }
        let definition = Self::enumeration(other, on, diagnostics)?;
        let value = choice(definition, value, diagnostics)?;
        is_free.then_some(Condition { on: other.id, value })
    }

    /// The names of the types that members become together with those that depend on them.
    pub fn folds(&self) -> impl Iterator<Item = &Draft<'s, E>> {
        let is_depended_on = |draft: &&Draft<'s, E>| {
            self.all.iter().any(|other| other.when.as_ref().is_some_and(|condition| condition.on == draft.id))
        };
        self.all.iter().filter(is_depended_on)
    }

    /// The group. What is reported is replaced by something that causes no other problem.
    pub fn finish<X>(self, complete: impl Fn(&Draft<'s, E>) -> (Presence, X)) -> Group<X> {
        let members = self.all.into_iter().map(|draft| {
            let (presence, extra) = complete(&draft);
            Member {
                head: draft.head,
                accessor: draft.accessor,
                value: draft.value.unwrap_or(Type::Text),
                presence,
                when: draft.when,
                role: draft.role,
                extra,
            }
        });
        Group::new(members.collect())
    }
}

impl<E> Draft<'_, E> {
    /// The Rust variant.
    pub fn variant(&self) -> &str {
        &self.head.rust
    }

    /// The Rust field and method.
    pub fn accessor(&self) -> &str {
        &self.accessor
    }
}

/// A name without the prefix.
fn strip<'n>(name: &'n str, prefix: &str) -> &'n str {
    name.strip_prefix(prefix).unwrap_or(name)
}

fn value_type(
    name: &Name,
    manner: &Manner<'_>,
    types: &Types,
    diagnostics: &mut Diagnostics,
) -> Option<Type> {
    let value = types.value(name, manner.expected, diagnostics)?;
    if !manner.refused.contains(&value.name()) {
        return Some(value);
    }
    let problem = name.problem(format!("a {} cannot be of the type {name}", manner.kind.noun()));
    diagnostics.push(problem.expected(manner.expected));
    None
}

/// The value of an enum that a name refers to.
pub fn choice(definition: &std::rc::Rc<Enum>, name: &Name, diagnostics: &mut Diagnostics) -> Option<Choice> {
    let found = definition.choice(name.text());
    if found.is_none() {
        let names = || definition.values.iter().map(|value| value.head.name.as_str());
        let problem = name.problem(format!("`{}` has no value {name}", definition.head.name));
        diagnostics.push_unknown(problem.expected(one_of(names())), name, names());
    }
    found
}

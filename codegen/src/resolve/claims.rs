//! Names and numbers that only one entry can have.

use std::collections::HashMap;
use std::collections::hash_map;
use std::fmt::Display;
use std::hash::Hash;

use super::entry::Word;
use super::report::{Checked, Report, location, other_at};
use crate::diagnostic::Diagnostics;
use crate::names;
use crate::source::Place;

/// What is taken, and where.
#[derive(Debug)]
pub(super) struct Claims<'a, K> {
    first: HashMap<K, Place<'a>>,
}

impl<K> Default for Claims<'_, K> {
    fn default() -> Self {
        Self { first: HashMap::new() }
    }
}

impl<'a, K: Eq + Hash> Claims<'a, K> {
    /// Takes `key` for `place`, or returns the place that has it.
    pub fn claim(&mut self, key: K, place: Place<'a>) -> Result<(), Place<'a>> {
        match self.first.entry(key) {
            hash_map::Entry::Occupied(taken) => Err(*taken.get()),
            hash_map::Entry::Vacant(free) => {
                free.insert(place);
                Ok(())
            }
        }
    }

    /// Takes `key` for `place`, or reports a duplicate. Returns whether the key was free.
    pub fn take(&mut self, what: &str, key: K, place: Place<'a>, diagnostics: &mut Diagnostics) -> bool
    where
        K: Display,
    {
        let message = format!("duplicate {what} `{key}`");
        let taken = self.claim(key, place);
        if let Err(first) = taken {
            diagnostics.push(place.problem(message).help(other_at(first)));
        }
        taken.is_ok()
    }
}

/// The names of the parts of one type: unique as documented, and still unique as Rust names.
#[derive(Debug)]
pub(super) struct Members<'a> {
    what: &'static str,
    generated: &'static [&'static str],
    documented: Claims<'a, &'a str>,
    rust: Claims<'a, String>,
}

impl<'a> Members<'a> {
    /// No names yet, but for those that the generator puts beside them itself; messages call an
    /// entry `what`.
    pub fn new(what: &'static str, generated: &'static [&'static str]) -> Self {
        Self { what, generated, documented: Claims::default(), rust: Claims::default() }
    }

    /// Takes a documented name and the Rust name made of it. Returns whether nothing is wrong with them.
    pub fn take(&mut self, name: Word<'a>, rust: &str, diagnostics: &mut Diagnostics) -> bool {
        self.documented.take(self.what, name.text, name.place, diagnostics)
            && diagnostics.keep(self.claim_rust(name, rust)).is_some()
    }

    fn claim_rust(&mut self, name: Word<'a>, rust: &str) -> Checked {
        let what = self.what;
        if !names::is_identifier(rust) {
            let but =
                if rust.is_empty() || rust == name.text { String::new() } else { format!(", but `{rust}`") };
            return Err(name
                .problem(format!("{what} {name} makes no Rust name{but}"))
                .expected("letters and digits, a letter first, and no word that Rust keeps for itself")
                .into());
        }
        if self.generated.contains(&rust) {
            let message = format!("{what} {name} becomes `{rust}` in Rust, which the generator makes itself");
            return Err(name.problem(message).expected("another name").into());
        }
        self.rust.claim(rust.to_owned(), name.place).map_err(|first| {
            let other = Word { text: first.scalar().unwrap_or(rust), place: first };
            let message = format!("{what} {name} becomes `{rust}` in Rust, and so does {other}");
            name.problem(format!("{message} at {}", location(first))).into()
        })
    }

    /// Takes a documented name that nothing in Rust is made of.
    pub fn take_spelling(&mut self, name: Word<'a>, diagnostics: &mut Diagnostics) {
        self.documented.take(self.what, name.text, name.place, diagnostics);
    }
}

//! Names and numbers that only one entry can have.

use std::collections::HashMap;
use std::fmt::Display;
use std::hash::Hash;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::names;
use crate::source::Place;
use crate::spec::Name;
use crate::wording::{is_invisible, quoted};

/// Names that are taken, and where.
pub struct Claims<K> {
    first: HashMap<K, Place>,
}

impl<K> Default for Claims<K> {
    fn default() -> Self {
        Self { first: HashMap::new() }
    }
}

impl<K: Eq + Hash> Claims<K> {
    /// Takes `key` for `place`, or returns the place that has it.
    pub fn claim(&mut self, key: K, place: Place) -> Result<(), Place> {
        let first = *self.first.entry(key).or_insert(place);
        if first == place { Ok(()) } else { Err(first) }
    }

    /// Takes `key` for `place`, or reports a duplicate. Returns `true` if the key was free.
    pub fn take(&mut self, what: &str, key: K, place: Place, diagnostics: &mut Diagnostics) -> bool
    where
        K: Display,
    {
        let message = format!("duplicate {what} `{key}`");
        let taken = self.claim(key, place);
        if let Err(first) = taken {
            diagnostics.push(Diagnostic::new(place, message).other(first, "first defined here"));
        }
        taken.is_ok()
    }
}

/// The names of the parts of one type: unique as documented, and still unique as Rust names.
pub struct Names {
    what: &'static str,
    generated: Vec<&'static str>,
    documented: Claims<String>,
    rust: HashMap<String, (Place, String)>,
}

/// The advice for a name that Rust cannot have.
pub const RUST_NAME: &str = "give it a Rust name of this project's own with the key `rust`";

impl Names {
    /// No names yet, but for those that the generator puts beside them itself; messages call an
    /// entry `what`.
    pub fn new(what: &'static str, generated: &[&'static str]) -> Self {
        Self { what, generated: generated.to_vec(), documented: Claims::default(), rust: HashMap::new() }
    }

    /// Takes a documented name and the Rust names made of it, whose words stand at `words`. Returns `true`
    /// if nothing is wrong with them.
    pub fn take(&mut self, name: &Name, words: &Name, rust: &[&str], diagnostics: &mut Diagnostics) -> bool {
        self.take_spelling(name, diagnostics)
            && rust.iter().all(|rust| self.take_rust(name, words, rust, diagnostics))
    }

    /// Takes a documented name that nothing in Rust is made of.
    pub fn take_spelling(&mut self, name: &Name, diagnostics: &mut Diagnostics) -> bool {
        check_text(self.what, name, diagnostics)
            && self.documented.take(self.what, name.text().to_owned(), name.place(), diagnostics)
    }

    fn take_rust(&mut self, name: &Name, words: &Name, rust: &str, diagnostics: &mut Diagnostics) -> bool {
        let what = self.what;
        let problem = if !names::is_identifier(rust) {
            let becomes = if rust.is_empty() || rust == words.text() {
                String::new()
            } else {
                format!(": it would be {}", quoted(rust))
            };
            words
                .problem(format!("{what} {words} cannot be converted to a Rust identifier{becomes}"))
                .help(RUST_NAME)
        } else if self.generated.contains(&rust) {
            words
                .problem(format!("{what} {words} becomes `{rust}` in Rust, which generated code uses itself"))
                .help(RUST_NAME)
        } else {
            let taken =
                self.rust.entry(rust.to_owned()).or_insert_with(|| (name.place(), name.text().to_owned()));
            if taken.0 == name.place() {
                return true;
            }
            words
                .problem(format!("{what} {words} becomes `{rust}` in Rust, and so does {}", quoted(&taken.1)))
                .other(taken.0, "first defined here")
                .help(RUST_NAME)
        };
        diagnostics.push(problem);
        false
    }
}

/// Checks that a name can be sent and displayed as it is.
pub fn check_text(what: &str, name: &Name, diagnostics: &mut Diagnostics) -> bool {
    let text = name.text();
    let problem = if text.is_empty() {
        name.problem(format!("the {what} has an empty name"))
    } else if text.contains(['\n', '\r']) {
        name.problem(format!("the name of the {what} contains a line break"))
    } else if text.contains(is_invisible) {
        name.problem(format!("the name of the {what} contains an invisible character"))
    } else if text.trim() != text {
        name.problem(format!("the name of the {what} begins or ends with a space"))
    } else {
        return true;
    };
    diagnostics.push(problem.expected("a name in one line"));
    false
}

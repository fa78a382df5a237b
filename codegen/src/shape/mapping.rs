//! The keys of a mapping.

use super::schema::{Keys, Mapping, Schema};
use super::{Checker, Kind, words};
use crate::choices::one_of_quoted;
use crate::diagnostic::quoted;
use crate::source::Place;
use crate::suggest::did_you_mean;
use std::collections::HashSet;

impl Checker {
    pub(super) fn check_mapping(&mut self, place: Place<'_>, mapping: Mapping<'_>) {
        for (key, value) in place.entries() {
            let Some(name) = key.scalar() else {
                continue;
            };
            let schema = match mapping.property(name) {
                Some(schema) => Some(schema),
                None => self.check_other_key(key, name, mapping),
            };
            if let Some(schema) = schema {
                let step = if self.path.is_empty() { "" } else { "." };
                self.inside(&format!("{step}{name}"), |checker| {
                    checker.check(value, schema);
                });
            }
        }
        self.check_required(place, mapping);
    }

    fn check_required(&mut self, place: Place<'_>, mapping: Mapping<'_>) {
        let present: HashSet<_> = place.entries().filter_map(|(key, _)| key.scalar()).collect();
        for name in mapping.required() {
            if !present.contains(name) {
                let message = format!("missing key {} {}", quoted(name), self.whereabouts());
                self.problems.push(place.problem(message));
            }
        }
    }

    /// Checks a key that is not one of the properties. The schema of its value comes back if the
    /// value can be checked.
    fn check_other_key<'s>(
        &mut self,
        key: Place<'_>,
        name: &str,
        mapping: Mapping<'s>,
    ) -> Option<Schema<'s>> {
        match mapping.other_keys() {
            Keys::Refused => {
                self.report_unknown(key, name, mapping);
                None
            }
            Keys::Unchecked => None,
            Keys::Text(schema) => {
                self.check_key_kind(key, Kind::Text);
                Some(schema)
            }
            Keys::WholeNumbers(schema) => {
                self.check_key_kind(key, Kind::WholeNumber);
                Some(schema)
            }
        }
    }

    fn report_unknown(&mut self, key: Place<'_>, name: &str, mapping: Mapping<'_>) {
        let known: Vec<_> = mapping.names().collect();
        self.problems.push(
            key.problem(format!("unknown key {}", quoted(name)))
                .expected(one_of_quoted(known.iter().copied()))
                .suggestion(did_you_mean(name, known)),
        );
    }

    fn check_key_kind(&mut self, key: Place<'_>, expected: Kind) {
        let Some(kind) = Kind::of(key.node()).filter(|kind| *kind != expected) else {
            return;
        };
        let problem =
            key.problem(format!("found {} as a key", words::found(kind))).expected(words::expected(expected));
        self.problems.push(match expected {
            Kind::Text => problem.help("put it in quotes"),
            _ => problem,
        });
    }

    fn whereabouts(&self) -> String {
        if self.path.is_empty() {
            "at the top of the file".to_owned()
        } else {
            format!("in {}", quoted(&self.path))
        }
    }
}

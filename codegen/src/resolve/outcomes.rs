//! Responses that are no success.

use std::collections::HashMap;

use super::claims::{Claims, Members};
use super::entry::{Entry, Word};
use super::fields::check_prefix;
use super::report::{Checked, Report, unknown};
use crate::choices::one_of_quoted;
use crate::diagnostic::Diagnostics;
use crate::model;
use crate::names;
use crate::spec;

/// What the generator puts beside the outcomes.
const GENERATED: [&str; 2] = ["Success", names::ALL];

/// The outcomes of a response and the two fields that say them.
#[derive(Debug)]
pub(super) struct Outcomes<'a> {
    /// The field with the string.
    pub string: model::OutcomeField,
    /// The field with the code.
    pub code: model::OutcomeField,
    /// The outcomes.
    pub models: Vec<model::Outcome>,
    by_spelling: HashMap<&'a str, usize>,
}

impl<'a> Outcomes<'a> {
    /// Resolves the outcomes. Their fields share the names of `fields` with those of a success.
    pub fn resolve(
        response: Entry<'a, spec::Response>,
        fields: &mut Members<'a>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let prefix = &response.spec.prefix;
        let outcomes = response.part("outcomes", &response.spec.outcomes);
        let mut field = |key, written: &'a spec::OutcomeField| {
            let name = outcomes.part(key, written).word("name", &written.name);
            let variant = names::field_variant(name.text, prefix);
            diagnostics.keep(check_prefix(name, prefix));
            fields.take(name, &variant, diagnostics);
            model::OutcomeField {
                name: written.name.clone(),
                variant,
                description: written.description.clone(),
            }
        };
        let string = field("string", &outcomes.spec.string);
        let code = field("code", &outcomes.spec.code);
        let mut resolved = Self { string, code, models: Vec::new(), by_spelling: HashMap::new() };
        resolved.add_values(outcomes, diagnostics);
        resolved
    }

    fn add_values(&mut self, outcomes: Entry<'a, spec::Outcomes>, diagnostics: &mut Diagnostics) {
        if outcomes.spec.values.is_empty() {
            let problem = outcomes.place.key("values").problem("a response without outcomes");
            diagnostics.push(problem.expected("at least one"));
        }
        let mut members = Members::new("outcome", &GENERATED);
        let mut codes = Claims::default();
        for outcome in outcomes.children("values", &outcomes.spec.values) {
            let index = self.models.len();
            let name = outcome.word("name", &outcome.spec.name);
            let variant = names::variant(name.text);
            members.take(name, &variant, diagnostics);
            codes.take("outcome code", outcome.spec.code, outcome.place.key("code"), diagnostics);
            self.by_spelling.entry(name.text).or_insert(index);
            self.models.push(model(outcome, variant));
        }
        // After the names, so that a spelling that is also a name is the one to be reported.
        for (index, outcome) in outcomes.children("values", &outcomes.spec.values).enumerate() {
            for spelling in outcome.children("also", &outcome.spec.also) {
                let name = spelling.word("name", &spelling.spec.name);
                members.take_spelling(name, diagnostics);
                self.by_spelling.entry(name.text).or_insert(index);
            }
        }
    }

    /// The outcome with a string.
    pub fn find(&self, string: Word<'_>) -> Checked<&model::Outcome> {
        if let Some(index) = self.by_spelling.get(string.text) {
            return Ok(&self.models[*index]);
        }
        let names = || self.models.iter().map(|outcome| outcome.name.as_str());
        Err(unknown(string, format!("unknown outcome {string}"), &one_of_quoted(names()), names()).into())
    }
}

fn model(outcome: Entry<'_, spec::Outcome>, variant: String) -> model::Outcome {
    let written = outcome.spec;
    let also = outcome.children("also", &written.also);
    model::Outcome {
        name: written.name.clone(),
        variant,
        code: written.code,
        also: also.map(|spelling| (spelling.spec.name.clone(), spelling.origin)).collect(),
        description: written.description.clone(),
        origin: outcome.origin,
    }
}

//! Responses that are not a success.

use std::collections::HashMap;

use super::Sections;
use super::claims::{Claims, Names};
use super::fields::check_prefix;
use super::heads::words;
use super::roles::Roles;
use crate::diagnostic::Diagnostics;
use crate::emit;
use crate::model::{self, Head};
use crate::names;
use crate::roles::Kind;
use crate::spec::{self, Name};
use crate::wording::one_of;

/// The outcomes of a response and the two fields that say them.
pub struct Outcomes {
    /// The field with the string.
    pub string: Head,
    /// The field with the code.
    pub code: Head,
    /// The outcomes.
    pub models: Vec<model::Outcome>,
    by_spelling: HashMap<String, usize>,
}

impl Outcomes {
    /// Resolves the outcomes. Their fields share the names of `fields` with those of a success.
    pub fn resolve(
        response: &spec::Response,
        sections: &Sections,
        fields: &mut Names,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let prefix = response.prefix.text();
        let mut field = |written: &spec::OutcomeField| {
            let words = written.rust.as_ref().unwrap_or(&written.name);
            let plain =
                if written.rust.is_some() { words } else { words.strip_prefix(prefix).unwrap_or(words) };
            let rust = names::variant(plain);
            check_prefix(&written.name, prefix, diagnostics);
            fields.take(&written.name, words, &[&rust], diagnostics);
            let file = written.name.place().file as usize;
            Head {
                name: written.name.text().to_owned(),
                rust,
                description: written.description.clone(),
                origin: sections.heads.of_file(file),
                file,
            }
        };
        let (string, code) = (field(&response.outcomes.string), field(&response.outcomes.code));
        let mut resolved = Self { string, code, models: Vec::new(), by_spelling: HashMap::new() };
        resolved.add(&response.outcomes, sections, diagnostics);
        resolved
    }

    fn add(&mut self, outcomes: &spec::Outcomes, sections: &Sections, diagnostics: &mut Diagnostics) {
        if outcomes.values.is_empty() {
            let problem = outcomes.values.problem("a response without outcomes");
            diagnostics.push(problem.expected("at least one"));
        }
        let mut names = Names::new("outcome", &emit::response::VARIANTS);
        let (mut codes, mut roles) = (Claims::default(), Roles::new(Kind::Outcome));
        for (index, outcome) in outcomes.values.iter().enumerate() {
            let variant = names::variant(words(outcome));
            names.take(&outcome.name, words(outcome), &[&variant], diagnostics);
            codes.take("outcome code", *outcome.code, outcome.code.place(), diagnostics);
            self.by_spelling.entry(outcome.name.text().to_owned()).or_insert(index);
            let head = sections.heads.of(outcome, variant, &outcome.description);
            let also = outcome.also.iter().map(|spelling| {
                let origin = sections.heads.inside(Some(&head), spelling, String::new(), "").origin;
                (spelling.name.text().to_owned(), origin)
            });
            let also = also.collect();
            let role = roles.take(outcome.role.as_ref(), None, diagnostics);
            self.models.push(model::Outcome { head, code: *outcome.code, also, role });
        }
        // After the names, so that a spelling that is also a name is the one to be reported.
        for (index, outcome) in outcomes.values.iter().enumerate() {
            for spelling in outcome.also.iter() {
                names.take_spelling(&spelling.name, diagnostics);
                self.by_spelling.entry(spelling.name.text().to_owned()).or_insert(index);
            }
        }
    }

    /// The outcome with a string.
    pub fn find(&self, string: &Name, diagnostics: &mut Diagnostics) -> Option<&model::Outcome> {
        let found = self.by_spelling.get(string.text()).and_then(|index| self.models.get(*index));
        if found.is_none() {
            let names = || self.models.iter().map(|outcome| outcome.head.name.as_str());
            let problem = string.problem(format!("unknown outcome {string}")).expected(one_of(names()));
            diagnostics.push_unknown(problem, string, names());
        }
        found
    }
}

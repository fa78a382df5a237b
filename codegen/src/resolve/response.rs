//! The response: versions, fields, outcomes, and what is known about them.

use super::claims::Names;
use super::fields::{self, Fields};
use super::outcomes::Outcomes;
use super::types::Types;
use super::versions::Versions;
use super::{Sections, examples, inferences};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model;
use crate::source::Place;
use crate::spec::{self, Spanned};

/// Resolves the response, if there is one.
pub fn resolve(
    sections: &Sections,
    versions: Versions,
    types: &mut Types,
    diagnostics: &mut Diagnostics,
) -> Option<model::Response> {
    let Some(written) = only_response(sections, diagnostics) else {
        refuse_without_response(sections, diagnostics);
        return None;
    };
    if sections.all(|file| &file.versions).next().is_none() {
        let places = sections.documents.iter().map(|file| file.versions.place());
        let empty = places.into_iter().find(|place| *place != Place::default());
        let problem = Diagnostic::new(empty.unwrap_or(written.prefix.place()), "a response without versions");
        diagnostics.push(problem.expected("at least one entry in a section `versions`"));
    }
    let mut names = Names::new("field", &[]);
    let fields = Fields::resolve(written, sections, types, &versions, &mut names, diagnostics);
    let outcomes = Outcomes::resolve(written, sections, &mut names, diagnostics);
    let version_field = fields::version_field(written, &fields, &versions, diagnostics);
    let inferences = inferences::resolve(sections, &fields, &versions, diagnostics);
    let context =
        examples::Context { types, versions: &versions, fields: &fields, version_field, outcomes: &outcomes };
    let examples = examples::resolve(sections, &context, diagnostics);
    let Outcomes { string, code, models, .. } = outcomes;
    Some(model::Response {
        prefix: written.prefix.text().to_owned(),
        description: written.description.clone(),
        file: written.place().file as usize,
        versions: versions.models,
        fields: fields.finish(),
        version_field: version_field?,
        outcome_string: string,
        outcome_code: code,
        outcomes: models,
        inferences,
        examples,
    })
}

/// The response. A spec has one; any more are reported.
fn only_response<'s>(
    sections: &'s Sections,
    diagnostics: &mut Diagnostics,
) -> Option<&'s Spanned<spec::Response>> {
    let mut responses = sections.all(|file| file.response.as_slice());
    let first = responses.next()?;
    for other in responses {
        let problem = other.problem("a second response").expected("one in all files together");
        diagnostics.push(problem.other(first.place(), "the other one"));
    }
    Some(first)
}

/// Sections that only mean something beside a response.
fn refuse_without_response(sections: &Sections, diagnostics: &mut Diagnostics) {
    for document in &sections.documents {
        let sections: [(&str, usize, Place); 3] = [
            ("versions", document.versions.len(), document.versions.place()),
            ("inferences", document.inferences.len(), document.inferences.place()),
            ("examples", document.examples.len(), document.examples.place()),
        ];
        for (key, _, place) in sections.into_iter().filter(|(_, entries, _)| *entries > 0) {
            let problem = Diagnostic::new(place, format!("`{key}` without a response"));
            diagnostics.push(problem.expected("a section `response` in one of the files"));
        }
    }
}

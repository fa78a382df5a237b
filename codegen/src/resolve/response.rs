//! The response: versions, fields, outcomes, and what is known about them.

use super::claims::Members;
use super::entry::{Entry, Files};
use super::fields::Fields;
use super::outcomes::Outcomes;
use super::report::other_at;
use super::versions::Versions;
use super::vocabulary::Vocabulary;
use super::{conditions, examples, inferences, version_field};
use crate::diagnostic::Diagnostics;
use crate::model;
use crate::source::Place;
use crate::spec;

/// Resolves the response, if there is one. Nothing comes back either if anything is wrong with it.
pub(super) fn resolve<'a>(
    files: &'a Files,
    vocabulary: &mut Vocabulary<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<model::Response> {
    let versions = Versions::resolve(files, &vocabulary.types, diagnostics);
    let Some((key, response)) = only_response(files, diagnostics) else {
        refuse_without_response(files, diagnostics);
        return None;
    };
    if versions.models.is_empty() {
        let problem = key.problem("a response without versions");
        diagnostics.push(problem.expected("at least one entry in a section `versions`"));
    }
    let mut members = Members::new("field", &[]);
    let mut fields = Fields::resolve(response, &vocabulary.types, &versions, &mut members, diagnostics);
    let outcomes = Outcomes::resolve(response, &mut members, diagnostics);
    let version_field = version_field::resolve(response, &fields, &versions, diagnostics);
    conditions::resolve(&mut fields, vocabulary, diagnostics);
    let inferences = inferences::resolve(files, &fields, &vocabulary.enums, &versions, diagnostics);
    let context = examples::Context {
        vocabulary,
        versions: &versions,
        fields: &fields,
        version_field,
        outcomes: &outcomes,
    };
    let examples = examples::resolve(files, &context, diagnostics);
    Some(model::Response {
        prefix: response.spec.prefix.clone(),
        description: response.spec.description.clone(),
        versions: versions.models,
        fields: fields.finish()?,
        version_field: version_field?,
        outcome_string: outcomes.string,
        outcome_code: outcomes.code,
        outcomes: outcomes.models,
        inferences: inferences?,
        examples,
    })
}

/// The response and the place of its key. A spec has one; any more are reported.
fn only_response<'a>(
    files: &'a Files,
    diagnostics: &mut Diagnostics,
) -> Option<(Place<'a>, Entry<'a, spec::Response>)> {
    let mut responses = files.iter().filter_map(|(source, document)| {
        let spec = document.response.as_ref()?;
        Some((
            source.place().key_name("response"),
            Entry { spec, place: source.place().key("response"), origin: document.origin },
        ))
    });
    let first = responses.next()?;
    for (place, _) in responses {
        let problem = place.problem("a second response").expected("one in all files together");
        diagnostics.push(problem.help(other_at(first.0)));
    }
    Some(first)
}

/// Sections that only mean something beside a response.
fn refuse_without_response(files: &Files, diagnostics: &mut Diagnostics) {
    for (source, document) in files {
        let sections = [
            ("versions", document.versions.len()),
            ("inferences", document.inferences.len()),
            ("examples", document.examples.len()),
        ];
        for (key, _) in sections.into_iter().filter(|(_, entries)| *entries > 0) {
            let problem = source.place().key_name(key).problem(format!("`{key}` without a response"));
            diagnostics.push(problem.expected("a section `response` in one of the files"));
        }
    }
}

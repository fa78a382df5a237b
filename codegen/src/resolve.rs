//! From the spec as written to its meaning, with every problem on the way.
//!
//! A problem is reported where it is and once: what refers to something that is reported already
//! is not looked at any further. So every function here goes on after a problem, and what it
//! cannot make sense of is `None` and keeps its place in lists, which others refer to by index.

mod character_class;
mod claims;
mod conditions;
mod date_formats;
mod endpoints;
mod entry;
mod enums;
mod example_values;
mod examples;
pub mod fields;
mod flags;
mod hosts;
pub mod identifiers;
mod inferences;
mod interval;
mod outcomes;
mod pages;
mod parameters;
mod periods;
mod report;
mod response;
mod rules;
mod services;
#[cfg(test)]
mod tests;
mod types;
mod version_field;
mod versions;
mod vocabulary;

use crate::diagnostic::Diagnostics;
use crate::model::{self, Model};
use crate::source::Source;
use crate::spec::Document;
use claims::Claims;
use entry::Files;
use vocabulary::Vocabulary;

/// Resolves the files of a spec, which refer to each other by name, or reports everything that is
/// wrong with them.
///
/// The model is `None` if and only if a problem was reported.
pub fn resolve(files: &[(Source, Document)], diagnostics: &mut Diagnostics) -> Option<Model> {
    let before = diagnostics.len();
    let model = model(files, diagnostics);
    model.filter(|_| diagnostics.len() == before)
}

fn model(files: &Files, diagnostics: &mut Diagnostics) -> Option<Model> {
    let mut vocabulary = Vocabulary::resolve(files, diagnostics);
    let hosts = hosts::resolve(files, diagnostics);
    let mut paths = Claims::default();
    let pages = pages::resolve(files, &mut paths, &vocabulary, diagnostics);
    let services = services::resolve(files, &mut paths, &vocabulary, diagnostics);
    let periods = periods::resolve(files, diagnostics);
    let response = response::resolve(files, &mut vocabulary, diagnostics);
    Some(Model {
        documents: files.iter().map(document).collect(),
        hosts,
        pages: pages?,
        enums: vocabulary.enums.models,
        flags: whole(vocabulary.flags)?,
        identifiers: whole(vocabulary.identifiers)?,
        date_formats: whole(vocabulary.date_formats)?,
        response,
        services: services?,
        periods,
    })
}

/// A list, if nothing is missing from it.
fn whole<T>(drafts: Vec<Option<T>>) -> Option<Vec<T>> {
    drafts.into_iter().collect()
}

fn document((source, document): &(Source, Document)) -> model::Document {
    model::Document {
        path: source.path().to_owned(),
        title: document.document.title.clone(),
        description: document.document.description.clone(),
    }
}

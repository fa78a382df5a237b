//! Pages that a browser is sent to.

use super::claims::Claims;
use super::endpoints::Endpoints;
use super::entry::{Files, section};
use super::parameters::{self, Kind};
use super::vocabulary::Vocabulary;
use crate::diagnostic::Diagnostics;
use crate::model;
use crate::names;

/// Resolves the pages of all files. Nothing comes back if anything is wrong with any.
pub(super) fn resolve<'a>(
    files: &'a Files,
    paths: &mut Claims<'a, &'a str>,
    vocabulary: &Vocabulary<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<model::Page>> {
    let mut endpoints = Endpoints::new("page", paths);
    // Every page is looked at before any is missed, so that all problems are reported.
    let pages: Vec<_> = section(files, "pages", |file| &file.pages)
        .map(|entry| {
            let written = entry.spec;
            let (name, path) = (entry.word("name", &written.name), entry.word("path", &written.path));
            endpoints.take(name, path, diagnostics);
            let parameters = entry.children("parameters", &written.parameters);
            Some(model::Page {
                name: written.name.clone(),
                module: names::module(&written.name),
                path: written.path.clone(),
                description: written.description.clone(),
                origin: entry.origin,
                parameters: parameters::resolve(parameters, Kind::Parameter, vocabulary, diagnostics)?,
            })
        })
        .collect();
    pages.into_iter().collect()
}

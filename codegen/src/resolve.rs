//! From the spec as written to its meaning, with every problem on the way.
//!
//! A problem is reported where it is and once. Every function goes on after a problem with something that
//! causes no other ones; the model is used only if there was none.

mod character_class;
mod claims;
mod date_formats;
mod endpoints;
mod enums;
mod example_values;
mod examples;
mod fields;
mod flags;
mod heads;
mod identifiers;
mod inferences;
mod intervals;
mod members;
mod named;
mod outcomes;
mod response;
mod roles;
mod services;
mod types;
mod versions;

use crate::diagnostic::Diagnostics;
use crate::load::Spec;
use crate::model::{self, Model};
use crate::names;
use crate::spec::Document;
use heads::Heads;
use types::Types;

impl Spec {
    /// Finds the meaning of the spec, whose entries refer to each other by name.
    ///
    /// # Errors
    ///
    /// Every problem in it.
    pub fn resolve(self) -> Result<Model, Diagnostics> {
        resolve(self, false)
    }

    /// Finds the meaning of the spec that the crates of this project are built on: every role that they need
    /// must be there.
    ///
    /// # Errors
    ///
    /// Those of [`resolve`](Self::resolve), and every role that is missing.
    pub fn resolve_for_the_crates(self) -> Result<Model, Diagnostics> {
        resolve(self, true)
    }
}

fn resolve(spec: Spec, needs_roles: bool) -> Result<Model, Diagnostics> {
    let mut diagnostics = Diagnostics::new(spec.sources.clone());
    let documents = documents(&spec);
    let sections = Sections::new(spec.documents);
    let (mut types, types_of_values) = Types::resolve(&sections, &mut diagnostics);
    let versions = versions::resolve(&sections, &types, &mut diagnostics);
    let endpoints = endpoints::resolve(&sections, &types, &mut diagnostics);
    let response = response::resolve(&sections, versions, &mut types, &mut diagnostics);
    let services = services::resolve(&sections, &types, response.is_some(), &mut diagnostics);
    let endpoints::Endpoints { hosts, pages, periods, others } = endpoints;
    endpoints::refuse_same_paths(&sections, &mut diagnostics);
    let types::Defined { enums, tables, flags, identifiers, date_formats } = types_of_values;
    let model = Model {
        documents,
        hosts,
        pages,
        enums,
        tables,
        flags,
        identifiers,
        date_formats,
        response,
        services,
        periods,
        endpoints: others,
    };
    if needs_roles && diagnostics.is_empty() {
        roles::check(&model, &sections, &mut diagnostics);
        named::check(&model, &sections, &mut diagnostics);
    }
    if diagnostics.is_empty() { Ok(model) } else { Err(diagnostics) }
}

/// The documents of a spec, and what their entries inherit.
struct Sections {
    documents: Vec<Document>,
    heads: Heads,
}

impl Sections {
    fn new(documents: Vec<Document>) -> Self {
        let heads = Heads::new(&documents);
        Self { documents, heads }
    }

    /// The entries of one section, of all files in order.
    fn all<'s, T: 's>(&'s self, section: fn(&Document) -> &[T]) -> impl Iterator<Item = &'s T> + Clone {
        self.documents.iter().flat_map(section)
    }
}

/// The files, each with a module of its own for its types.
fn documents(spec: &Spec) -> Vec<model::Document> {
    let mut modules: Vec<String> = Vec::new();
    let documents = spec.documents.iter().zip(spec.sources.iter()).map(|(document, source)| {
        let stem = names::snake(source.stem());
        let is_usable = names::is_identifier(&stem) && !crate::emit::MODULES.contains(&stem.as_str());
        let mut module = if is_usable { stem } else { format!("types_{stem}") };
        if !names::is_identifier(&module) {
            "types".clone_into(&mut module);
        }
        while modules.contains(&module) {
            module.push_str("_2");
        }
        modules.push(module.clone());
        model::Document {
            path: source.path().to_owned(),
            module,
            title: document.document.title.clone(),
            description: document.document.description.clone(),
        }
    });
    documents.collect()
}

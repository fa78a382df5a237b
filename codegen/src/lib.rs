//! Generates the typed Rust model of a login protocol from its spec: YAML files that mirror the
//! operator's documents.
//!
//! ```text
//! spec/*.yaml --load--> spec (as written) --resolve--> model (names resolved) --emit--> files
//! ```
//!
//! [`load`] reads the files, [`resolve`] finds every problem in them at once or makes a [`Model`] that
//! has none, and [`emit`] turns the model into text; only [`write`](mod@write) touches the disk.
//! `cargo codegen` goes this way for the crate `wmlogin-types`, [`Builder`] for the build script of
//! whoever keeps a spec of their own.
//!
//! The generator knows enums, flags, identifiers, date formats, versions, fields, conditions, outcomes
//! and tables. It knows no name of the protocol: those are in the spec.
//!
//! # Features
//!
//! - `cargo-codegen`: the program behind `cargo codegen`, with the module `workspace`, the JSON Schema of spec
//!   files and the differences between generated files. [`Builder`] does without it.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod builder;
mod choices;
pub mod diagnostic;
pub mod emit;
mod error;
mod load;
pub mod model;
mod names;
mod resolve;
mod schema;
mod shape;
pub mod source;
pub mod spec;
mod suggest;
#[cfg(feature = "cargo-codegen")]
pub mod workspace;
pub mod write;

use std::path::Path;

pub use builder::Builder;
pub use diagnostic::{Diagnostic, Diagnostics};
pub use error::Error;
pub use load::ReadError;
pub use model::Model;
pub use source::Source;

use spec::Document;

/// A spec file: where everything in it stands, and what it says.
pub type SpecFile = (Source, Document);

/// Reads spec files, in the order in which they are given.
///
/// # Errors
///
/// A file cannot be read, or it has not the form of a spec; all problems of all files are told.
pub fn load<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Vec<SpecFile>, Error> {
    let mut texts = Vec::new();
    for path in paths {
        texts.push((load::displayed(path.as_ref()), load::read(path.as_ref())?));
    }
    Ok(load_texts(texts)?)
}

/// Takes the texts of spec files apart; each comes with the path that problems display.
///
/// # Errors
///
/// A text has not the form of a spec; all problems of all texts are told.
pub fn load_texts(texts: impl IntoIterator<Item = (String, String)>) -> Result<Vec<SpecFile>, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let schema = schema::document();
    let files = texts.into_iter();
    let files = files.filter_map(|(path, text)| load::load(&path, text, &schema, &mut diagnostics)).collect();
    diagnostics.into_result().map(|()| files)
}

/// Finds out what the files of one spec mean together.
///
/// # Errors
///
/// Every problem in them.
pub fn resolve(files: &[SpecFile]) -> Result<Model, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    match resolve::resolve(files, &mut diagnostics) {
        Some(model) => Ok(model),
        None => Err(diagnostics),
    }
}

/// The examples of the README, which have to compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

//! From the model to what is written: Rust modules, the reference, the schema.
//!
//! Every module of Rust has a file here with one function from the [`Model`] to an optional
//! [`Module`], empty where the spec has nothing for it. The model is valid, so nothing here can fail. The
//! names that an emitter takes for itself are declared beside it; [`resolve`](crate::resolve()) keeps
//! the names of a spec away from them.

mod codes;
mod documentation;
mod enums;
mod examples;
mod fields;
pub mod flags;
pub mod folds;
mod groups;
pub mod identifiers;
pub mod inferences;
pub mod pages;
mod paths;
pub mod reference;
pub mod response;
mod roles;
mod rows;
#[cfg(feature = "cargo-codegen")]
pub mod schema;
pub mod services;
pub mod source;
pub mod success;
mod times;
mod types;
mod versions;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Head, Model};
use crate::names;

/// The types that generated code defines at its root, or re-exports there.
#[rustfmt::skip]
pub const TYPES: [&str; 25] = [
    "Response", "Success", "Claims", "Outcome", "OutcomeString", "OutcomeCode", "Field", "Fields", "ParseError", "Version",
    "DateTime", "Endpoint", "Example", "Excerpt", "Named", "Origin", "Period", "Problem", "Row", "TextError",
    "UnknownName", "UnknownNumber", "Utc", "Uuid", "ValueError",
];

/// The constants that generated code defines at its root, or re-exports there.
pub const CONSTANTS: [&str; 4] = ["EXAMPLES", "MAX_BODY_LENGTH", "MAX_PAIRS", "MAX_QUERY_LENGTH"];

/// The modules that generated code has beside those of the spec files.
#[rustfmt::skip]
pub const MODULES: [&str; 10] = [
    "version", "field", "folds", "success", "inference", "response", "examples", "pages", "services", "mod",
];

/// The names that modules of pages and services find in the module around them.
pub const NESTED: [&str; 2] = ["root", "runtime"];

impl Model {
    /// The code as one file, to be included by a crate that depends on `wmlogin-runtime`.
    #[must_use]
    pub fn to_file(&self) -> String {
        source::single(self)
    }

    /// The code as the files of a folder with a `mod.rs`, for a crate that depends on `wmlogin-runtime`.
    #[must_use]
    pub fn to_folder(&self) -> Vec<source::GeneratedFile> {
        source::directory(self)
    }

    /// The tables of the documents, in Markdown.
    #[must_use]
    pub fn to_reference(&self) -> String {
        reference::reference(self)
    }
}

/// A module of generated Rust.
pub struct Module {
    /// The module's name.
    pub name: String,
    /// A sentence about the module.
    pub documentation: String,
    /// How its items are reached.
    pub exposure: Exposure,
    /// The spec files that it is made of, as positions.
    pub files: Vec<usize>,
    /// Its items. They call the support code `runtime`, and the module around theirs `root`.
    pub items: TokenStream,
}

/// How the items of a module are reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exposure {
    /// They are re-exported from the root.
    Flat,
    /// The module is public.
    Public,
    /// There is nothing to name: only implementations.
    Private,
}

impl Module {
    fn new(
        name: &str,
        exposure: Exposure,
        files: Vec<usize>,
        documentation: &str,
        items: TokenStream,
    ) -> Option<Self> {
        let (name, documentation) = (name.to_owned(), documentation.to_owned());
        (!items.is_empty()).then_some(Self { name, documentation, exposure, files, items })
    }
}

/// Every module of Rust that the spec calls for, in the order in which one reads them.
pub fn modules(model: &Model) -> Vec<Module> {
    let mut modules: Vec<_> =
        (0..model.documents.len()).filter_map(|file| types::module(model, file)).collect();
    if let Some(response) = &model.response {
        modules.extend(versions::module(response));
        modules.extend(fields::module(response));
        modules.extend(folds::module(response));
        for index in 0..response.versions.len() {
            modules.extend(success::version_module(response, index));
        }
        modules.extend(success::module(response));
        modules.extend(inferences::module(response));
        modules.extend(response::module(response));
        modules.extend(examples::module(response));
    }
    modules.extend(pages::module(model));
    modules.extend(services::module(model));
    modules
}

/// The positions of spec files, each once and in order.
fn files(files: impl IntoIterator<Item = usize>) -> Vec<usize> {
    let mut files: Vec<_> = files.into_iter().collect();
    files.sort_unstable();
    files.dedup();
    files
}

/// A module inside another one, with what its items call the root and the support code, as far as they do.
fn nested_module(head: &Head, docs: &str, items: &TokenStream) -> TokenStream {
    let (name, docs) = (names::identifier(&head.rust), documentation::documentation(docs));
    let imports = NESTED.into_iter().filter(|name| mentions(items, name)).map(names::identifier);
    quote! {
        #docs
        pub mod #name {
            use super::{#(#imports),*};

            #items
        }
    }
}

/// Returns `true` if items use a module by this name.
fn mentions(items: &TokenStream, module: &str) -> bool {
    items.to_string().contains(&format!("{module} ::"))
}

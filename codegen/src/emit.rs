//! From the model to what is written: Rust modules, the reference, the schema.
//!
//! Every module of Rust has a file here with one function from the [`Model`] to an optional
//! [`Module`], empty where the spec has nothing for it. The model is valid, so nothing here can fail.

mod codes;
mod columns;
mod conditional;
mod date_formats;
mod documentation;
mod enums;
mod examples;
mod fields;
mod flags;
mod folds;
mod identifiers;
mod inferences;
mod pages;
mod parameters;
mod periods;
mod queries;
mod reasons;
pub mod reference;
mod requests;
mod response;
#[cfg(feature = "cargo-codegen")]
pub mod schema;
mod services;
pub mod source;
mod success;
mod types;
mod versions;
mod writers;

use proc_macro2::TokenStream;

use crate::model::Model;

/// A module of generated Rust.
pub struct Module {
    /// The module's name.
    pub name: String,
    /// What the module is, in a sentence.
    pub documentation: String,
    /// How its items are reached.
    pub exposure: Exposure,
    /// Its items. They call the crate's support code `runtime`, and its neighbours `super`.
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
    fn new(name: &str, documentation: &str, exposure: Exposure, items: TokenStream) -> Option<Self> {
        let (name, documentation) = (name.to_owned(), documentation.to_owned());
        (!items.is_empty()).then_some(Self { name, documentation, exposure, items })
    }

    /// A module whose items are re-exported from the root.
    fn flat(name: &str, documentation: &str, items: TokenStream) -> Option<Self> {
        Self::new(name, documentation, Exposure::Flat, items)
    }

    /// A public module.
    fn public(name: &str, documentation: &str, items: TokenStream) -> Option<Self> {
        Self::new(name, documentation, Exposure::Public, items)
    }

    /// A module with nothing to name.
    fn private(name: &str, documentation: &str, items: TokenStream) -> Option<Self> {
        Self::new(name, documentation, Exposure::Private, items)
    }
}

/// Every module of Rust that the spec calls for, in the order in which one reads them.
#[must_use]
pub fn modules(model: &Model) -> Vec<Module> {
    let mut modules = Vec::new();
    modules.extend(enums::module(model));
    modules.extend(enums::tables_module(model));
    modules.extend(flags::module(model));
    modules.extend(identifiers::module(model));
    modules.extend(date_formats::module(model));
    if let Some(response) = &model.response {
        modules.extend(versions::module(model, response));
        modules.extend(fields::module(model, response));
        modules.extend(conditional::module(model, response));
        for index in 0..response.versions.len() {
            modules.extend(success::version_module(model, response, index));
        }
        modules.extend(success::module(model, response));
        modules.extend(inferences::module(model, response));
        modules.extend(response::module(response));
        modules.extend(examples::module(response));
    }
    modules.extend(pages::module(model));
    modules.extend(services::module(model));
    modules.extend(periods::module(model));
    modules
}

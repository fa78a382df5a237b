//! The versions of the response.

use proc_macro2::TokenStream;
use quote::quote;

use super::documentation::{clause, documentation, provenance};
use super::paths::{number, time_type};
use super::rows::{names_enum, row, table};
use super::{Exposure, Module};
use crate::model::Response;
use crate::wording::alternatives;

/// The module with the enum of versions.
pub fn module(response: &Response) -> Option<Module> {
    let versions = &response.versions;
    let variants = versions.iter().map(|version| {
        let docs = format!(
            "Version {}: {}{}",
            version.head.name,
            clause(&version.head.description),
            provenance(version.head.origin)
        );
        (documentation(&docs), version.head.rust.clone())
    });
    let docs = "The version of a response. Later versions are greater.";
    let definition = names_enum("Version", docs, &variants.collect::<Vec<_>>());
    let values: Vec<_> = versions.iter().map(|version| version.value.to_string()).collect();
    let expected = alternatives(&values);
    let rows = versions.iter().map(|version| {
        let (row, value, time) =
            (row(&version.head), number(version.value.into()), time_type(&version.date_format));
        (version.head.rust.clone(), quote!(#row.id(#value) => #time))
    });
    let head: TokenStream = quote!(Version of root::Field, #expected);
    let rows = table("versions", &head, rows);
    let items = quote! {
        #definition
        #rows
    };
    Module::new("version", Exposure::Flat, vec![response.file], "The versions of the response.", items)
}

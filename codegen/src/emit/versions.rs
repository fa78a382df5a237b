//! The versions of the response.

use quote::quote;

use super::documentation::{clause, provenance};
use super::paths::{in_root, number};
use super::rows::{row, table};
use super::{Exposure, Module};
use crate::model::Response;
use crate::wording::alternatives;

/// The module with the enum of versions.
pub fn module(response: &Response) -> Option<Module> {
    let versions = &response.versions;
    let values: Vec<_> = versions.iter().map(|version| version.value.to_string()).collect();
    let expected = alternatives(&values);
    let rows = versions.iter().map(|version| {
        let (head, time) = (&version.head, in_root(&version.date_format.head));
        let value = number(version.value.into());
        let docs = format!("Version {}: {}{}", head.name, clause(&head.description), provenance(head.origin));
        row(&docs, head, None, &quote!(.id(#value) => #time))
    });
    let head = quote! {
        #[doc = " The version of a response. Later versions are greater."]
        pub enum Version of root::Field, #expected
    };
    let items = table("versions", &head, rows);
    Module::new("version", Exposure::Flat, vec![response.file], "The versions of the response.", items)
}

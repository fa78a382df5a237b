//! The response itself: a success or another outcome.

use quote::quote;

use super::documentation::entry;
use super::paths::number;
use super::roles::constants;
use super::rows::{row, table};
use super::{Exposure, Module};
use crate::model::Response;
use crate::names::identifier;
use crate::roles::Kind;
use crate::wording::alternatives;

/// The variants of the response beside its outcomes.
pub const VARIANTS: [&str; 1] = ["Success"];

/// The module with the response and its outcomes.
pub fn module(response: &Response) -> Option<Module> {
    let outcomes = &response.outcomes;
    let codes: Vec<_> = outcomes.iter().map(|outcome| outcome.code.to_string()).collect();
    let (description, codes) = (&response.description, alternatives(&codes));
    let rows = outcomes.iter().map(|outcome| {
        let (code, also) = (number(outcome.code), outcome.also.iter().map(|(name, _)| name));
        row(&entry(&outcome.head), &outcome.head, None, &quote!(.id(#code) => [#(#also),*]))
    });
    let head = quote!(root::Success, #description, fields root::Field, codes #codes);
    let table = table("response", &head, rows);
    let roles =
        constants(&identifier("Outcome"), Kind::Outcome, &outcomes.iter().map(|it| (it.role, &it.head)));
    let docs = "The response: a success or another outcome.";
    Module::new("response", Exposure::Flat, vec![response.file], docs, quote!(#table #roles))
}

//! Enumerations and tables of status codes.

use proc_macro2::TokenStream;
use quote::quote;

use super::documentation::{documentation, entry, provenance, sentence};
use super::roles::constants;
use super::rows::{table, value_row};
use crate::model::{Enum, Value};
use crate::names::identifier;
use crate::roles::Kind;

/// An enumeration or a table, made by a macro of the runtime.
pub fn expand(definition: &Enum, macro_name: &str) -> TokenStream {
    let (name, docs) = (identifier(&definition.head.rust), documentation(&entry(&definition.head)));
    let rows = definition.values.iter().map(|value| value_row(&describe(value), value));
    let table = table(macro_name, &quote!(#docs pub enum #name), rows);
    let roles = constants(&name, Kind::Value, &definition.values.iter().map(|it| (it.role, &it.head)));
    quote!(#table #roles)
}

fn describe(value: &Value) -> String {
    let comment = comment(value).map(|comment| format!("\n\n{}", sentence(&comment))).unwrap_or_default();
    let coined = if value.coined { "\n\nThe name is this project's own." } else { "" };
    meaning(value) + &comment + coined + provenance(value.head.origin)
}

/// The description, unless it only repeats the name.
fn meaning(value: &Value) -> String {
    let letters = |text: &str| text.to_lowercase().replace(|it: char| !it.is_alphanumeric(), "");
    match value.number {
        Some(number) if letters(&value.head.description) == letters(&value.head.name) => {
            format!("Number {number}; nothing but the name is documented.")
        }
        _ => sentence(&value.head.description),
    }
}

/// The comment that the documents have on a value.
pub fn comment(value: &Value) -> Option<String> {
    let unused = (!value.in_use).then(|| "not in use".to_owned());
    let see = value.see.as_ref().map(|see| format!("see {see}"));
    match (unused, see) {
        (Some(unused), Some(see)) => Some(format!("{unused}, {see}")),
        (unused, see) => unused.or(see),
    }
}

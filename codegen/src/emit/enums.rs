//! Enumerations and tables of status codes.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::documentation::{describe, documentation, provenance, sentence};
use super::rows::{names_enum, table, value_row};
use crate::model::{Enum, Value};
use crate::names::{constant, identifier};

/// An enumeration.
pub fn expand_enum(definition: &Enum) -> TokenStream {
    expand(definition, if definition.numbered { "numbered" } else { "enumeration" })
}

/// A table of status codes.
pub fn expand_table(definition: &Enum) -> TokenStream {
    expand(definition, "status_table")
}

fn expand(definition: &Enum, macro_name: &str) -> TokenStream {
    let name = identifier(&definition.head.rust);
    let docs = describe(&definition.head);
    let variants: Vec<_> =
        definition.values.iter().map(|value| (describe_value(value), value.head.rust.clone())).collect();
    let definition_of = names_enum(&definition.head.rust, "", &variants);
    let rows = definition.values.iter().map(|value| (value.head.rust.clone(), value_row(value)));
    let rows = table(macro_name, &quote!(#name), rows);
    let roles = expand_roles(definition);
    quote! {
        #docs
        #definition_of
        #roles
        #rows
    }
}

fn describe_value(value: &Value) -> TokenStream {
    let comment = comment(value).map(|comment| format!("\n\n{}", sentence(&comment))).unwrap_or_default();
    let coined = if value.coined { "\n\nThe name is this project's own." } else { "" };
    documentation(&(sentence(&value.head.description) + &comment + coined + provenance(value.head.origin)))
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

/// The values that mean something to the code of this project.
fn expand_roles(definition: &Enum) -> Option<TokenStream> {
    let values = definition.values.iter().filter_map(|value| Some((value.role?, value)));
    let constants = values.map(|(role, value)| {
        let docs = documentation(&format!("The value with the role `{}`: {}.", role.name, role.meaning));
        let (constant, variant) = (format_ident!("{}", constant(role.name)), identifier(&value.head.rust));
        quote!(#docs pub const #constant: Self = Self::#variant;)
    });
    let constants: Vec<_> = constants.collect();
    let name = identifier(&definition.head.rust);
    (!constants.is_empty()).then(|| quote!(impl #name { #(#constants)* }))
}

//! How the model's names and types are spelt in Rust.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::model::{Head, Type};
use crate::names::identifier;

/// The Rust type of a value, from a module that calls the root so; dates are moments, whatever their format.
pub fn plain_type(value: &Type) -> TokenStream {
    match value {
        Type::DateTime => quote!(runtime::DateTime<runtime::Utc>),
        Type::Enum(definition) => in_root(&definition.head),
        Type::Flags(flags) => in_root(&flags.head),
        Type::Identifier(identifier) => in_root(&identifier.head),
        Type::IpAddress => quote!(::core::net::IpAddr),
        Type::Version => quote!(root::Version),
        Type::Text => quote!(runtime::String),
        Type::Integer => quote!(i32),
        Type::Boolean => quote!(bool),
    }
}

/// A path to a type of the root.
pub fn in_root(head: &Head) -> TokenStream {
    let name = identifier(&head.rust);
    quote!(root::#name)
}

/// A variant with what it carries: as a definition, a pattern or an expression.
pub fn carrying(variant: &Ident, payload: &[TokenStream]) -> TokenStream {
    if payload.is_empty() { quote!(#variant) } else { quote!(#variant(#(#payload),*)) }
}

/// A number as it is written by hand.
pub fn number(value: i32) -> Literal {
    Literal::i32_unsuffixed(value)
}

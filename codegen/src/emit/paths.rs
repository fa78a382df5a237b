//! How the model's names and types are spelt in Rust.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::model::{Head, Type, Version};
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

/// The struct with the fields of a version.
pub fn struct_name(version: &Version) -> Ident {
    format_ident!("Success{}", version.head.rust)
}

/// A variant with what it carries: as a definition, a pattern or an expression.
pub fn carrying(variant: &Ident, payload: &[TokenStream]) -> TokenStream {
    if payload.is_empty() { quote!(#variant) } else { quote!(#variant(#(#payload),*)) }
}

/// A number as it is written by hand.
pub fn number(value: i32) -> Literal {
    Literal::i32_unsuffixed(value)
}

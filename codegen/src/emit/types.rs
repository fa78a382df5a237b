//! How the model's names and types are spelt in Rust.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};

use crate::model::{Model, Type};

/// A name that the resolver has found to be an identifier; a keyword is written raw.
pub fn identifier(name: &str) -> Ident {
    syn::parse_str(name).unwrap_or_else(|_| Ident::new_raw(name, Span::call_site()))
}

/// A byte string, for matching on the bytes of a text.
pub fn bytes(text: &str) -> Literal {
    Literal::byte_string(text.as_bytes())
}

/// A text as browsers write it in a form.
pub fn form_encoded(text: &[u8]) -> Vec<u8> {
    let escaped = text.iter().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => vec![*byte],
        b' ' => b"+".to_vec(),
        _ => format!("%{byte:02X}").into_bytes(),
    });
    escaped.flatten().collect()
}

/// The Rust type of a field in a module beside the types; dates have the type of `date_format`.
pub fn field_type(model: &Model, value: Type, date_format: usize) -> TokenStream {
    match value {
        Type::DateTime => in_parent(&model.date_formats[date_format].name),
        Type::Enum(index) => in_parent(&model.enums[index].name),
        Type::Flags(index) => in_parent(&model.flags[index].name),
        Type::Identifier(index) => in_parent(&model.identifiers[index].name),
        Type::IpAddress => quote!(::core::net::IpAddr),
        Type::Version => quote!(super::Version),
        Type::Text => quote!(runtime::String),
        Type::Integer => quote!(i32),
        Type::Boolean => quote!(bool),
    }
}

/// The Rust type of a parameter, in a module inside one beside the types.
pub fn parameter_type(model: &Model, value: Type) -> TokenStream {
    let beside = field_type(model, value, 0);
    match value {
        Type::Enum(_) | Type::Flags(_) | Type::Identifier(_) => quote!(super::#beside),
        _ => beside,
    }
}

/// A variant with what it carries: as a definition, a pattern or an expression.
pub fn carrying(variant: &TokenStream, payload: &[TokenStream]) -> TokenStream {
    if payload.is_empty() { variant.clone() } else { quote!(#variant(#(#payload),*)) }
}

/// What a type is called in documentation.
pub fn type_name(model: &Model, value: Type) -> &str {
    match value {
        Type::Enum(index) => &model.enums[index].name,
        Type::Flags(index) => &model.flags[index].name,
        Type::Identifier(index) => &model.identifiers[index].name,
        Type::Version => "Version",
        Type::DateTime => "DateTime",
        Type::IpAddress => "IpAddress",
        Type::Text => "Text",
        Type::Integer => "Integer",
        Type::Boolean => "Boolean",
    }
}

/// Whether values of the type are small and hold no secret, so that they are copied.
pub fn is_copy(value: Type) -> bool {
    !matches!(value, Type::Identifier(_) | Type::Text)
}

/// A path to an item of the root.
pub fn in_parent(name: &str) -> TokenStream {
    let name = format_ident!("{name}");
    quote!(super::#name)
}

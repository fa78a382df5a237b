//! The one macro in generated code: prettyplease leaves what is inside of macros as it is.

use std::fmt::Write;

use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Expr, Ident, ItemMacro, Token, Visibility, braced, parse_quote};

use super::format_item;

/// The text of `bitflags! { … }`, formatted; `None` if the item is something else.
pub fn format_bitflags(item: &ItemMacro) -> Option<String> {
    let Flags { attributes, visibility, name, bits, constants } = item.mac.parse_body().ok()?;
    let path = &item.mac.path.segments;
    let path: Vec<_> = path.iter().map(|segment| segment.ident.to_string()).collect();
    // The formatter knows items alone, so it is given ones that differ in a detail.
    let head = format_item(parse_quote!(#(#attributes)* #visibility struct #name;));
    let head = head.trim_end().trim_end_matches(';');
    let mut text = format!("{}! {{\n{}: {} {{\n", path.join("::"), indented(head, 4), bits);
    for constant in constants {
        let Constant { attributes, name, value } = constant;
        let item = format_item(parse_quote!(#(#attributes)* const #name: () = #value;));
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "{}", indented(item.trim_end(), 8).replace(": () =", " ="));
    }
    text.push_str("    }\n}\n");
    Some(text)
}

fn indented(text: &str, spaces: usize) -> String {
    let lines: Vec<_> = text.lines().map(|line| format!("{:spaces$}{line}", "")).collect();
    lines.join("\n")
}

/// What `bitflags!` takes.
struct Flags {
    attributes: Vec<Attribute>,
    visibility: Visibility,
    name: Ident,
    bits: Ident,
    constants: Vec<Constant>,
}

/// A flag, or the bits without a name.
struct Constant {
    attributes: Vec<Attribute>,
    name: Ident,
    value: Expr,
}

impl Parse for Flags {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        input.parse::<Token![struct]>()?;
        let name = input.parse()?;
        input.parse::<Token![:]>()?;
        let bits = input.parse()?;
        let body;
        braced!(body in input);
        let mut constants = Vec::new();
        while !body.is_empty() {
            constants.push(body.parse()?);
        }
        Ok(Self { attributes, visibility, name, bits, constants })
    }
}

impl Parse for Constant {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        input.parse::<Token![const]>()?;
        let name = input.call(<Ident as syn::ext::IdentExt>::parse_any)?;
        input.parse::<Token![=]>()?;
        let value = input.parse()?;
        input.parse::<Token![;]>()?;
        Ok(Self { attributes, name, value })
    }
}

//! Sets of flags.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::documentation::{clause, describe, documentation, provenance, sentence};
use super::rows::{row, table};
use crate::model::Flags;
use crate::names::{constant, identifier};
use crate::roles::{Kind, roles_of};

/// The constants that every set of flags has, those of the roles included.
pub const CONSTANTS: [&str; 5] = ["ROWS", "RESERVED", "NAMES", "CACHED", "QUIET"];

/// A set of flags.
pub fn expand_flags(flags: &Flags) -> TokenStream {
    let name = identifier(&flags.head.rust);
    let definition = expand_definition(flags);
    let (none, none_description) = &flags.none;
    let (separator, written) = (&flags.separator, &flags.written_separator);
    let reserved = flags.reserved.iter().map(|(bit, description, _)| {
        let bit = Literal::u8_unsuffixed(*bit);
        quote!(#bit (#description))
    });
    let head = quote!(#name: #none (#none_description), #separator #written, reserved [#(#reserved),*]);
    let rows =
        table("flag_set", &head, flags.flags.iter().map(|flag| (flag.head.rust.clone(), row(&flag.head))));
    let roles = expand_roles(flags);
    quote! {
        #definition
        #rows
        #roles
    }
}

fn expand_definition(flags: &Flags) -> TokenStream {
    let name = identifier(&flags.head.rust);
    let kept = if flags.reserved.is_empty() { "" } else { " Reserved bits are kept." };
    let (none, none_description) = &flags.none;
    let docs = documentation(&format!(
        "{}{}\n\nThe empty set is `{none}`: {}{kept}",
        sentence(&flags.head.description),
        provenance(flags.head.origin),
        clause(none_description)
    ));
    let constants = flags.flags.iter().map(|flag| {
        let (docs, constant) = (describe(&flag.head), identifier(&flag.head.rust));
        let bit = Literal::u8_unsuffixed(flag.bit);
        quote!(#docs const #constant = 1 << #bit;)
    });
    let reserved = flags.reserved.iter().map(|(bit, ..)| {
        let bit = Literal::u8_unsuffixed(*bit);
        quote!(const _ = 1 << #bit;)
    });
    quote! {
        runtime::bitflags! {
            #docs
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct #name: u32 {
                #(#constants)*
                #(#reserved)*
            }
        }
    }
}

/// What flags mean to the code of this project: every role is there, on no flag if the spec has none.
fn expand_roles(flags: &Flags) -> Option<TokenStream> {
    if flags.flags.iter().all(|flag| flag.role.is_none()) {
        return None;
    }
    let constants = roles_of(Kind::Flag).map(|role| {
        let found = flags.flags.iter().find(|flag| flag.role == Some(role));
        let value = found.map_or_else(
            || quote!(Self::empty()),
            |flag| {
                let flag = identifier(&flag.head.rust);
                quote!(Self::#flag)
            },
        );
        let docs = documentation(&format!("The flag with the role `{}`: {}.", role.name, role.meaning));
        let constant = format_ident!("{}", constant(role.name));
        quote!(#docs pub const #constant: Self = #value;)
    });
    let name = identifier(&flags.head.rust);
    Some(quote!(impl #name { #(#constants)* }))
}

//! Strings with a grammar.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use wmlogin_runtime::generated::Guid;

use super::documentation::{documentation, erratum, escape, provenance, sentence};
use crate::model::{Identifier, Shape};
use crate::names::identifier;

/// An identifier.
pub fn expand_identifier(definition: &Identifier) -> TokenStream {
    let name = identifier(&definition.head.rust);
    let struct_definition = expand_definition(definition);
    let table = match (&definition.shape, definition.credential) {
        (Shape::Guid, false) => quote!(runtime::guid! { #name }),
        (Shape::Guid, true) => quote!(runtime::guid_credential! { #name }),
        (Shape::Token { ranges, min, max, .. }, is_credential) => {
            let (min, max) = (Literal::u8_unsuffixed(*min), Literal::u8_unsuffixed(*max));
            let expected = expected(&definition.shape);
            let ranges = ranges.iter().map(|&(first, last)| {
                let (from, to) = (Literal::byte_character(first), Literal::byte_character(last));
                if first == last { quote!(#from) } else { quote!(#from..=#to) }
            });
            let head = quote!(#name(#min..=#max), #expected, #(#ranges)|*);
            if is_credential {
                quote!(runtime::credential! { #head })
            } else {
                quote!(runtime::identifier! { #head })
            }
        }
    };
    quote! {
        #struct_definition
        #table
    }
}

/// The shape of an identifier's text, for documentation and error messages.
pub fn expected(shape: &Shape) -> String {
    match shape {
        Shape::Guid => Guid::EXPECTED.to_owned(),
        Shape::Token { characters, min, max, .. } => {
            let count = if min == max { max.to_string() } else { format!("{min} to {max}") };
            match characters.as_str() {
                "0-9" => format!("{count} digits"),
                "!-~" => format!("{count} visible ASCII characters"),
                _ => format!("{count} characters out of {characters}"),
            }
        }
    }
}

fn expand_definition(definition: &Identifier) -> TokenStream {
    let name = identifier(&definition.head.rust);
    let warning = if definition.credential {
        "\n\nA bearer credential: whoever holds it can act as the user. `Debug` does not show it, and comparing \
         takes the same time wherever two differ."
    } else {
        ""
    };
    let docs = documentation(&format!(
        "{}\n\nIts text is {}.{}{}{warning}",
        sentence(&definition.head.description),
        escape(&expected(&definition.shape)),
        erratum(definition.printed.as_deref(), definition.erratum.as_deref()),
        provenance(definition.head.origin),
    ));
    let inner = match &definition.shape {
        Shape::Guid => quote!(runtime::Guid),
        Shape::Token { max, .. } => {
            let max = Literal::u8_unsuffixed(*max);
            quote!(runtime::Token<#max>)
        }
    };
    let more = (!definition.credential).then(|| quote!(Copy, PartialOrd, Ord,));
    quote! {
        #docs
        #[derive(Clone, #more PartialEq, Eq, Hash)]
        pub struct #name(#inner);
    }
}

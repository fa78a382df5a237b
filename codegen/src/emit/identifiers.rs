//! Strings with a grammar.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::Module;
use super::columns::expand_from_str;
use super::documentation::{documentation, erratum, provenance, sentence};
use crate::model::{Identifier, Length, Model, Shape};

/// The module with every identifier.
pub fn module(model: &Model) -> Option<Module> {
    let identifiers = model.identifiers.iter().map(expand_identifier);
    Module::flat("identifiers", "Strings with a grammar, each a type of its own.", quote!(#(#identifiers)*))
}

fn expand_identifier(identifier: &Identifier) -> TokenStream {
    let definition = expand_definition(identifier);
    let value = expand_value(identifier);
    let shown = if identifier.credential { expand_credential(identifier) } else { expand_plain(identifier) };
    let from_str = expand_from_str(&format_ident!("{}", identifier.name), "");
    quote! {
        #definition
        #value
        #shown
        #from_str
    }
}

/// What a text of the identifier looks like, for documentation and error messages.
pub fn expected(shape: &Shape) -> String {
    match shape {
        Shape::Guid => "a GUID with hyphens, such as 00000000-0000-0000-0000-000000000000".to_owned(),
        Shape::Token { characters, length: Length { min, max }, .. } => {
            let count = if min == max { max.to_string() } else { format!("{min} to {max}") };
            match characters.as_str() {
                "0-9" => format!("{count} digits"),
                "!-~" => format!("{count} visible ASCII characters"),
                _ => format!("{count} characters out of {characters}"),
            }
        }
    }
}

fn expand_definition(identifier: &Identifier) -> TokenStream {
    let name = format_ident!("{}", identifier.name);
    let warning = if identifier.credential {
        "\n\nA credential: whoever holds it can act as the user. `Debug` does not show it, and comparing \
         takes the same time wherever two differ."
    } else {
        ""
    };
    let docs = documentation(&format!(
        "{}\n\nIt is {}.{}{}{warning}",
        sentence(&identifier.description),
        super::documentation::escape(&expected(&identifier.shape)),
        erratum(identifier.printed.as_deref(), identifier.erratum.as_deref()),
        provenance(identifier.origin),
    ));
    let (inner, derived) = match &identifier.shape {
        Shape::Guid => (quote!(runtime::Guid), quote!(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)),
        Shape::Token { length, .. } => {
            let max = Literal::u8_unsuffixed(length.max);
            let more = (!identifier.credential).then(|| quote!(Copy, PartialOrd, Ord,));
            (quote!(runtime::Token<#max>), quote!(Clone, #more PartialEq, Eq, Hash))
        }
    };
    quote! {
        #docs
        #[derive(#derived)]
        pub struct #name(#inner);
    }
}

fn expand_value(identifier: &Identifier) -> TokenStream {
    let name = format_ident!("{}", identifier.name);
    let expected = expected(&identifier.shape);
    let read = match &identifier.shape {
        Shape::Guid => quote!(runtime::Guid::read(text).map(Self)),
        Shape::Token { ranges, length, .. } => {
            let min = Literal::u8_unsuffixed(length.min);
            let ranges = ranges.iter().map(|&(first, last)| {
                let (from, to) = (Literal::byte_character(first), Literal::byte_character(last));
                if first == last { quote!(#from) } else { quote!(#from..=#to) }
            });
            quote!(runtime::Token::read(text, #min, |byte| matches!(byte, #(#ranges)|*)).map(Self))
        }
    };
    quote! {
        impl runtime::Value for #name {
            const EXPECTED: &'static str = #expected;

            fn read(text: &[u8]) -> Result<Self, runtime::Problem> {
                #read
            }

            fn write(&self, out: &mut dyn ::core::fmt::Write) -> ::core::fmt::Result {
                out.write_str(self.0.as_str())
            }
        }
    }
}

fn expand_credential(identifier: &Identifier) -> TokenStream {
    let name = format_ident!("{}", identifier.name);
    let hidden = format!("{}(not shown)", identifier.name);
    quote! {
        impl #name {
            /// The credential itself. Keep it out of logs, pages and messages.
            #[must_use]
            pub fn reveal(&self) -> &str {
                self.0.as_str()
            }
        }

        impl ::core::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(#hidden)
            }
        }
    }
}

fn expand_plain(identifier: &Identifier) -> TokenStream {
    let name = format_ident!("{}", identifier.name);
    let type_name = &identifier.name;
    let guid = matches!(identifier.shape, Shape::Guid).then(|| {
        quote! {
            impl #name {
                /// The value, whatever the letter case.
                #[must_use]
                pub const fn uuid(&self) -> runtime::Uuid {
                    self.0.value()
                }
            }

            impl From<runtime::Uuid> for #name {
                /// Printed in lower case.
                fn from(value: runtime::Uuid) -> Self {
                    Self(value.into())
                }
            }
        }
    });
    quote! {
        impl #name {
            /// The text as it was given.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        #guid

        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_tuple(#type_name).field(&self.as_str()).finish()
            }
        }
    }
}

//! What every generated enum has: methods that are columns of the documents' tables, and traits.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::documentation::{self, documentation};
use crate::model::Origin;

/// What the method `help` returns.
pub const HELP: &str = "What to do about it, where that is known.

In this project's words, never the operator's, whatever the origin of the status code.";

/// The variants of an enum, each a row of a table.
pub struct Rows {
    variants: Vec<Ident>,
}

impl Rows {
    /// Rows for the variants with these names.
    pub fn new<'a>(variants: impl IntoIterator<Item = &'a String>) -> Self {
        Self { variants: variants.into_iter().map(|variant| format_ident!("{variant}")).collect() }
    }

    /// The variants.
    pub fn variants(&self) -> &[Ident] {
        &self.variants
    }

    /// A constant with all variants.
    pub fn all(&self, docs: &str) -> TokenStream {
        let (docs, count) = (documentation(docs), Literal::usize_unsuffixed(self.variants.len()));
        let variants = &self.variants;
        quote! {
            #docs
            pub const ALL: [Self; #count] = [#(Self::#variants),*];
        }
    }

    /// A method that returns what a column has in the variant's row.
    pub fn column<T: ToTokens>(
        &self,
        docs: &str,
        method: &str,
        returned: &TokenStream,
        cells: impl IntoIterator<Item = T>,
    ) -> TokenStream {
        let (docs, method) = (documentation(docs), format_ident!("{method}"));
        let variants = &self.variants;
        let cells = cells.into_iter();
        quote! {
            #docs
            #[must_use]
            pub const fn #method(self) -> #returned {
                match self { #(Self::#variants => #cells,)* }
            }
        }
    }

    /// A column of texts.
    pub fn texts<'a>(
        &self,
        docs: &str,
        method: &str,
        cells: impl IntoIterator<Item = &'a str>,
    ) -> TokenStream {
        self.column(docs, method, &quote!(&'static str), cells)
    }

    /// The column of origins.
    pub fn origins(&self, docs: &str, cells: impl IntoIterator<Item = Origin>) -> TokenStream {
        let cells = cells.into_iter().map(documentation::origin);
        self.column(docs, "origin", &quote!(runtime::Origin), cells)
    }

    /// A method that says whether the variant is one of `chosen`.
    pub fn test<'a>(docs: &str, method: &str, chosen: impl IntoIterator<Item = &'a String>) -> TokenStream {
        let chosen: Vec<_> = chosen.into_iter().map(|variant| format_ident!("{variant}")).collect();
        let is_chosen =
            if chosen.is_empty() { quote!(false) } else { quote!(matches!(self, #(Self::#chosen)|*)) };
        expand_test(docs, method, &is_chosen)
    }

    /// A method that says whether the variant is none of `exceptions`.
    pub fn test_unless<'a>(
        docs: &str,
        method: &str,
        exceptions: impl IntoIterator<Item = &'a String>,
    ) -> TokenStream {
        let exceptions: Vec<_> = exceptions.into_iter().map(|variant| format_ident!("{variant}")).collect();
        let is_none = if exceptions.is_empty() {
            quote!(true)
        } else {
            quote!(!matches!(self, #(Self::#exceptions)|*))
        };
        expand_test(docs, method, &is_none)
    }
}

fn expand_test(docs: &str, method: &str, body: &TokenStream) -> TokenStream {
    let (docs, method) = (documentation(docs), format_ident!("{method}"));
    quote! {
        #docs
        #[must_use]
        pub const fn #method(self) -> bool {
            #body
        }
    }
}

/// The documented name, for code that writes any.
pub fn expand_named(name: &Ident) -> TokenStream {
    quote! {
        impl runtime::Named for #name {
            fn name(self) -> &'static str {
                Self::name(self)
            }
        }
    }
}

/// `Display` as the documented name.
pub fn expand_display_name(name: &Ident) -> TokenStream {
    quote! {
        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.name())
            }
        }
    }
}

/// `Display` as the text that is sent.
pub fn expand_display_value(name: &Ident) -> TokenStream {
    quote! {
        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                runtime::Value::write(self, f)
            }
        }
    }
}

/// `FromStr` as strict as reading a field; `docs` says what it reads where that is not plain.
pub fn expand_from_str(name: &Ident, docs: &str) -> TokenStream {
    let docs = documentation(docs);
    quote! {
        impl ::core::str::FromStr for #name {
            type Err = runtime::ValueError;

            #docs
            fn from_str(text: &str) -> Result<Self, runtime::ValueError> {
                runtime::read(text)
            }
        }
    }
}

//! The versions of the response.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::Module;
use super::documentation::{self, clause, documentation, provenance};
use super::types::bytes;
use crate::model::{Field, Model, Response, Role};

/// The module with the enum of versions.
pub fn module(model: &Model, response: &Response) -> Option<Module> {
    let definition = expand_definition(model, response);
    let documented = expand_documented(response);
    Module::flat(
        "version",
        "The versions of the response.",
        quote! {
            #definition
            #documented
        },
    )
}

fn expand_definition(model: &Model, response: &Response) -> TokenStream {
    let versions = &response.versions;
    let count = Literal::usize_unsuffixed(versions.len());
    let variants: Vec<_> = versions.iter().map(|version| format_ident!("{}", version.variant)).collect();
    let docs = versions.iter().map(|version| {
        documentation(&format!(
            "Version {}: {}{}",
            version.name,
            clause(&version.description),
            provenance(version.origin)
        ))
    });
    let names = versions.iter().map(|version| &version.name);
    let values = versions.iter().map(|version| Literal::u16_unsuffixed(version.value));
    let descriptions = versions.iter().map(|version| &version.description);
    let formats = versions.iter().map(|version| &model.date_formats[version.date_format].format);
    quote! {
        /// The version of a response. Later versions are greater.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Version {
            #(#docs #variants,)*
        }

        impl Version {
            /// Every version, oldest first.
            pub const ALL: [Self; #count] = [#(Self::#variants),*];

            /// The version as the document writes it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { #(Self::#variants => #names,)* }
            }

            /// The value of the version field.
            #[must_use]
            pub const fn value(self) -> u16 {
                match self { #(Self::#variants => #values,)* }
            }

            /// What the version is, in the words of the document.
            #[must_use]
            pub const fn description(self) -> &'static str {
                match self { #(Self::#variants => #descriptions,)* }
            }

            /// The format of its dates, a .NET format string.
            #[must_use]
            pub const fn date_format(self) -> &'static str {
                match self { #(Self::#variants => #formats,)* }
            }
        }

        impl ::core::fmt::Display for Version {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.name())
            }
        }

        impl ::core::str::FromStr for Version {
            type Err = runtime::ValueError;

            /// Reads the value of the version field.
            fn from_str(text: &str) -> Result<Self, runtime::ValueError> {
                runtime::read(text)
            }
        }
    }
}

fn expand_documented(response: &Response) -> TokenStream {
    let versions = &response.versions;
    let variants: Vec<_> = versions.iter().map(|version| format_ident!("{}", version.variant)).collect();
    let texts: Vec<_> = versions.iter().map(|version| version.value.to_string()).collect();
    let values = texts.iter().map(|text| bytes(text));
    let expected = documentation::alternatives(texts.iter().map(String::as_str));
    let fields = (0..versions.len()).map(|version| set(response, version, |_| true));
    let required = (0..versions.len()).map(|version| set(response, version, is_required));
    quote! {
        impl runtime::Value for Version {
            const EXPECTED: &'static str = #expected;

            fn read(text: &[u8]) -> Result<Self, runtime::Problem> {
                Ok(match text {
                    #(#values => Self::#variants,)*
                    _ => return Err(runtime::Problem::Unknown),
                })
            }

            fn write(&self, out: &mut dyn ::core::fmt::Write) -> ::core::fmt::Result {
                write!(out, "{}", self.value())
            }

            fn meanings(&self) -> impl Iterator<Item = &'static str> {
                ::core::iter::once(self.description())
            }
        }

        impl runtime::DocumentedVersion for Version {
            fn fields(self) -> u64 {
                use super::Field;
                match self { #(Self::#variants => const { #fields },)* }
            }

            fn required_fields(self) -> u64 {
                use super::Field;
                match self { #(Self::#variants => const { #required },)* }
            }
        }

        /// The set with these fields, a bit each.
        const fn set(fields: &[super::Field]) -> u64 {
            let mut set = 0;
            let mut index = 0;
            while index < fields.len() {
                set |= 1 << fields[index] as u64;
                index += 1;
            }
            set
        }
    }
}

fn is_required(field: &Field) -> bool {
    !matches!(field.role, Role::Dependent { .. })
}

/// The set of a version's fields, by name, so that a change of the spec shows in a diff.
fn set(response: &Response, version: usize, chosen: impl Fn(&Field) -> bool) -> TokenStream {
    let fields = response
        .fields
        .iter()
        .filter(|field| field.versions.contains(&version) && chosen(field))
        .map(|field| format_ident!("{}", field.variant));
    quote!(set(&[#(Field::#fields),*]))
}

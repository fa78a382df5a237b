//! The versions of the response.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::Module;
use super::columns::{Rows, expand_display_name, expand_from_str};
use super::documentation::{clause, documentation, provenance};
use super::types::{bytes, identifier};
use crate::choices::alternatives;
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
    let rows = Rows::new(versions.iter().map(|version| &version.variant));
    let variants = rows.variants();
    let docs = versions.iter().map(|version| {
        documentation(&format!(
            "Version {}: {}{}",
            version.name,
            clause(&version.description),
            provenance(version.origin)
        ))
    });
    let all = rows.all("Every version, oldest first.");
    let names = rows.texts(
        "The version as the document writes it.",
        "name",
        versions.iter().map(|version| version.name.as_str()),
    );
    let values = rows.column(
        "The value of the version field.",
        "value",
        &quote!(u16),
        versions.iter().map(|version| Literal::u16_unsuffixed(version.value)),
    );
    let descriptions = rows.texts(
        "What the version is, in the words of the document.",
        "description",
        versions.iter().map(|version| version.description.as_str()),
    );
    let formats = rows.texts(
        "The format of its dates, a .NET format string.",
        "date_format",
        versions.iter().map(|version| model.date_formats[version.date_format].format.as_str()),
    );
    let times = versions.iter().map(|version| {
        let format = identifier(&model.date_formats[version.date_format].name);
        quote!(super::#format::truncate(time).map(|time| runtime::ToString::to_string(&time)))
    });
    let name = format_ident!("Version");
    let display = expand_display_name(&name);
    let from_str = expand_from_str(&name, "Reads the value of the version field.");
    quote! {
        /// The version of a response. Later versions are greater.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Version {
            #(#docs #variants,)*
        }

        impl Version {
            #all
            #names
            #values
            #descriptions
            #formats

            /// The moment as responses of the version write it; none outside the years 1 to 9999.
            #[must_use]
            pub fn write_time(self, time: runtime::DateTime<runtime::Utc>) -> Option<runtime::String> {
                match self { #(Self::#variants => #times,)* }
            }
        }

        #display
        #from_str
    }
}

fn expand_documented(response: &Response) -> TokenStream {
    let versions = &response.versions;
    let variants: Vec<_> = versions.iter().map(|version| format_ident!("{}", version.variant)).collect();
    let texts: Vec<_> = versions.iter().map(|version| version.value.to_string()).collect();
    let values = texts.iter().map(|text| bytes(text));
    let expected = alternatives(&texts);
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

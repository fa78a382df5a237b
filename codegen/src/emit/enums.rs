//! Enumerations and tables of status codes.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::Module;
use super::columns::{HELP, Rows, expand_display_name, expand_from_str};
use super::documentation::{documentation, provenance, sentence};
use super::types::{bytes, identifier};
use crate::choices::alternatives;
use crate::model::{Enum, EnumValue, Model};

/// The module with every enumeration.
pub fn module(model: &Model) -> Option<Module> {
    let items = expand_enums(model, |definition| !definition.table);
    Module::flat("enums", "The enumerations, with everything that the documents say of their values.", items)
}

/// The module with every table of status codes.
pub fn tables_module(model: &Model) -> Option<Module> {
    let items = expand_enums(model, |definition| definition.table);
    Module::flat("tables", "The tables of status codes.", items)
}

fn expand_enums(model: &Model, chosen: impl Fn(&Enum) -> bool) -> TokenStream {
    let chosen: Vec<_> = model.enums.iter().filter(|definition| chosen(definition)).collect();
    let enums = chosen.iter().map(|definition| expand_enum(model, definition));
    let tests = (!chosen.is_empty()).then(|| expand_tests(&chosen));
    quote! {
        #(#enums)*
        #tests
    }
}

fn expand_enum(model: &Model, definition: &Enum) -> TokenStream {
    let name = format_ident!("{}", definition.name);
    let docs = documentation(&(sentence(&definition.description) + provenance(definition.origin)));
    let representation = definition.numbered.then(|| quote!(#[repr(i32)]));
    let variants = definition.values.iter().map(|value| expand_variant(model, value));
    let accessors = expand_accessors(definition);
    let numbers = definition.numbered.then(|| expand_numbers(definition));
    let traits = expand_traits(definition);
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #representation
        pub enum #name {
            #(#variants,)*
        }
        impl #name {
            #accessors
            #numbers
        }
        #traits
    }
}

fn expand_variant(model: &Model, value: &EnumValue) -> TokenStream {
    let variant = format_ident!("{}", value.variant);
    let meaning = value.description.as_deref().unwrap_or(&value.name);
    let comment =
        comment(model, value).map(|comment| format!("\n\n{}", sentence(&comment))).unwrap_or_default();
    let coined = if value.coined { "\n\nThe name is this project's own." } else { "" };
    let docs = documentation(&(sentence(meaning) + &comment + coined + provenance(value.origin)));
    let number = value.id.map(|id| {
        let id = Literal::i32_unsuffixed(id);
        quote!(= #id)
    });
    quote!(#docs #variant #number)
}

/// The comment that the documents have on a value.
pub fn comment(model: &Model, value: &EnumValue) -> Option<String> {
    let unused = (!value.in_use).then(|| "not in use".to_owned());
    let see = value.see.and_then(|index| model.enums.get(index)).map(|other| format!("see {}", other.name));
    match (unused, see) {
        (Some(unused), Some(see)) => Some(format!("{unused}, {see}")),
        (unused, see) => unused.or(see),
    }
}

fn expand_accessors(definition: &Enum) -> TokenStream {
    let values = &definition.values;
    let rows = Rows::new(values.iter().map(|value| &value.variant));
    let all = rows.all("Every value, in the documented order.");
    let names = rows.texts(
        "The documented name, as it is sent.",
        "name",
        values.iter().map(|value| value.name.as_str()),
    );
    let descriptions = rows.texts(
        "What the value means, in the words of the document.",
        "description",
        values.iter().map(|value| value.description.as_ref().unwrap_or(&value.name).as_str()),
    );
    let help = definition.has_help().then(|| expand_help(&rows, values));
    let origins = rows.origins("Where the value comes from.", values.iter().map(|value| value.origin));
    let unused = values.iter().filter(|value| !value.in_use).map(|value| &value.variant);
    let is_in_use =
        Rows::test_unless("Whether the document does not say \"not in use\".", "is_in_use", unused);
    let absent: Vec<_> = values.iter().filter(|value| !value.present).map(|value| &value.variant).collect();
    let is_present = (!absent.is_empty()).then(|| {
        let docs =
            "Whether there is such a thing, as far as the value says: not if it is absent or nobody knows.";
        Rows::test_unless(docs, "is_present", absent)
    });
    quote! {
        #all
        #names
        #descriptions
        #help
        #origins
        #is_in_use
        #is_present

        /// The value with this name, in exactly this letter case.
        #[must_use]
        pub fn from_name(name: &str) -> Option<Self> {
            <Self as runtime::Value>::read(name.as_bytes()).ok()
        }
    }
}

fn expand_help(rows: &Rows, values: &[EnumValue]) -> TokenStream {
    let cells = values.iter().map(|value| match &value.help {
        Some(help) => quote!(Some(#help)),
        None => quote!(None),
    });
    rows.column(HELP, "help", &quote!(Option<&'static str>), cells)
}

fn expand_numbers(definition: &Enum) -> TokenStream {
    let (ids, variants): (Vec<_>, Vec<_>) = definition
        .values
        .iter()
        .filter_map(|value| Some((Literal::i32_unsuffixed(value.id?), format_ident!("{}", value.variant))))
        .unzip();
    let (id, from_id) =
        if definition.table { ("The status code.", "code") } else { ("The documented id.", "id") };
    let from_id = format!(" The value with this {from_id}.");
    let id = format!(" {id}");
    quote! {
        #[doc = #id]
        #[must_use]
        pub const fn id(self) -> i32 {
            self as i32
        }

        #[doc = #from_id]
        #[must_use]
        pub const fn from_id(id: i32) -> Option<Self> {
            match id {
                #(#ids => Some(Self::#variants),)*
                _ => None,
            }
        }
    }
}

fn expand_traits(definition: &Enum) -> TokenStream {
    let name = format_ident!("{}", definition.name);
    let sent: Vec<_> = definition.values.iter().filter(|value| !value.coined).collect();
    let variants = sent.iter().map(|value| format_ident!("{}", value.variant));
    let names = sent.iter().map(|value| bytes(&value.name));
    let (display, from_str) = (expand_display_name(&name), expand_from_str(&name, ""));
    let expected = alternatives(&sent.iter().map(|value| value.name.as_str()).collect::<Vec<_>>());
    quote! {
        impl runtime::Value for #name {
            const EXPECTED: &'static str = #expected;

            fn read(text: &[u8]) -> Result<Self, runtime::Problem> {
                Ok(match text {
                    #(#names => Self::#variants,)*
                    _ => return Err(runtime::Problem::Unknown),
                })
            }

            fn write(&self, out: &mut dyn ::core::fmt::Write) -> ::core::fmt::Result {
                out.write_str(self.name())
            }

            fn meanings(&self) -> impl Iterator<Item = &'static str> {
                ::core::iter::once(self.description())
            }

            fn is_in_use(&self) -> bool {
                Self::is_in_use(*self)
            }
        }

        #display
        #from_str
    }
}

/// One row of the spec makes both directions, so every row is tried in both.
fn expand_tests(enums: &[&Enum]) -> TokenStream {
    let tests = enums.iter().map(|definition| {
        let test = identifier(&crate::names::module(&definition.name));
        let name = format_ident!("{}", definition.name);
        let coined: Vec<_> = definition
            .values
            .iter()
            .filter(|value| value.coined)
            .map(|value| format_ident!("{}", value.variant))
            .collect();
        let by_name = if coined.is_empty() {
            quote!(assert_eq!(#name::from_name(value.name()), Some(value));)
        } else {
            quote! {
                let sent = !matches!(value, #(#name::#coined)|*);
                assert_eq!(#name::from_name(value.name()), sent.then_some(value));
            }
        };
        let by_id = definition.numbered.then(|| quote!(assert_eq!(#name::from_id(value.id()), Some(value));));
        quote! {
            #[test]
            fn #test() {
                for value in #name::ALL {
                    #by_name
                    #by_id
                }
            }
        }
    });
    quote! {
        #[cfg(test)]
        mod tests {
            use super::*;
            #(#tests)*
        }
    }
}

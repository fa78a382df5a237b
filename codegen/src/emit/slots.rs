//! The quick reader: what browsers write, each field in a slot.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::paths::{in_root, plain_type, struct_name};
use super::{Exposure, Module};
use crate::model::{DateFormat, Interval, Member, Response, Type};
use crate::names::identifier;

/// The module with the slots of the fields of a success.
pub fn module(response: &Response) -> Option<Module> {
    let slots = response.fields.members().map(|field| {
        let (slot, value) = (identifier(&field.accessor), slot_type(field));
        quote!(pub(super) #slot: Option<#value>)
    });
    let (time, read) = (expand_time(response), expand_read(response));
    let versions = response.versions.iter().map(|version| identifier(&version.head.rust));
    let structs = response.versions.iter().map(struct_name);
    let items = quote! {
        /// The fields of a success as browsers post them, each in a slot.
        #[derive(Default)]
        pub(super) struct Slots {
            #(#slots,)*
        }

        #time

        impl Slots {
            #read
        }

        impl root::Response {
            /// Reads a success that is written as browsers write it, and everything else carefully.
            pub(super) fn read(body: &[u8]) -> Result<Self, root::ParseError> {
                let mut slots = Slots::default();
                if slots.fill(body).is_err() {
                    return Self::read_carefully(body);
                }
                match slots.version {
                    #(Some(root::Version::#versions) => root::#structs::from_slots(&mut slots, body),)*
                    None => Self::read_carefully(body),
                }
            }
        }
    };
    let docs = "Quick reading of a success.";
    Module::new("slots", Exposure::Private, vec![response.file], docs, items)
}

/// The type of a field's slot: a date and time in the format that it came in.
fn slot_type(field: &Member<Interval>) -> TokenStream {
    match &field.value {
        Type::DateTime => quote!(Time),
        value => plain_type(value),
    }
}

/// The formats of the versions, the newest version's first, each once.
fn formats(response: &Response) -> Vec<&DateFormat> {
    let mut formats: Vec<&DateFormat> = Vec::new();
    for version in response.versions.iter().rev() {
        if !formats.iter().any(|format| format.head.rust == version.date_format.head.rust) {
            formats.push(&version.date_format);
        }
    }
    formats
}

fn expand_time(response: &Response) -> Option<TokenStream> {
    let has_time = response.fields.members().any(|field| matches!(field.value, Type::DateTime));
    let formats: Vec<_> = formats(response).into_iter().map(|format| &format.head).collect();
    let variants: Vec<_> = formats.iter().map(|head| identifier(&head.rust)).collect();
    let types: Vec<_> = formats.iter().map(|head| in_root(head)).collect();
    let takes = types.iter().zip(&variants).map(|(of, variant)| quote!(#of::take(rest).map(Self::#variant)));
    let take = takes.reduce(|first, next| quote!(#first.or_else(|| #next)));
    has_time.then(|| {
        quote! {
            /// A date and time in the format of a version.
            pub(super) enum Time {
                #(#variants(#types),)*
            }

            impl Time {
                fn take(rest: &mut &[u8]) -> Option<Self> {
                    use runtime::Value;

                    #take
                }
            }
        }
    })
}

fn expand_read(response: &Response) -> TokenStream {
    let mut arms = BTreeMap::<u8, Vec<TokenStream>>::new();
    for field in response.fields.members() {
        let suffix = field.head.name.strip_prefix(&response.prefix).unwrap_or_default();
        let (text, slot) =
            (Literal::byte_string(format!("{suffix}=").as_bytes()), identifier(&field.accessor));
        let take = match &field.value {
            Type::DateTime => quote!(body.take_as(#text, &mut self.#slot, Time::take)?),
            _ => quote!(body.take(#text, &mut self.#slot)?),
        };
        arms.entry(suffix.bytes().next().unwrap_or(b'=')).or_default().push(take);
    }
    let (first, takes): (Vec<_>, Vec<_>) =
        arms.into_iter().map(|(first, takes)| (Literal::byte_character(first), takes)).unzip();
    quote! {
        /// Reads the fields in any order.
        // A call of its own, so that a value is written where it stays.
        #[inline(never)]
        fn fill(&mut self, body: &[u8]) -> Result<(), runtime::GiveUp> {
            let mut body = runtime::Body::new(body)?;
            while let Some(first) = body.next_name::<root::Field>()? {
                let is_known = match first {
                    #(#first => #(#takes)||*,)*
                    _ => false,
                };
                if !is_known {
                    body.pass_unknown::<root::Field>()?;
                }
            }
            Ok(())
        }
    }
}

/// The pattern for the slot of a field that a version has.
pub fn filled(format: &DateFormat, field: &Member<Interval>) -> TokenStream {
    let slot: Ident = identifier(&field.accessor);
    match &field.value {
        Type::DateTime => {
            let format = identifier(&format.head.rust);
            quote!(#slot: Some(root::slots::Time::#format(#slot)))
        }
        _ => quote!(#slot: Some(#slot)),
    }
}

/// Takes a value out of the pattern of its slot.
pub fn taken(field: &Member<Interval>) -> TokenStream {
    let slot: Ident = identifier(&field.accessor);
    match &field.value {
        Type::Text => quote!(::core::mem::take(#slot)),
        value if value.is_credential() => quote!(#slot.clone()),
        _ => quote!(*#slot),
    }
}

//! The documented fields.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::documentation::{code, named};
use super::roles::name_constants;
use super::rows::{member_row, row, table};
use super::{Exposure, Module};
use crate::model::{Interval, Response, Shape, Type};
use crate::names::identifier;
use crate::roles::Kind;

/// The longest value that is read in any case, in bytes: room for what the operator adds.
const LONGEST: usize = 256;

/// The module with the enum of fields.
pub fn module(response: &Response) -> Option<Module> {
    let rows = expand_rows(response);
    let roles = name_constants(Kind::Field, &response.fields);
    let certificate = roles.is_some().then(|| expand_certificate(response));
    let items = quote! {
        #rows
        #roles
        #certificate

        /// The documented fields of one response, as they came.
        pub(super) type Fields<V> = runtime::Fields<Field, V, { Field::ALL.len() }, { Field::MAX_VALUE_LENGTH }>;

        /// An error of reading a response.
        pub type ParseError = runtime::ParseError<Field>;
    };
    Module::new("field", Exposure::Flat, vec![response.file], "The documented fields of a response.", items)
}

/// The field and value, beside the method, that say that there was a certificate.
fn expand_certificate(response: &Response) -> TokenStream {
    let others =
        response.fields.members().filter(|field| field.role.is_none_or(|role| role.name != "method"));
    let mut found = others.filter_map(|field| match &field.value {
        Type::Enum(definition) => Some((field, definition.values.iter().find(|value| value.role.is_some())?)),
        _ => None,
    });
    let value = found.next().map_or(quote!(None), |(field, value)| {
        let (field, value) = (identifier(&field.head.rust), &value.head.name);
        quote!(Some((Self::#field, #value)))
    });
    quote! {
        impl Field {
            /// The field and the value that say that the user presented a personal certificate, beside the method.
            pub const CERTIFICATE: Option<(Self, &'static str)> = #value;
        }
    }
}

fn expand_rows(response: &Response) -> TokenStream {
    // The two fields of outcomes come last.
    let outcomes = [&response.outcome_string, &response.outcome_code];
    let prefix = &response.prefix;
    let version = identifier(&response.fields[response.version_field].head.rust);
    let [string, of_code] = outcomes.map(|head| identifier(&head.rust));
    let longest = Literal::usize_unsuffixed(longest(response));
    let head = quote! {
        #[doc = " A documented field of a response: those of a success in the documented order, then the two of other outcomes."]
        pub enum Field of root::Version, prefix #prefix, version #version, outcome #string #of_code, longest #longest
    };
    let fields = response.fields.members().map(|field| {
        let range = format!("\n\nVersions {}, as `{}`.", code(&field.extra.written), field.value.name());
        let interval = expand_interval(response, &field.extra);
        member_row(&named(&field.head, &range), "Field", &response.fields, field, Some(&interval))
    });
    let outcomes = outcomes.map(|head| row(&named(head, ""), head, None, &TokenStream::new()));
    table("fields", &head, fields.chain(outcomes))
}

fn expand_interval(response: &Response, interval: &Interval) -> TokenStream {
    let Interval { written, versions } = interval;
    let version = |index: usize| -> Option<Ident> {
        response.versions.get(index).map(|version| identifier(&version.head.rust))
    };
    let first = version(versions.start);
    match version(versions.end) {
        Some(end) => quote!(.between(#written, root::Version::#first as u8, root::Version::#end as u8)),
        None => quote!(.since(#written, root::Version::#first as u8)),
    }
}

/// More than the longest documented value of any field.
fn longest(response: &Response) -> usize {
    let longest_name = |names: &mut dyn Iterator<Item = usize>| names.max().unwrap_or_default();
    let fields = response.fields.members().map(|field| match &field.value {
        Type::Flags(flags) => {
            let names = flags.named.iter().map(|flag| flag.head.name.len() + flags.written_separator.len());
            names.sum::<usize>().max(flags.none.0.len())
        }
        Type::Enum(of) => longest_name(&mut of.values.iter().map(|value| value.head.name.len())),
        Type::Identifier(identifier) => match identifier.shape {
            Shape::Token { max, .. } => max.into(),
            Shape::Guid => 0,
        },
        _ => 0,
    });
    let outcomes = response.outcomes.iter().map(|outcome| outcome.head.name.len());
    LONGEST.max(longest_name(&mut fields.chain(outcomes)).next_power_of_two())
}

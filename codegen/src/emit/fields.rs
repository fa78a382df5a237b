//! The documented fields.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::documentation::{clause, code, documentation, provenance};
use super::roles::expand_name_roles;
use super::rows::{member_row, names_enum, row, table};
use super::{Exposure, Module};
use crate::model::{Head, Interval, Response, Shape, Type};
use crate::names::identifier;
use crate::roles::Kind;

/// The longest value that is read in any case, in bytes: room for what the operator adds.
const LONGEST: usize = 256;

/// The module with the enum of fields.
pub fn module(response: &Response) -> Option<Module> {
    let definition = expand_definition(response);
    let rows = expand_rows(response);
    let roles = expand_name_roles(&identifier("Field"), Kind::Field, &response.fields);
    let certificate = expand_certificate(response);
    let items = quote! {
        #definition
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
fn expand_certificate(response: &Response) -> Option<TokenStream> {
    let others =
        response.fields.members().filter(|field| field.role.is_none_or(|role| role.name != "method"));
    let values = others.filter_map(|field| match &field.value {
        Type::Enum(definition) => Some((field, definition.values.iter().find(|value| value.role.is_some())?)),
        _ => None,
    });
    let value = values.map(|(field, value)| {
        let (field, value) = (identifier(&field.head.rust), &value.head.name);
        quote!(Some((Self::#field, #value)))
    });
    let value = value.into_iter().next().unwrap_or_else(|| quote!(None));
    response.fields.members().any(|field| field.role.is_some()).then(|| {
        quote! {
            impl Field {
                /// The field and the value that say that the user presented a personal certificate, beside the method.
                pub const CERTIFICATE: Option<(Self, &'static str)> = #value;
            }
        }
    })
}

/// The two fields of outcomes, which come last.
fn of_outcomes(response: &Response) -> [&Head; 2] {
    [&response.outcome_string, &response.outcome_code]
}

fn expand_definition(response: &Response) -> TokenStream {
    let success = response.fields.members().map(|field| {
        let range = format!("\n\nVersions {}, as `{}`.", code(&field.extra.written), field.value.name());
        (describe(&field.head, &range), field.head.rust.clone())
    });
    let outcomes = of_outcomes(response).map(|head| (describe(head, ""), head.rust.clone()));
    let variants: Vec<_> = success.chain(outcomes).collect();
    let docs = "A documented field of a response: those of a success in the documented order, then the two of \
                other outcomes.";
    names_enum("Field", docs, &variants)
}

fn describe(head: &Head, more: &str) -> TokenStream {
    let docs =
        format!("{}: {}{more}{}", code(&head.name), clause(&head.description), provenance(head.origin));
    documentation(&docs)
}

fn expand_rows(response: &Response) -> TokenStream {
    let prefix = &response.prefix;
    let version = identifier(&response.fields[response.version_field].head.rust);
    let [string, of_code] = of_outcomes(response).map(|head| identifier(&head.rust));
    let longest = Literal::usize_unsuffixed(longest(response));
    let head = quote! {
        Field of root::Version, prefix #prefix, version #version, outcome #string #of_code, longest #longest
    };
    let fields = response.fields.members().map(|field| {
        let row = member_row(&identifier("Field"), &response.fields, field);
        let interval = expand_interval(response, &field.extra);
        (field.head.rust.clone(), quote!(#row #interval))
    });
    let outcomes = of_outcomes(response).map(|head| (head.rust.clone(), row(head)));
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
    let fields = response.fields.members().map(|field| match &field.value {
        Type::Flags(flags) => {
            let names = flags.flags.iter().map(|flag| flag.head.name.len() + flags.written_separator.len());
            names.sum::<usize>().max(flags.none.0.len())
        }
        Type::Enum(definition) => {
            definition.values.iter().map(|value| value.head.name.len()).max().unwrap_or_default()
        }
        Type::Identifier(identifier) => match identifier.shape {
            Shape::Token { max, .. } => max.into(),
            Shape::Guid => 0,
        },
        _ => 0,
    });
    let outcomes = response.outcomes.iter().map(|outcome| outcome.head.name.len());
    let longest = fields.chain(outcomes).max().unwrap_or_default();
    LONGEST.max(longest.next_power_of_two())
}

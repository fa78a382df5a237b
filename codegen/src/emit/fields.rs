//! The documented fields.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Module;
use super::columns::{Rows, expand_display_name, expand_named};
use super::documentation::{clause, documentation, escape, provenance};
use super::types::{bytes, type_name};
use crate::model::{Field, Model, Origin, Response, Role, Type};

/// A field of a success or of another outcome, as far as the enum of fields is concerned.
struct Row<'a> {
    name: &'a str,
    variant: &'a String,
    description: &'a str,
    origin: Origin,
    success: Option<&'a Field>,
}

/// The module with the enum of fields.
pub fn module(model: &Model, response: &Response) -> Option<Module> {
    let rows = rows(response);
    let definition = expand_definition(model, &rows);
    let accessors = expand_accessors(model, response, &rows);
    let name = format_ident!("Field");
    let traits = [expand_named(&name), expand_display_name(&name)];
    let documented = expand_documented(response, &rows);
    Module::flat(
        "field",
        "The documented fields of a response.",
        quote! {
            #definition
            #accessors
            #(#traits)*
            #documented
        },
    )
}

/// Fields of a success come first, so that their positions in the model are their indices.
fn rows(response: &Response) -> Vec<Row<'_>> {
    let success = response.fields.iter().map(|field| Row {
        name: &field.name,
        variant: &field.variant,
        description: &field.description,
        origin: field.origin,
        success: Some(field),
    });
    let outcome = [&response.outcome_string, &response.outcome_code].map(|field| Row {
        name: &field.name,
        variant: &field.variant,
        description: &field.description,
        origin: Origin::Documented,
        success: None,
    });
    success.chain(outcome).collect()
}

fn expand_definition(model: &Model, rows: &[Row<'_>]) -> TokenStream {
    let variants = rows.iter().map(|row| format_ident!("{}", row.variant));
    let docs = rows.iter().map(|row| {
        let range = row.success.map_or(String::new(), |field| {
            format!("\n\nVersions {}, as {}.", escape(&field.interval), type_name(model, field.value))
        });
        documentation(&format!(
            "`{}`: {}{range}{}",
            row.name,
            clause(row.description),
            provenance(row.origin)
        ))
    });
    quote! {
        /// A documented field of a response. It prints as its documented name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            #(#docs #variants,)*
        }
    }
}

fn expand_accessors(model: &Model, response: &Response, rows: &[Row<'_>]) -> TokenStream {
    let columns = Rows::new(rows.iter().map(|row| row.variant));
    let all = columns
        .all("Every field: those of a success in the documented order, then the two of other\noutcomes.");
    let names = columns.texts("The documented name.", "name", rows.iter().map(|row| row.name));
    let descriptions = columns.texts(
        "What the field says, in the words of the document.",
        "description",
        rows.iter().map(|row| row.description),
    );
    let intervals = columns.column(
        "The versions that have the field, as the document writes them; none for the fields of\nan outcome.",
        "interval",
        &quote!(Option<&'static str>),
        rows.iter().map(|row| {
            let interval = row.success.map(|field| &field.interval);
            interval.map_or_else(|| quote!(None), |interval| quote!(Some(#interval)))
        }),
    );
    let origins = columns.origins("Where the field comes from.", rows.iter().map(|row| row.origin));
    let credentials = Rows::test(
        "Whether whoever holds the value can act as the user.",
        "is_credential",
        credentials(model, response),
    );
    let choices = expand_choices(model, &columns, rows);
    let condition = expand_condition(model, response, &columns, rows);
    quote! {
        impl Field {
            #all
            #names
            #descriptions
            #intervals

            /// Whether responses of the version can have the field.
            #[must_use]
            pub fn is_in(self, version: super::Version) -> bool {
                runtime::DocumentedVersion::fields(version) & (1 << self as u64) != 0
            }

            #credentials
            #origins
            #choices
            #condition

            /// The field with this documented name, in exactly this letter case.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                <Self as runtime::DocumentedField>::from_name(name.as_bytes())
            }
        }
    }
}

/// The documented values of a field, for code that offers any field's values.
fn expand_choices(model: &Model, columns: &Rows, rows: &[Row<'_>]) -> TokenStream {
    columns.column(
        "The documented values, in the documented order, if the field has an enum of them.",
        "choices",
        &quote!(&'static [runtime::Choice]),
        rows.iter().map(|row| {
            let Some(Type::Enum(index)) = row.success.map(|field| field.value) else { return quote!(&[]) };
            let choices = model.enums[index].values.iter().map(|value| {
                let (name, in_use) = (&value.name, value.in_use);
                let description = value.description.as_ref().unwrap_or(name);
                quote!(runtime::Choice { name: #name, description: #description, in_use: #in_use })
            });
            quote!(&[#(#choices),*])
        }),
    )
}

/// What a dependent field depends on.
fn expand_condition(model: &Model, response: &Response, columns: &Rows, rows: &[Row<'_>]) -> TokenStream {
    columns.column(
        "The field that this one depends on, and the documented name of the value that the other must have.",
        "condition",
        &quote!(Option<(Self, &'static str)>),
        rows.iter().map(|row| {
            let Some(Role::Dependent { on, value, .. }) = row.success.map(|field| &field.role) else {
                return quote!(None);
            };
            let other = &response.fields[*on];
            let Type::Enum(index) = other.value else { return quote!(None) };
            let (variant, value) =
                (format_ident!("{}", other.variant), &model.enums[index].values[*value].name);
            quote!(Some((Self::#variant, #value)))
        }),
    )
}

/// The variants of the fields whose values are credentials.
fn credentials<'a>(model: &'a Model, response: &'a Response) -> impl Iterator<Item = &'a String> {
    response
        .fields
        .iter()
        .filter(|field| matches!(field.value, Type::Identifier(index) if model.identifiers[index].credential))
        .map(|field| &field.variant)
}

fn expand_documented(response: &Response, rows: &[Row<'_>]) -> TokenStream {
    let version = format_ident!("{}", response.fields[response.version_field].variant);
    let string = format_ident!("{}", response.outcome_string.variant);
    let code = format_ident!("{}", response.outcome_code.variant);
    let prefix = bytes(&response.prefix);
    let variants = rows.iter().map(|row| format_ident!("{}", row.variant));
    let names = rows.iter().map(|row| bytes(row.name.strip_prefix(&response.prefix).unwrap_or(row.name)));
    quote! {
        impl runtime::DocumentedField for Field {
            type Version = super::Version;

            const PREFIX: &'static [u8] = #prefix;
            const ALL: &'static [Self] = &Self::ALL;
            const VERSION: Self = Self::#version;
            const OUTCOME_STRING: Self = Self::#string;
            const OUTCOME_CODE: Self = Self::#code;

            fn index(self) -> usize {
                self as usize
            }

            fn from_suffix(suffix: &[u8]) -> Option<Self> {
                Some(match suffix {
                    #(#names => Self::#variants,)*
                    _ => return None,
                })
            }

            fn interval(self) -> Option<&'static str> {
                Self::interval(self)
            }

            fn is_credential(self) -> bool {
                Self::is_credential(self)
            }
        }

        /// The documented fields of one response, as they came.
        pub(super) type Fields<V> = runtime::Fields<Field, V, { Field::ALL.len() }>;

        /// Why a response could not be read.
        pub type ParseError = runtime::ParseError<Field>;
    }
}

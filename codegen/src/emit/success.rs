//! Successful responses: a struct for each version, and the enum over them.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Module;
use super::conditional::Conditional;
use super::documentation::{clause, documentation, provenance};
use super::types::{field_type, identifier, is_copy};
use crate::model::{Field, Model, Response, Role, Type, Version};

/// The module of one version: a struct with exactly its fields.
pub fn version_module(model: &Model, response: &Response, index: usize) -> Option<Module> {
    let version = &response.versions[index];
    let definition = expand_struct(model, response, index);
    let read = expand_read(response, index);
    let visit = expand_visit(model, response, index);
    let variant = format_ident!("{}", version.variant);
    let items = quote! {
        #definition

        impl Success {
            #read
            #visit
        }

        impl From<Success> for super::Success {
            fn from(success: Success) -> Self {
                Self::#variant(success)
            }
        }

        impl From<Success> for super::Response {
            fn from(success: Success) -> Self {
                Self::Success(success.into())
            }
        }
    };
    Module::public(&version.module, &format!("Responses of version {}.", version.name), items)
}

/// The fields that a version's struct has a member for: the version itself is its type, and dependent
/// fields are part of the one that they depend on.
fn members(response: &Response, version: usize) -> impl Iterator<Item = &Field> {
    response
        .fields
        .iter()
        .filter(move |field| field.versions.contains(&version))
        .filter(|field| matches!(field.role, Role::Plain | Role::Condition { .. }))
}

/// The type of a member, in a module beside the types.
fn member_type(model: &Model, field: &Field, version: &Version) -> TokenStream {
    match field.role {
        Role::Condition { .. } => {
            let name = format_ident!("{}", field.variant);
            quote!(super::#name)
        }
        _ => field_type(model, field.value, version.date_format),
    }
}

fn expand_struct(model: &Model, response: &Response, index: usize) -> TokenStream {
    let version = &response.versions[index];
    let docs = documentation(&format!(
        "A successful response of version {}: {}\n\nVersion {0} is {}",
        version.name,
        clause(&response.description),
        clause(&version.description)
    ));
    let members = members(response, index).map(|field| {
        let accessor = identifier(&field.accessor);
        let member = member_type(model, field, version);
        let docs = documentation(&format!(
            "`{}`: {}{}",
            field.name,
            clause(&field.description),
            provenance(field.origin)
        ));
        quote!(#docs pub #accessor: #member)
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct Success {
            #(#members,)*
        }
    }
}

fn expand_read(response: &Response, index: usize) -> TokenStream {
    let members = members(response, index).map(|field| {
        let accessor = identifier(&field.accessor);
        let variant = format_ident!("{}", field.variant);
        match field.role {
            Role::Condition { .. } => quote!(#accessor: super::#variant::from_fields(fields)?),
            _ => quote!(#accessor: fields.read(super::Field::#variant)?),
        }
    });
    let members: Vec<_> = members.collect();
    let fields = if members.is_empty() { quote!(_fields) } else { quote!(fields) };
    quote! {
        /// Reads fields that are known to be exactly those of this version.
        pub(super) fn from_fields<V: runtime::Text>(
            #fields: &mut super::field::Fields<V>,
        ) -> Result<Self, super::ParseError> {
            Ok(Self { #(#members,)* })
        }
    }
}

fn expand_visit(model: &Model, response: &Response, index: usize) -> TokenStream {
    let own = format_ident!("{}", response.versions[index].variant);
    let fields = response.fields.iter().enumerate().filter(|(_, field)| field.versions.contains(&index));
    let fields = fields.map(|(position, field)| {
        let accessor = identifier(&field.accessor);
        let variant = format_ident!("{}", field.variant);
        match field.role {
            Role::Version => quote!(visitor.field(super::Field::#variant, &super::Version::#own);),
            Role::Plain => quote!(visitor.field(super::Field::#variant, &self.#accessor);),
            Role::Condition { .. } => {
                quote!(visitor.field(super::Field::#variant, &self.#accessor.kind());)
            }
            Role::Dependent { on, value, .. } => expand_visit_dependent(model, response, position, on, value),
        }
    });
    quote! {
        /// Shows every field to `visitor`, in the documented order.
        pub fn visit(&self, visitor: &mut impl runtime::FieldVisitor<super::Field>) {
            #(#fields)*
        }
    }
}

/// Shows the field at `position`, which is part of the member for the field `on` while that has `value`.
fn expand_visit_dependent(
    model: &Model,
    response: &Response,
    position: usize,
    on: usize,
    value: usize,
) -> TokenStream {
    let parent = &response.fields[on];
    let Some(conditional) = Conditional::new(model, response, parent) else { return TokenStream::new() };
    let pattern = conditional.pattern(value, |index| (index == position).then(|| quote!(value)));
    let accessor = identifier(&parent.accessor);
    let variant = format_ident!("{}", response.fields[position].variant);
    quote! {
        if let #pattern = &self.#accessor {
            visitor.field(super::Field::#variant, value);
        }
    }
}

/// The module with the enum over the versions.
pub fn module(model: &Model, response: &Response) -> Option<Module> {
    let docs = documentation(&format!(
        "A successful response of any version: {}\n\nWhat every version has is returned by an accessor; \
         what only some have is an `Option`.",
        clause(&response.description)
    ));
    let variants: Vec<_> =
        response.versions.iter().map(|version| format_ident!("{}", version.variant)).collect();
    let variant_docs =
        response.versions.iter().map(|version| documentation(&format!("Version {}.", version.name)));
    let modules = response.versions.iter().map(|version| format_ident!("{}", version.module));
    let accessors = response.fields.iter().filter_map(|field| expand_accessor(model, response, field));
    Module::flat(
        "success",
        "Successful responses of any version.",
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq, Eq, Hash)]
            pub enum Success {
                #(#variant_docs #variants(super::#modules::Success),)*
            }

            impl Success {
                /// The version.
                #[must_use]
                pub const fn version(&self) -> super::Version {
                    match self { #(Self::#variants(_) => super::Version::#variants,)* }
                }

                #(#accessors)*

                /// Shows every field to `visitor`, in the documented order.
                pub fn visit(&self, visitor: &mut impl runtime::FieldVisitor<super::Field>) {
                    match self { #(Self::#variants(success) => success.visit(visitor),)* }
                }
            }

            impl From<Success> for super::Response {
                fn from(success: Success) -> Self {
                    Self::Success(success)
                }
            }
        },
    )
}

fn expand_accessor(model: &Model, response: &Response, field: &Field) -> Option<TokenStream> {
    if !matches!(field.role, Role::Plain | Role::Condition { .. }) {
        return None;
    }
    let accessor = identifier(&field.accessor);
    let everywhere = field.versions.len() == response.versions.len();
    let (bare, value) = match field.value {
        Type::DateTime => (quote!(runtime::DateTime<runtime::Utc>), quote!(success.#accessor.utc())),
        value if is_copy(value) => {
            (member_type(model, field, &response.versions[0]), quote!(success.#accessor))
        }
        value => {
            let bare = field_type(model, value, 0);
            (quote!(&#bare), quote!(&success.#accessor))
        }
    };
    let arms = response.versions.iter().enumerate().map(|(index, version)| {
        let variant = format_ident!("{}", version.variant);
        match (everywhere, field.versions.contains(&index)) {
            (true, _) => quote!(Self::#variant(success) => #value),
            (false, true) => quote!(Self::#variant(success) => Some(#value)),
            (false, false) => quote!(Self::#variant(_) => None),
        }
    });
    let range =
        if everywhere { String::new() } else { format!("\n\nVersions `{}` have it.", field.interval) };
    let docs = documentation(&format!("`{}`: {}{range}", field.name, clause(&field.description)));
    let returned = if everywhere { bare } else { quote!(Option<#bare>) };
    Some(quote! {
        #docs
        #[must_use]
        pub fn #accessor(&self) -> #returned {
            match self { #(#arms,)* }
        }
    })
}

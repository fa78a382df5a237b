//! Successful responses: a struct for each version, and the enum over them.

use proc_macro2::TokenStream;
use quote::quote;

use super::documentation::{clause, code, documentation, named};
use super::paths::{in_root, plain_type, struct_name};
use super::roles::expand_claims;
use super::{Exposure, Module};
use super::{folds, slots};
use crate::model::{Interval, Member, MemberId, Response, Type};
use crate::names::{identifier, snake};

/// The methods that every success has beside those of its fields.
pub const METHODS: [&str; 3] = ["version", "visit", "claims"];

/// The module of one version: a struct with exactly its fields.
pub fn version_module(response: &Response, index: usize) -> Option<Module> {
    let version = &response.versions[index];
    let (name, variant) = (struct_name(version), identifier(&version.head.rust));
    let definition = expand_struct(response, index);
    let read = expand_read(response, index);
    let take = expand_take(response, index);
    let visit = expand_visit(response, index);
    let items = quote! {
        #definition

        impl #name {
            #read
            #take
            #visit
        }

        impl From<#name> for root::Success {
            fn from(success: #name) -> Self {
                Self::#variant(success)
            }
        }

        impl From<#name> for root::Response {
            fn from(success: #name) -> Self {
                Self::Success(success.into())
            }
        }
    };
    let docs = format!("Responses of version {}.", version.head.name);
    Module::new(&snake(&version.head.rust), Exposure::Flat, vec![response.file], &docs, items)
}

/// The fields of a version.
fn fields(response: &Response, version: usize) -> impl Iterator<Item = (MemberId, &Member<Interval>)> {
    response.fields.iter().filter(move |(_, field)| field.extra.versions.contains(&version))
}

/// The fields that a version's struct has a member for: the version itself is its type, and dependent
/// fields are part of the one that they depend on.
fn members(response: &Response, version: usize) -> impl Iterator<Item = (MemberId, &Member<Interval>)> {
    fields(response, version).filter(|(id, field)| field.when.is_none() && *id != response.version_field)
}

/// The type that a field and those that depend on it become, if there are any.
fn folded(response: &Response, id: MemberId) -> Option<TokenStream> {
    let name = response.fields.fold(id).map(|fold| folds::name(&fold))?;
    Some(quote!(root::#name))
}

fn expand_struct(response: &Response, index: usize) -> TokenStream {
    let version = &response.versions[index];
    let name = struct_name(version);
    let docs = documentation(&format!(
        "A successful response of version {}: {}\n\nVersion {0} is {}",
        version.head.name,
        clause(&response.description),
        clause(&version.head.description)
    ));
    let members = members(response, index).map(|(id, field)| {
        let accessor = identifier(&field.accessor);
        let member = match (folded(response, id), &field.value) {
            (Some(fold), _) => fold,
            (None, Type::DateTime) => in_root(&version.date_format.head),
            (None, value) => plain_type(value),
        };
        let docs = documentation(&named(&field.head, ""));
        quote!(#docs pub #accessor: #member)
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub struct #name {
            #(#members,)*
        }
    }
}

fn expand_read(response: &Response, index: usize) -> TokenStream {
    let members = members(response, index).map(|(id, field)| {
        let (accessor, variant) = (identifier(&field.accessor), identifier(&field.head.rust));
        match folded(response, id) {
            Some(fold) => quote!(#accessor: #fold::from_fields(fields)?),
            None => quote!(#accessor: fields.read(root::Field::#variant)?),
        }
    });
    let members: Vec<_> = members.collect();
    let fields = if members.is_empty() { quote!(_fields) } else { quote!(fields) };
    quote! {
        /// Reads fields that are known to be exactly those of this version.
        pub(super) fn from_fields<V: runtime::Text>(
            #fields: &mut root::field::Fields<V>,
        ) -> Result<Self, root::ParseError> {
            Ok(Self { #(#members,)* })
        }
    }
}

fn expand_take(response: &Response, index: usize) -> TokenStream {
    let version = &response.versions[index];
    let version_variant = identifier(&version.head.rust);
    let slots = response.fields.iter().map(|(id, field)| {
        let slot = identifier(&field.accessor);
        if id == response.version_field {
            quote!(#slot: Some(root::Version::#version_variant))
        } else if !field.extra.versions.contains(&index) {
            quote!(#slot: None)
        } else if field.when.is_some() {
            quote!(#slot)
        } else {
            slots::filled(&version.date_format, field)
        }
    });
    let folds = members(response, index).filter_map(|(id, field)| {
        let (fold, accessor) = (response.fields.fold(id)?, identifier(&field.accessor));
        let dependents = fold.dependents.iter().map(|(_, dependent, _)| {
            let is_here = dependent.extra.versions.contains(&index);
            if is_here { slots::taken(dependent) } else { quote!(None) }
        });
        let (name, kind) = (folds::name(&fold), slots::taken(fold.on));
        Some((quote!(Some(#accessor)), quote!(root::#name::from_slots(#kind, #(#dependents),*))))
    });
    let (patterns, folds): (Vec<_>, Vec<_>) = folds.unzip();
    let folds = (!folds.is_empty()).then(|| {
        quote! {
            let (#(#patterns,)*) = (#(#folds,)*) else { return root::Response::read_carefully(body) };
        }
    });
    let members = members(response, index).map(|(id, field)| {
        let (accessor, taken) = (identifier(&field.accessor), slots::taken(field));
        if response.fields.fold(id).is_some() { quote!(#accessor) } else { quote!(#accessor: #taken) }
    });
    quote! {
        /// Takes the fields out of their slots if they are exactly those of this version, or reads the body
        /// carefully.
        // A call of its own, so that the result is written where the caller wants it.
        #[inline(never)]
        pub(super) fn from_slots(slots: &mut root::slots::Slots, body: &[u8]) -> Result<root::Response, root::ParseError> {
            let root::slots::Slots { #(#slots,)* } = slots else { return root::Response::read_carefully(body) };
            #folds
            Ok(root::Response::Success(root::Success::#version_variant(Self { #(#members,)* })))
        }
    }
}

fn expand_visit(response: &Response, index: usize) -> TokenStream {
    let own = identifier(&response.versions[index].head.rust);
    let visits = fields(response, index).map(|(id, field)| {
        let variant = identifier(&field.head.rust);
        let variant = quote!(root::Field::#variant);
        if id == response.version_field {
            return quote!(visitor.field(#variant, &root::Version::#own););
        }
        if field.when.is_some() {
            let value = response.fields.dependent(field);
            return quote!(visitor.optional(#variant, #value););
        }
        let (value, _) = response.fields.own_value(id);
        quote!(visitor.field(#variant, &#value);)
    });
    quote! {
        /// Visits every field, in the documented order, credentials included.
        pub fn visit(&self, visitor: &mut impl runtime::FieldVisitor<root::Field>) {
            #(#visits)*
        }
    }
}

/// The module with the enum over the versions.
pub fn module(response: &Response) -> Option<Module> {
    let docs = documentation(&format!(
        "A successful response of any version: {}\n\nWhat every version has is returned by an accessor; \
         what only some have is an `Option`.",
        clause(&response.description)
    ));
    let variants: Vec<_> = response.versions.iter().map(|version| identifier(&version.head.rust)).collect();
    let variant_docs =
        response.versions.iter().map(|version| documentation(&format!("Version {}.", version.head.name)));
    let structs: Vec<_> = response.versions.iter().map(struct_name).collect();
    let accessors = response.fields.standing().filter(|(id, _)| *id != response.version_field);
    let accessors = accessors.map(|(id, field)| expand_accessor(response, id, field));
    let (claims, claims_method) = expand_claims(response).unzip();
    let items = quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Success {
            #(#variant_docs #variants(root::#structs),)*
        }

        /// The value of an expression for the success of whatever version.
        macro_rules! of_any_version {
            ($success:expr, $version:ident => $value:expr) => {
                match $success { #(Success::#variants($version) => $value,)* }
            };
        }

        impl Success {
            /// The version of the response.
            #[must_use]
            pub const fn version(&self) -> root::Version {
                match self { #(Self::#variants(_) => root::Version::#variants,)* }
            }

            #(#accessors)*
            #claims_method

            /// Visits every field, in the documented order, credentials included.
            pub fn visit(&self, visitor: &mut impl runtime::FieldVisitor<root::Field>) {
                of_any_version!(self, success => success.visit(visitor));
            }

            /// Reads the version, then its fields.
            pub(super) fn from_fields<V: runtime::Text>(
                fields: &mut root::field::Fields<V>,
            ) -> Result<Self, root::ParseError> {
                match fields.version()? {
                    #(root::Version::#variants => root::#structs::from_fields(fields).map(Self::#variants),)*
                }
            }
        }

        #claims
    };
    Module::new("success", Exposure::Flat, vec![response.file], "Successful responses of any version.", items)
}

fn expand_accessor(response: &Response, id: MemberId, field: &Member<Interval>) -> TokenStream {
    let accessor = identifier(&field.accessor);
    let (bare, value) = match (&field.value, folded(response, id)) {
        (Type::DateTime, _) => (plain_type(&field.value), quote!(success.#accessor.utc())),
        (_, Some(fold)) => (fold, quote!(success.#accessor)),
        (value, None) if value.is_copy() => (plain_type(value), quote!(success.#accessor)),
        (value, None) => {
            let bare = plain_type(value);
            (quote!(&#bare), quote!(&success.#accessor))
        }
    };
    if response.is_everywhere(field) {
        let docs = documentation(&named(&field.head, ""));
        return quote! {
            #docs
            #[must_use]
            pub fn #accessor(&self) -> #bare {
                of_any_version!(self, success => #value)
            }
        };
    }
    let arms = response.versions.iter().enumerate().filter(|(index, _)| field.extra.versions.contains(index));
    let arms = arms.map(|(_, version)| {
        let variant = identifier(&version.head.rust);
        quote!(Self::#variant(success) => Some(#value))
    });
    let range = format!("\n\nVersions {} have it.", code(&field.extra.written));
    let docs = documentation(&named(&field.head, &range));
    quote! {
        #docs
        #[must_use]
        pub fn #accessor(&self) -> Option<#bare> {
            match self { #(#arms,)* _ => None, }
        }
    }
}

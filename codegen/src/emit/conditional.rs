//! Fields that others depend on: one type for both, so that neither can stand without the other.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Module;
use super::documentation::{documentation, sentence};
use super::types::{carrying, field_type};
use crate::model::{Enum, EnumValue, Field, Model, Response, Role, Type};

/// The module with a type for every field that others depend on.
pub fn module(model: &Model, response: &Response) -> Option<Module> {
    let types = response.fields.iter().filter_map(|field| {
        let conditional = Conditional::new(model, response, field)?;
        Some(conditional.expand())
    });
    Module::flat(
        "conditional",
        "Fields that others depend on: each is one type with its dependent fields.",
        quote!(#(#types)*),
    )
}

/// A field that others depend on, with its enum.
pub struct Conditional<'a> {
    model: &'a Model,
    response: &'a Response,
    field: &'a Field,
    definition: &'a Enum,
    dependents: &'a [usize],
}

impl<'a> Conditional<'a> {
    /// `None` if nothing depends on the field.
    pub fn new(model: &'a Model, response: &'a Response, field: &'a Field) -> Option<Self> {
        match (&field.role, field.value) {
            (Role::Condition { dependents }, Type::Enum(index)) => {
                Some(Self { model, response, field, definition: &model.enums[index], dependents })
            }
            _ => None,
        }
    }

    /// The fields that come with a value, in the documented order.
    pub fn dependents_of(&self, value: usize) -> impl Iterator<Item = (usize, &'a Field)> {
        self.dependents
            .iter()
            .map(|&index| (index, &self.response.fields[index]))
            .filter(move |(_, field)| matches!(field.role, Role::Dependent { value: on, .. } if on == value))
    }

    /// A pattern for a value, with what `bind` has for the dependent fields.
    pub fn pattern(&self, value: usize, bind: impl Fn(usize) -> Option<TokenStream>) -> TokenStream {
        let name = format_ident!("{}", self.field.variant);
        let variant = format_ident!("{}", self.definition.values[value].variant);
        let payload: Vec<_> =
            self.dependents_of(value).map(|(index, _)| bind(index).unwrap_or_else(|| quote!(_))).collect();
        carrying(&quote!(super::#name::#variant), &payload)
    }

    fn expand(&self) -> TokenStream {
        let name = format_ident!("{}", self.field.variant);
        let plain = format_ident!("{}", self.definition.name);
        let docs = documentation(&format!(
            "{}\n\nA [`{}`](super::{1}) together with the fields that come along with it.",
            sentence(&self.field.description),
            self.definition.name,
        ));
        let variants = self.values().map(|(index, value)| {
            let variant = format_ident!("{}", value.variant);
            let docs = documentation(&sentence(value.description.as_deref().unwrap_or(&value.name)));
            let types: Vec<_> =
                self.dependents_of(index).map(|(_, field)| field_type(self.model, field.value, 0)).collect();
            let variant = carrying(&quote!(#variant), &types);
            quote!(#docs #variant)
        });
        let kinds = expand_kinds(self.definition, &quote!(super::#plain), |index| {
            self.dependents_of(index).next().is_some()
        });
        let read = self.expand_read();
        quote! {
            #docs
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum #name {
                #(#variants,)*
            }

            impl #name {
                /// The value of the field itself.
                #[must_use]
                pub const fn kind(self) -> super::#plain {
                    #kinds
                }

                #read
            }
        }
    }

    fn values(&self) -> impl Iterator<Item = (usize, &'a EnumValue)> {
        self.definition.values.iter().enumerate()
    }

    fn expand_read(&self) -> TokenStream {
        let on = format_ident!("{}", self.field.variant);
        let plain = format_ident!("{}", self.definition.name);
        let checks = self.dependents.iter().filter_map(|&index| {
            let field = &self.response.fields[index];
            let Role::Dependent { value, .. } = field.role else { return None };
            let variant = format_ident!("{}", field.variant);
            let required = &self.definition.values[value].name;
            Some(quote! {
                fields.check_condition(super::Field::#variant, super::Field::#on, #required, kind.name())?;
            })
        });
        let arms = self.values().map(|(index, value)| {
            let variant = format_ident!("{}", value.variant);
            let reads: Vec<_> =
                self.dependents_of(index).map(|(_, field)| self.expand_dependent(field)).collect();
            let value = carrying(&quote!(Self::#variant), &reads);
            quote!(super::#plain::#variant => #value)
        });
        quote! {
            /// Reads the field and those that depend on it.
            pub(super) fn from_fields<V: runtime::Text>(
                fields: &mut super::field::Fields<V>,
            ) -> Result<Self, super::ParseError> {
                let kind: super::#plain = fields.read(super::Field::#on)?;
                #(#checks)*
                Ok(match kind { #(#arms,)* })
            }
        }
    }

    fn expand_dependent(&self, field: &Field) -> TokenStream {
        let variant = format_ident!("{}", field.variant);
        let (Role::Dependent { absent: Some(absent), .. }, Type::Enum(index)) = (&field.role, field.value)
        else {
            return quote!(fields.read(super::Field::#variant)?);
        };
        let definition = &self.model.enums[index];
        let name = format_ident!("{}", definition.name);
        let absent = format_ident!("{}", definition.values[*absent].variant);
        quote!(fields.read_or(super::Field::#variant, super::#name::#absent)?)
    }
}

/// The plain value of each variant, some of which carry what comes along with it.
pub fn expand_kinds(definition: &Enum, plain: &TokenStream, carries: impl Fn(usize) -> bool) -> TokenStream {
    let arms = definition.values.iter().enumerate().map(|(index, value)| {
        let variant = format_ident!("{}", value.variant);
        let ignored = carries(index).then(|| quote!((..)));
        quote!(Self::#variant #ignored => #plain::#variant)
    });
    quote!(match self { #(#arms,)* })
}

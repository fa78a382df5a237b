//! Parameters that others depend on: one type for both, so that none can stand without the other.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::conditional::expand_kinds;
use super::documentation::{clause, documentation, sentence};
use super::types::{carrying, is_copy, parameter_type};
use crate::model::{Enum, EnumValue, Model, Parameter, Type};

/// A parameter that others depend on, with its enum.
pub struct Fold<'a> {
    model: &'a Model,
    parameters: &'a [Parameter],
    parameter: &'a Parameter,
    definition: &'a Enum,
    /// The positions of the dependent parameters, in the documented order.
    dependents: Vec<usize>,
}

impl<'a> Fold<'a> {
    /// `None` if nothing depends on the parameter at a position.
    pub fn new(model: &'a Model, parameters: &'a [Parameter], position: usize) -> Option<Self> {
        let parameter = &parameters[position];
        let depends = |parameter: &Parameter| parameter.when.is_some_and(|(on, _)| on == position);
        let dependents: Vec<_> = (0..parameters.len()).filter(|&index| depends(&parameters[index])).collect();
        match parameter.value {
            Type::Enum(index) if !dependents.is_empty() => {
                Some(Self { model, parameters, parameter, definition: &model.enums[index], dependents })
            }
            _ => None,
        }
    }

    /// The type, in the module of the page or service.
    pub fn name(&self) -> Ident {
        format_ident!("{}", self.parameter.variant)
    }

    /// A pattern that binds `value` to the dependent parameter at a position, where it is sent.
    pub fn pattern(&self, position: usize) -> Option<TokenStream> {
        let (_, value) = self.parameters[position].when?;
        let payload = self.dependents_of(value).map(|(index, dependent)| match dependent.required {
            _ if index != position => quote!(_),
            true => quote!(value),
            false => quote!(Some(value)),
        });
        let name = self.name();
        let variant = format_ident!("{}", self.definition.values[value].variant);
        Some(carrying(&quote!(#name::#variant), &payload.collect::<Vec<_>>()))
    }

    /// The type with its methods and conversions.
    pub fn expand(&self) -> TokenStream {
        let name = self.name();
        let definition = self.expand_definition();
        let plain = self.plain();
        let kinds = expand_kinds(self.definition, &plain, |index| self.dependents_of(index).next().is_some());
        let from_plain = self.expand_from_plain();
        let from_dependent = self.expand_from_dependent();
        quote! {
            #definition

            impl #name {
                /// The value of the parameter itself.
                #[must_use]
                pub const fn kind(&self) -> #plain {
                    #kinds
                }
            }

            #from_plain
            #from_dependent
        }
    }

    fn expand_definition(&self) -> TokenStream {
        let name = self.name();
        let docs = documentation(&format!(
            "{}\n\nThe plain [`{}`](super::super::{1}) together with what is sent along with it.",
            sentence(&self.parameter.description),
            self.definition.name,
        ));
        let copy = self.dependents().all(|dependent| is_copy(dependent.value)).then(|| quote!(Copy,));
        let variants = self.values().map(|(index, value)| self.expand_variant(index, value));
        quote! {
            #docs
            #[derive(Clone, #copy Debug, PartialEq, Eq, Hash)]
            pub enum #name {
                #(#variants,)*
            }
        }
    }

    fn expand_variant(&self, index: usize, value: &EnumValue) -> TokenStream {
        let variant = format_ident!("{}", value.variant);
        let meaning = sentence(value.description.as_deref().unwrap_or(&value.name));
        let dependents = self.dependents_of(index).map(|(_, dependent)| {
            format!("\n\nWith `{}`: {}", dependent.name, clause(&dependent.description))
        });
        let docs = documentation(&(meaning + &dependents.collect::<String>()));
        let types = self.dependents_of(index).map(|(_, dependent)| {
            let value = parameter_type(self.model, dependent.value);
            if dependent.is_optional() { quote!(Option<#value>) } else { value }
        });
        let variant = carrying(&quote!(#variant), &types.collect::<Vec<_>>());
        quote!(#docs #variant)
    }

    /// The parameter alone, if it can stand alone.
    fn expand_from_plain(&self) -> Option<TokenStream> {
        if self.dependents().any(|dependent| dependent.required) {
            return None;
        }
        let (name, plain) = (self.name(), self.plain());
        let arms = self.values().map(|(index, value)| {
            let variant = format_ident!("{}", value.variant);
            let payload: Vec<_> = self.dependents_of(index).map(|_| quote!(None)).collect();
            let value = carrying(&quote!(Self::#variant), &payload);
            quote!(#plain::#variant => #value)
        });
        Some(quote! {
            impl From<#plain> for #name {
                fn from(kind: #plain) -> Self {
                    match kind { #(#arms,)* }
                }
            }
        })
    }

    /// What depends on the parameter, if that alone says what its value is.
    fn expand_from_dependent(&self) -> Option<TokenStream> {
        let [dependent] = self.dependents().collect::<Vec<_>>()[..] else { return None };
        if dependent.value == self.parameter.value {
            return None;
        }
        let (_, value) = dependent.when?;
        let name = self.name();
        let variant = format_ident!("{}", self.definition.values[value].variant);
        let value = parameter_type(self.model, dependent.value);
        let payload = if dependent.is_optional() { quote!(Some(value)) } else { quote!(value) };
        Some(quote! {
            impl From<#value> for #name {
                fn from(value: #value) -> Self {
                    Self::#variant(#payload)
                }
            }
        })
    }

    fn plain(&self) -> TokenStream {
        parameter_type(self.model, self.parameter.value)
    }

    fn values(&self) -> impl Iterator<Item = (usize, &'a EnumValue)> {
        self.definition.values.iter().enumerate()
    }

    fn dependents(&self) -> impl Iterator<Item = &'a Parameter> {
        self.dependents.iter().map(|&index| &self.parameters[index])
    }

    /// The parameters that come with a value, with their positions, in the documented order.
    fn dependents_of(&self, value: usize) -> impl Iterator<Item = (usize, &'a Parameter)> {
        self.dependents
            .iter()
            .map(|&index| (index, &self.parameters[index]))
            .filter(move |(_, dependent)| dependent.when.is_some_and(|(_, on)| on == value))
    }
}

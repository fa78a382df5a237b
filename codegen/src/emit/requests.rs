//! What is sent: a struct with a member for each parameter, and the requests of services.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::documentation::documentation;
use super::folds::Fold;
use super::parameters::describe;
use super::types::{identifier, parameter_type};
use crate::model::{Model, Parameter};

/// Parameters that are sent together.
pub struct Sent<'a> {
    model: &'a Model,
    /// The enum of their names.
    names: Ident,
    parameters: &'a [Parameter],
}

/// A member of the struct: a parameter, with those that depend on it.
pub struct Member<'a> {
    /// The parameter.
    pub parameter: &'a Parameter,
    /// The field of the struct.
    pub name: Ident,
    /// The type of the value, where there is one.
    pub value: TokenStream,
    fold: Option<Fold<'a>>,
}

impl<'a> Sent<'a> {
    /// The parameters that the enum `names` names.
    pub fn new(model: &'a Model, names: &str, parameters: &'a [Parameter]) -> Self {
        Self { model, names: format_ident!("{names}"), parameters }
    }

    /// The members, in the documented order.
    pub fn members(&self) -> impl Iterator<Item = Member<'a>> {
        (0..self.parameters.len())
            .filter(|&position| self.parameters[position].when.is_none())
            .map(|position| self.member(position))
    }

    fn member(&self, position: usize) -> Member<'a> {
        let parameter = &self.parameters[position];
        let fold = Fold::new(self.model, self.parameters, position);
        let value = match &fold {
            Some(fold) => {
                let name = fold.name();
                quote!(#name)
            }
            None => parameter_type(self.model, parameter.value),
        };
        Member { parameter, name: identifier(&parameter.accessor), value, fold }
    }

    /// The types of parameters that others depend on.
    pub fn expand_folds(&self) -> TokenStream {
        let folds = self.members().filter_map(|member| member.fold).map(|fold| fold.expand());
        quote!(#(#folds)*)
    }

    /// The members as they stand in the struct.
    pub fn expand_members(&self) -> TokenStream {
        let members = self.members().map(|member| {
            let docs = documentation(&describe(self.model, self.parameters, member.parameter));
            let (name, value) = (&member.name, &member.value);
            let value = if member.parameter.is_optional() { quote!(Option<#value>) } else { quote!(#value) };
            quote!(#docs pub #name: #value)
        });
        quote!(#(#members,)*)
    }

    /// The method that shows what is sent.
    pub fn expand_visit(&self) -> TokenStream {
        let names = &self.names;
        let fields = (0..self.parameters.len()).map(|position| self.expand_field(position));
        let fields: Vec<_> = fields.collect();
        let visitor = if fields.is_empty() { quote!(_visitor) } else { quote!(visitor) };
        quote! {
            /// Shows everything that is sent to `visitor`, in the documented order.
            pub fn visit(&self, #visitor: &mut impl runtime::FieldVisitor<#names>) {
                #(#fields)*
            }
        }
    }

    fn expand_field(&self, position: usize) -> TokenStream {
        let parameter = &self.parameters[position];
        let variant = format_ident!("{}", parameter.variant);
        let names = &self.names;
        let field = quote!(#names::#variant);
        match parameter.when {
            Some((on, _)) => self.member(on).expand_dependent(&field, position),
            None => self.member(position).expand_field(&field),
        }
    }
}

impl Member<'_> {
    /// Whether others depend on the parameter.
    pub fn is_folded(&self) -> bool {
        self.fold.is_some()
    }

    /// Shows the parameter itself.
    fn expand_field(&self, field: &TokenStream) -> TokenStream {
        let name = &self.name;
        if !self.parameter.required {
            let shown = if self.is_folded() { quote!(&value.kind()) } else { quote!(value) };
            return quote! {
                if let Some(value) = &self.#name {
                    visitor.field(#field, #shown);
                }
            };
        }
        let shown = match &self.fold {
            Some(fold) if self.parameter.may_be_empty => {
                let fold = fold.name();
                quote!(self.#name.as_ref().map(#fold::kind))
            }
            Some(_) => quote!(self.#name.kind()),
            None => quote!(self.#name),
        };
        quote!(visitor.field(#field, &#shown);)
    }

    /// Shows the parameter at a position, which depends on this one.
    fn expand_dependent(&self, field: &TokenStream, position: usize) -> TokenStream {
        let pattern = self.fold.as_ref().and_then(|fold| fold.pattern(position));
        let pattern = if self.parameter.is_optional() { quote!(Some(#pattern)) } else { quote!(#pattern) };
        let name = &self.name;
        quote! {
            if let #pattern = &self.#name {
                visitor.field(#field, value);
            }
        }
    }
}

/// The request of a service: a value for each element.
pub fn expand_request(model: &Model, elements: &[Parameter]) -> TokenStream {
    let sent = Sent::new(model, "Element", elements);
    let (folds, members, visit) = (sent.expand_folds(), sent.expand_members(), sent.expand_visit());
    quote! {
        #folds

        /// What the service is asked: a value for each element.
        ///
        /// Credentials are shown to a visitor, and not by `Debug`.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct Request {
            #members
        }

        impl Request {
            #visit
        }
    }
}

//! Named values of a page, a request or an answer: an enum of their names.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::documentation::{self, clause, documentation, provenance};
use super::types::type_name;
use crate::model::{Model, Parameter, Type};

/// The enum `name` of these parameters.
pub fn expand_parameters(model: &Model, name: &str, what: &str, parameters: &[Parameter]) -> TokenStream {
    let name = format_ident!("{name}");
    let docs = documentation(&format!("{what} It prints as the name that is sent."));
    let count = Literal::usize_unsuffixed(parameters.len());
    let variants: Vec<_> =
        parameters.iter().map(|parameter| format_ident!("{}", parameter.variant)).collect();
    let variant_docs =
        parameters.iter().map(|parameter| documentation(&describe(model, parameters, parameter)));
    let names = parameters.iter().map(|parameter| &parameter.name);
    let descriptions = parameters.iter().map(|parameter| &parameter.description);
    let origins = parameters.iter().map(|parameter| documentation::origin(parameter.origin));
    let required: Vec<_> = parameters
        .iter()
        .filter(|parameter| parameter.required)
        .map(|parameter| format_ident!("{}", parameter.variant))
        .collect();
    let is_required =
        if required.is_empty() { quote!(false) } else { quote!(matches!(self, #(Self::#required)|*)) };
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum #name {
            #(#variant_docs #variants,)*
        }

        impl #name {
            /// All of them, in the documented order.
            pub const ALL: [Self; #count] = [#(Self::#variants),*];

            /// The name as it is sent.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { #(Self::#variants => #names,)* }
            }

            /// What it says.
            #[must_use]
            pub const fn description(self) -> &'static str {
                match self { #(Self::#variants => #descriptions,)* }
            }

            /// Whether it must be there.
            #[must_use]
            pub const fn is_required(self) -> bool {
                #is_required
            }

            /// Where it comes from.
            #[must_use]
            pub const fn origin(self) -> runtime::Origin {
                match self { #(Self::#variants => #origins,)* }
            }
        }

        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.name())
            }
        }
    }
}

/// What the documents say of a parameter, and when it is sent.
fn describe(model: &Model, parameters: &[Parameter], parameter: &Parameter) -> String {
    let kind = type_name(model, parameter.value);
    let required = if parameter.required { ", required" } else { "" };
    let when = condition(model, parameters, parameter)
        .map(|(name, value)| format!(", only with `{name}={value}`"))
        .unwrap_or_default();
    format!(
        "`{}`: {}\n\nIts type is {kind}{required}{when}.{}",
        parameter.name,
        clause(&parameter.description),
        provenance(parameter.origin)
    )
}

/// The parameter and its value that another one depends on.
pub fn condition<'a>(
    model: &'a Model,
    parameters: &'a [Parameter],
    parameter: &Parameter,
) -> Option<(&'a str, &'a str)> {
    let (on, value) = parameter.when?;
    let on = parameters.get(on)?;
    let Type::Enum(index) = on.value else { return None };
    Some((&on.name, &model.enums.get(index)?.values.get(value)?.name))
}

//! Named values of a page, a request or an answer: an enum of their names.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::columns::{Rows, expand_display_name, expand_named};
use super::documentation::{clause, documentation, provenance};
use super::types::type_name;
use crate::model::{Model, Parameter, Type};

/// The enum `name` of these parameters.
pub fn expand_parameters(model: &Model, name: &str, what: &str, parameters: &[Parameter]) -> TokenStream {
    let name = format_ident!("{name}");
    let docs = documentation(&format!("{what} It prints as the name that is sent."));
    let rows = Rows::new(parameters.iter().map(|parameter| &parameter.variant));
    let variants = rows.variants();
    let variant_docs =
        parameters.iter().map(|parameter| documentation(&describe(model, parameters, parameter)));
    let all = rows.all("All of them, in the documented order.");
    let names = rows.texts(
        "The name as it is sent.",
        "name",
        parameters.iter().map(|parameter| parameter.name.as_str()),
    );
    let descriptions = rows.texts(
        "What it says.",
        "description",
        parameters.iter().map(|parameter| parameter.description.as_str()),
    );
    let required = parameters.iter().filter(|parameter| parameter.required);
    let required =
        Rows::test("Whether it must be there.", "is_required", required.map(|parameter| &parameter.variant));
    let is_credential = |parameter: &&Parameter| matches!(parameter.value, Type::Identifier(index) if model.identifiers[index].credential);
    let credentials = Rows::test(
        "Whether whoever holds the value can act as the user.",
        "is_credential",
        parameters.iter().filter(is_credential).map(|parameter| &parameter.variant),
    );
    let origins = rows.origins("Where it comes from.", parameters.iter().map(|parameter| parameter.origin));
    let traits = [expand_named(&name), expand_display_name(&name)];
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum #name {
            #(#variant_docs #variants,)*
        }

        impl #name {
            #all
            #names
            #descriptions
            #required
            #credentials
            #origins
        }

        #(#traits)*
    }
}

/// What the documents say of a parameter, and when it is sent.
pub fn describe(model: &Model, parameters: &[Parameter], parameter: &Parameter) -> String {
    let kind = type_name(model, parameter.value);
    let required = if parameter.required { ", required" } else { "" };
    let empty = if parameter.may_be_empty { "; it may be empty where nobody knows it" } else { "" };
    let when = condition(model, parameters, parameter)
        .map(|(name, value)| format!(", only with `{name}={value}`"))
        .unwrap_or_default();
    format!(
        "`{}`: {}\n\nIts type is {kind}{required}{when}{empty}.{}",
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

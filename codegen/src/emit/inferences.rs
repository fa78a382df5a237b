//! Values that responses of some versions imply without saying them.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

use super::Module;
use super::conditional::Conditional;
use super::documentation::{documentation, provenance, sentence};
use super::types::identifier;
use crate::model::{Enum, Field, Inference, Model, Response, Role, Rule, Type};
use crate::names;

/// The module with a method of the success for every inference.
pub fn module(model: &Model, response: &Response) -> Option<Module> {
    let inferences =
        response.inferences.iter().filter_map(|inference| expand_inference(model, response, inference));
    Module::private(
        "inference",
        "What responses of some versions imply without saying it.",
        quote!(#(#inferences)*),
    )
}

fn expand_inference(model: &Model, response: &Response, inference: &Inference) -> Option<TokenStream> {
    let field = &response.fields[inference.field];
    let inferred = enum_of(model, field)?;
    let name = format_ident!("{}", inferred.name);
    let method = format_ident!("{}", names::inferred(&field.accessor));
    let roots = roots(response, &inference.rules);
    let docs = documentation(&format!(
        "`{}`, where the response does not name it.\n\n{}\n\nNone if the response does name it, or does \
         not say enough.{}",
        field.name,
        sentence(&inference.description),
        provenance(inference.origin)
    ));
    let variants = response.versions[inference.versions.clone()]
        .iter()
        .map(|version| format_ident!("{}", version.variant));
    let members: Vec<_> = roots.iter().map(|&index| identifier(&response.fields[index].accessor)).collect();
    let rules = inference.rules.iter().map(|rule| expand_rule(model, response, &roots, rule, inferred));
    let looked_at = parenthesized(members.iter().map(|member| quote!(success.#member)));
    let rest = (inference.versions.len() < response.versions.len()).then(|| quote!(_ => return None,));
    let bindings = parenthesized(members.iter().map(ToTokens::to_token_stream));
    Some(quote! {
        impl super::Success {
            #docs
            #[must_use]
            #[allow(unreachable_patterns, reason = "the rules may leave nothing open")]
            pub fn #method(&self) -> Option<super::#name> {
                let #bindings = match self {
                    #(Self::#variants(success) => #looked_at,)*
                    #rest
                };
                match #bindings {
                    #(#rules,)*
                    _ => None,
                }
            }
        }
    })
}

fn enum_of<'a>(model: &'a Model, field: &Field) -> Option<&'a Enum> {
    match field.value {
        Type::Enum(index) => model.enums.get(index),
        _ => None,
    }
}

/// The members that the rules look at, in the documented order: a dependent field is part of the one
/// that it depends on.
fn roots(response: &Response, rules: &[Rule]) -> Vec<usize> {
    let mut roots: Vec<_> = rules
        .iter()
        .flat_map(|rule| &rule.when)
        .map(|&(index, _)| match response.fields[index].role {
            Role::Dependent { on, .. } => on,
            _ => index,
        })
        .collect();
    roots.sort_unstable();
    roots.dedup();
    roots
}

fn expand_rule(
    model: &Model,
    response: &Response,
    roots: &[usize],
    rule: &Rule,
    inferred: &Enum,
) -> TokenStream {
    let patterns = roots.iter().map(|&root| expand_pattern(model, response, root, rule));
    let (name, then) =
        (format_ident!("{}", inferred.name), format_ident!("{}", inferred.values[rule.then].variant));
    let patterns = parenthesized(patterns);
    quote!(#patterns => Some(super::#name::#then))
}

/// A tuple, or the one element itself.
fn parenthesized(elements: impl Iterator<Item = TokenStream>) -> TokenStream {
    match &elements.collect::<Vec<_>>()[..] {
        [only] => only.clone(),
        elements => quote!((#(#elements),*)),
    }
}

/// What a rule wants of one member.
fn expand_pattern(model: &Model, response: &Response, root: usize, rule: &Rule) -> TokenStream {
    let field = &response.fields[root];
    let (Some(wanted), Some(definition)) = (wanted(rule, root), enum_of(model, field)) else {
        return quote!(_);
    };
    let conditional = Conditional::new(model, response, field);
    let patterns = wanted.iter().map(|&value| match &conditional {
        Some(conditional) => conditional.pattern(value, |dependent| {
            let definition = enum_of(model, &response.fields[dependent])?;
            let values = self::wanted(rule, dependent)?.iter().map(|&value| expand_value(definition, value));
            Some(quote!(#(#values)|*))
        }),
        None => expand_value(definition, value),
    });
    quote!(#(#patterns)|*)
}

fn wanted(rule: &Rule, field: usize) -> Option<&[usize]> {
    rule.when.iter().find(|(index, _)| *index == field).map(|(_, values)| values.as_slice())
}

fn expand_value(definition: &Enum, value: usize) -> TokenStream {
    let name = format_ident!("{}", definition.name);
    let variant = format_ident!("{}", definition.values[value].variant);
    quote!(super::#name::#variant)
}

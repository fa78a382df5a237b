//! Values that responses of some versions imply without naming them.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::documentation::{code, documentation, provenance, sentence};
use super::folds;
use super::paths::in_root;
use super::{Exposure, Module, files};
use crate::model::{Choice, Inference, MemberId, Response, Rule};
use crate::names::identifier;

/// The method that returns what is inferred of the field with this accessor.
pub fn method(accessor: &str) -> String {
    format!("inferred_{accessor}")
}

/// The module with a method of the success for every inference.
pub fn module(response: &Response) -> Option<Module> {
    let inferences = response.inferences.iter().map(|inference| expand_inference(response, inference));
    let files = files(response.inferences.iter().map(|inference| inference.head.file));
    let docs = "What responses of some versions imply without naming it.";
    Module::new("inference", Exposure::Private, files, docs, quote!(#(#inferences)*))
}

fn expand_inference(response: &Response, inference: &Inference) -> TokenStream {
    let field = &response.fields[inference.field];
    let (definition, method) = (in_root(&inference.definition.head), identifier(&method(&field.accessor)));
    let roots = roots(response, &inference.rules);
    let docs = documentation(&format!(
        "{}, where the response does not name it.\n\n{}\n\n`None` if the response does name it, or does \
         not say enough.{}",
        code(&field.head.name),
        sentence(&inference.head.description),
        provenance(inference.head.origin)
    ));
    let versions = response.versions.get(inference.versions.clone()).unwrap_or_default();
    let variants = versions.iter().map(|version| identifier(&version.head.rust));
    let members: Vec<_> = roots.iter().map(|id| identifier(&response.fields[*id].accessor)).collect();
    let rules = inference.rules.iter().map(|rule| {
        let patterns = parenthesized(roots.iter().map(|root| expand_pattern(response, *root, rule)));
        let then = expand_value(&rule.then);
        quote!(#patterns => Some(#then))
    });
    let looked_at = parenthesized(members.iter().map(|member| quote!(success.#member)));
    let rest = (versions.len() < response.versions.len()).then(|| quote!(_ => return None,));
    let bindings = parenthesized(members.iter().map(ToTokens::to_token_stream));
    quote! {
        impl root::Success {
            #docs
            #[must_use]
            #[allow(unreachable_patterns, reason = "the rules may leave nothing open")]
            pub fn #method(&self) -> Option<#definition> {
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
    }
}

/// The members that the rules look at, in the documented order: a dependent field is part of the one
/// that it depends on.
fn roots(response: &Response, rules: &[Rule]) -> Vec<MemberId> {
    let looked_at = rules.iter().flat_map(|rule| &rule.when);
    let mut roots: Vec<_> = looked_at
        .map(|(id, _)| response.fields[*id].when.as_ref().map_or(*id, |condition| condition.on))
        .collect();
    roots.sort_unstable();
    roots.dedup();
    roots
}

/// A tuple, or the one element itself.
fn parenthesized(elements: impl Iterator<Item = TokenStream>) -> TokenStream {
    match &elements.collect::<Vec<_>>()[..] {
        [only] => only.clone(),
        elements => quote!((#(#elements),*)),
    }
}

/// The values that a rule wants of one member.
fn expand_pattern(response: &Response, root: MemberId, rule: &Rule) -> TokenStream {
    let Some(wanted) = rule.wanted(root) else { return quote!(_) };
    let fold = response.fields.fold(root);
    let patterns = wanted.iter().map(|value| match &fold {
        Some(fold) => {
            let name = folds::name(fold);
            let pattern = folds::pattern(fold, value, |dependent| {
                let values = rule.wanted(dependent)?.iter().map(expand_value);
                Some(quote!(#(#values)|*))
            });
            quote!(root::#name::#pattern)
        }
        None => expand_value(value),
    });
    quote!(#(#patterns)|*)
}

fn expand_value(value: &Choice) -> TokenStream {
    let (definition, variant) = (in_root(&value.of().head), identifier(&value.head.rust));
    quote!(#definition::#variant)
}

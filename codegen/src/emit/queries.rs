//! The queries of pages.

use proc_macro2::TokenStream;
use quote::quote;

use super::documentation::documentation;
use super::requests::{Member, Sent};
use super::writers::expand_writers;
use crate::model::{Model, Parameter, Type};

/// The query of a page: what a browser brings to it.
pub fn expand_query(model: &Model, parameters: &[Parameter]) -> TokenStream {
    let sent = Sent::new(model, "Parameter", parameters);
    let definition = expand_definition(&sent);
    let new = expand_new(&sent);
    let setters = sent.members().filter(|member| !member.parameter.required).map(|it| expand_setter(&it));
    let visit = sent.expand_visit();
    let writers = expand_writers(
        "The query string, without the `?`, encoded as browsers do.",
        "The names and values of the query, not encoded.",
    );
    quote! {
        #definition

        impl Query {
            #new
            #(#setters)*
            #visit
            #writers
        }

        impl runtime::PageQuery for Query {
            const PATH: &'static str = PATH;

            fn to_form(&self) -> runtime::String {
                Self::to_form(self)
            }
        }
    }
}

fn expand_definition(sent: &Sent<'_>) -> TokenStream {
    let folds = sent.expand_folds();
    let members = sent.expand_members();
    // What needs no arguments to be made has a default too.
    let default = sent.members().all(|member| !member.parameter.required).then(|| quote!(Default,));
    quote! {
        #folds

        /// What the page is opened with: a value for each parameter of its query string.
        #[derive(Clone, Debug, #default PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub struct Query {
            #members
        }
    }
}

fn expand_new(sent: &Sent<'_>) -> TokenStream {
    let arguments = sent.members().filter(|member| member.parameter.required);
    let arguments = arguments.map(|member| expand_argument(&member));
    let members = sent.members().map(|member| {
        let name = &member.name;
        match (member.parameter.required, is_converted(&member)) {
            (true, true) => quote!(#name: #name.into()),
            (true, false) => quote!(#name),
            (false, _) => quote!(#name: None),
        }
    });
    quote! {
        /// A query with what is required alone.
        #[must_use]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#members,)* }
        }
    }
}

fn expand_setter(member: &Member<'_>) -> TokenStream {
    let docs = documentation(&format!("The query with `{}`.", member.parameter.name));
    let name = &member.name;
    let argument = expand_argument(member);
    let value = if is_converted(member) { quote!(#name.into()) } else { quote!(#name) };
    quote! {
        #docs
        #[must_use]
        pub fn #name(mut self, #argument) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}

fn expand_argument(member: &Member<'_>) -> TokenStream {
    let (name, value) = (&member.name, &member.value);
    if member.parameter.may_be_empty {
        quote!(#name: Option<#value>)
    } else if is_converted(member) {
        quote!(#name: impl Into<#value>)
    } else {
        quote!(#name: #value)
    }
}

/// Whether a value is handed in as anything that becomes it.
fn is_converted(member: &Member<'_>) -> bool {
    !member.parameter.may_be_empty && (member.is_folded() || member.parameter.value == Type::Text)
}

//! Hosts and pages.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Module;
use super::documentation::{clause, documentation, provenance, sentence};
use super::parameters::expand_parameters;
use super::queries::expand_query;
use super::types::identifier;
use crate::model::{Model, Page};

/// The module with the hosts and a module for each page.
pub fn module(model: &Model) -> Option<Module> {
    let hosts = (!model.hosts.is_empty()).then(|| expand_hosts(model));
    let pages = model.pages.iter().map(|page| expand_page(model, page));
    Module::public(
        "pages",
        "The hosts, and the pages that a browser is sent to.",
        quote! {
            #hosts
            #(#pages)*
        },
    )
}

fn expand_hosts(model: &Model) -> TokenStream {
    let count = Literal::usize_unsuffixed(model.hosts.len());
    let names = model.hosts.iter().map(|host| &host.name);
    let list = model.hosts.iter().map(|host| {
        let provenance = provenance(host.origin).replace("\n\n", " ");
        format!("- `{}`: {}{provenance}", host.name, clause(&host.description))
    });
    let docs = documentation(&format!(
        "The hosts of the pages and services, the default first.\n\n{}",
        list.collect::<Vec<_>>().join("\n")
    ));
    quote! {
        #docs
        pub const HOSTS: [&str; #count] = [#(#names),*];
    }
}

fn expand_page(model: &Model, page: &Page) -> TokenStream {
    let module = identifier(&page.module);
    let docs = documentation(&(sentence(&page.description) + provenance(page.origin)));
    let path = &page.path;
    let parameters =
        expand_parameters(model, "Parameter", "A parameter of the page's query string.", &page.parameters);
    let query = expand_query(model, &page.parameters);
    quote! {
        #docs
        pub mod #module {
            use super::runtime;

            /// The path of the page on every host.
            pub const PATH: &str = #path;

            #parameters
            #query
        }
    }
}

//! Hosts and pages.

use proc_macro2::TokenStream;
use quote::quote;

use super::documentation::{clause, code, documentation, entry, provenance};
use super::groups::{Sent, Wording};
use super::{Exposure, Module, files, nested_module};
use crate::model::{Model, Page};
use crate::roles::Kind;

/// The types that the module of a page defines itself.
pub const TYPES: [&str; 3] = ["Query", "Parameter", "QueryRoles"];

/// The methods of a query beside those of its parameters.
pub const METHODS: [&str; 9] =
    ["new", "visit", "read", "by_role", "to_form", "to_pairs", "at_host", "url", "its_host"];

/// The module with the hosts and a module for each page.
pub fn module(model: &Model) -> Option<Module> {
    let hosts = (!model.hosts.is_empty()).then(|| expand_hosts(model));
    let pages = model.pages.iter().map(|page| expand_page(model, page));
    let heads = model.hosts.iter().chain(model.pages.iter().map(|page| &page.head));
    let docs = "The hosts, and the pages that a browser is sent to.";
    Module::new(
        "pages",
        Exposure::Public,
        files(heads.map(|head| head.file)),
        docs,
        quote!(#hosts #(#pages)*),
    )
}

fn expand_hosts(model: &Model) -> TokenStream {
    let names = model.hosts.iter().map(|host| &host.name);
    let list = model.hosts.iter().map(|host| {
        let provenance = provenance(host.origin).replace("\n\n", " ");
        format!("\n- {}: {}{provenance}", code(&host.name), clause(&host.description))
    });
    let list = list.collect::<String>();
    let docs = documentation(&format!("The hosts of the pages and services, the default first.\n{list}"));
    quote!(#docs pub const HOSTS: &[&str] = &[#(#names),*];)
}

fn expand_page(model: &Model, page: &Page) -> TokenStream {
    let path = &page.path;
    let sent = Sent { group: &page.parameters, kind: Kind::Parameter, response: model.response.as_ref() };
    let sent = sent.expand(
        &Wording {
            names: "A parameter of the page's query string.",
            structure: "Query",
            docs: "What the page is opened with: a value for each parameter of its query string.\n\nOf a query \
                   [at](Self::at_host) a service, [`url`](Self::url) is the address of the page.",
            reading: "Reads a query string, without its `?`.\n\nParameters that are not documented are ignored, and \
                      an empty one is missing.",
        },
        None,
    );
    let items = quote! {
        /// The path of the page on every host.
        pub const PATH: &str = #path;

        #sent

        runtime::written!(
            Query<H>,
            "The query string, without the `?`, encoded as browsers do.",
            "The names and values of the query, not encoded."
        );
    };
    nested_module(&page.head, &entry(&page.head), &items)
}

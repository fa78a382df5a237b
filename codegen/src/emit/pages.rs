//! Hosts and pages.

use proc_macro2::TokenStream;
use quote::quote;

use super::documentation::{clause, code, describe, documentation, provenance};
use super::groups::Sent;
use super::response::expand_writers;
use super::{Exposure, Module, files, nested_imports};
use crate::model::{Model, Page};
use crate::names::identifier;
use crate::roles::Kind;

/// The types that the module of a page defines itself.
pub const TYPES: [&str; 3] = ["Query", "Parameter", "QueryRoles"];

/// The methods of a query beside those of its parameters.
pub const METHODS: [&str; 6] = ["new", "visit", "read", "by_role", "to_form", "to_pairs"];

/// The module with the hosts and a module for each page.
pub fn module(model: &Model) -> Option<Module> {
    let hosts = (!model.hosts.is_empty()).then(|| expand_hosts(model));
    let pages = model.pages.iter().map(|page| expand_page(model, page));
    let items = quote! {
        #hosts
        #(#pages)*
    };
    let heads = model.hosts.iter().chain(model.pages.iter().map(|page| &page.head));
    let docs = "The hosts, and the pages that a browser is sent to.";
    Module::new("pages", Exposure::Public, files(heads.map(|head| head.file)), docs, items)
}

fn expand_hosts(model: &Model) -> TokenStream {
    let names = model.hosts.iter().map(|host| &host.name);
    let list = model.hosts.iter().map(|host| {
        let provenance = provenance(host.origin).replace("\n\n", " ");
        format!("- {}: {}{provenance}", code(&host.name), clause(&host.description))
    });
    let docs = documentation(&format!(
        "The hosts of the pages and services, the default first.\n\n{}",
        list.collect::<Vec<_>>().join("\n")
    ));
    quote! {
        #docs
        pub const HOSTS: &[&str] = &[#(#names),*];
    }
}

fn expand_page(model: &Model, page: &Page) -> TokenStream {
    let (module, docs, path) = (identifier(&page.head.rust), describe(&page.head), &page.path);
    let sent = Sent::new(&page.parameters, Kind::Parameter, "Query");
    let names = sent.expand_names("A parameter of the page's query string.");
    let check = sent.expand_check();
    let folds = sent.expand_folds();
    let (visit, read) = (sent.expand_visit(), sent.expand_read());
    let writers = expand_writers(
        "The query string, without the `?`, encoded as browsers do.",
        "The names and values of the query, not encoded.",
    );
    let mutable = page.parameters.members().next().map(|_| quote!(mut));
    let methods = quote! {
        #visit

        /// Reads a query string, without its `?`.
        ///
        /// Parameters that are not documented are ignored, and an empty one is missing.
        ///
        /// # Errors
        ///
        /// Everything that is wrong with it.
        pub fn read(query: &str) -> Result<Self, runtime::Vec<runtime::TextError<Parameter>>> {
            let #mutable texts = runtime::Texts::<Parameter>::from_query(query);
            #read
        }

        #writers
    };
    let docs_of_query = "What the page is opened with: a value for each parameter of its query string.";
    let definition = sent.expand_struct(docs_of_query, &methods, model.response.as_ref());
    let items = quote! {
        /// The path of the page on every host.
        pub const PATH: &str = #path;

        #names
        #check
        #folds
        #definition

        impl runtime::PageQuery for Query {
            const PATH: &'static str = PATH;

            fn to_form(&self) -> runtime::String {
                Self::to_form(self)
            }
        }
    };
    let imports = nested_imports(&items);
    quote! {
        #docs
        pub mod #module {
            #imports
            #items
        }
    }
}

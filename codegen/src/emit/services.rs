//! Web services.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Module;
use super::codes::expand_code;
use super::documentation::{documentation, provenance, sentence};
use super::parameters::expand_parameters;
use super::reasons::{expand_reason, expand_table};
use super::requests::expand_request;
use super::types::identifier;
use crate::model::{Model, Service};

/// The module with a module for each service.
pub fn module(model: &Model) -> Option<Module> {
    let services = model.services.iter().map(|service| expand_service(model, service));
    Module::public("services", "The web services that a site asks.", quote!(#(#services)*))
}

fn expand_service(model: &Model, service: &Service) -> TokenStream {
    let module = identifier(&service.module);
    let tables: Vec<_> =
        service.tables.iter().map(|&index| format!("[`{}`](super::{0})", model.enums[index].name)).collect();
    let docs = documentation(&format!(
        "{}\n\nIts status codes are read in {}.{}",
        sentence(&service.description),
        tables.join(", then "),
        provenance(service.origin)
    ));
    let path = &service.path;
    let request = &service.request_root;
    let answer = &service.answer_root;
    let confirmed = Literal::i32_unsuffixed(service.confirmed);
    let elements =
        expand_parameters(model, "Element", "A child element of the request's root.", &service.elements);
    let attributes =
        expand_parameters(model, "Attribute", "An attribute of the answer's root.", &service.attributes);
    let asked = expand_request(model, &service.elements);
    let code = expand_code(model, service);
    let table = expand_table(model, service);
    let reason = expand_reason(model, service);
    quote! {
        #docs
        pub mod #module {
            use super::runtime;

            /// The path of the service on every host.
            pub const PATH: &str = #path;

            /// The root element of the request.
            pub const REQUEST: &str = #request;

            /// The root element of the answer.
            pub const ANSWER: &str = #answer;

            /// The one status code that confirms; every other refuses.
            pub const CONFIRMED: i32 = #confirmed;

            #elements
            #asked
            #attributes
            #code
            #table
            #reason
        }
    }
}

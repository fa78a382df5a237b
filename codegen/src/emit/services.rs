//! Web services.

use proc_macro2::TokenStream;
use quote::quote;

use super::codes;
use super::documentation::{provenance, sentence};
use super::groups::{Sent, Wording};
use super::paths::number;
use super::roles::expand_confirming;
use super::{Exposure, Module, files, nested_module};
use crate::model::{Model, Presence, Service};
use crate::names::identifier;
use crate::roles::Kind;

/// The types that the module of a service defines itself.
pub const TYPES: [&str; 9] =
    ["Request", "RequestRoles", "Element", "Answer", "AnswerRoles", "Attribute", "Code", "Table", "Reason"];

/// The methods of requests and answers beside those of their members.
pub const METHODS: [&str; 9] =
    ["new", "visit", "read", "by_role", "confirming", "from_code", "with", "with_times", "is_confirmed"];

/// The module with a module for each service.
pub fn module(model: &Model) -> Option<Module> {
    let services = model.services.iter().map(|service| expand_service(model, service));
    let files = files(model.services.iter().map(|service| service.head.file));
    let docs = "The web services that a site asks.";
    Module::new("services", Exposure::Public, files, docs, quote!(#(#services)*))
}

fn expand_service(model: &Model, service: &Service) -> TokenStream {
    let tables: Vec<_> =
        service.tables.iter().map(|table| format!("[`{0}`](root::{0})", table.head.rust)).collect();
    let docs = format!(
        "{}\n\nIts status codes are read in {}.{}",
        sentence(&service.head.description),
        tables.join(", then "),
        provenance(service.head.origin)
    );
    let (path, request, answer) = (&service.path, &service.request_root, &service.answer_root);
    let (confirmed, codes) = (number(service.confirmed), codes::expand(service));
    let response = model.response.as_ref();
    let asked = Sent { group: &service.elements, kind: Kind::Element, response }.expand(
        &Wording {
            names: "A child element of the request's root.",
            structure: "Request",
            docs: "The request: a value for each element.\n\nA visitor sees credentials, `Debug` does not show them.",
            reading: "Reads the names of elements and their texts.",
        },
        expand_confirming(&service.elements, response).as_ref(),
    );
    let told = Sent { group: &service.attributes, kind: Kind::Attribute, response }.expand(
        &Wording {
            names: "An attribute of the answer's root.",
            structure: "Answer",
            docs: "The answer: a value for each attribute.",
            reading: "Reads the names of attributes and their texts. A time that cannot be read is none.",
        },
        expand_by_code(service).as_ref(),
    );
    let items = quote! {
        /// The path of the service on every host.
        pub const PATH: &str = #path;

        /// The root element of the request.
        pub const REQUEST: &str = #request;

        /// The root element of the answer.
        pub const ANSWER: &str = #answer;

        /// The one status code that confirms; every other refuses.
        pub const CONFIRMED: i32 = #confirmed;

        #asked
        #told
        #codes
    };
    nested_module(&service.head, &docs, &items)
}

/// Answers by their status code, where roles say which attribute it is.
fn expand_by_code(service: &Service) -> Option<TokenStream> {
    let group = &service.attributes;
    let members = group.standing().map(|(_, member)| {
        let (name, role) = (identifier(&member.accessor), member.role.map(|role| role.name));
        Some(match (role, &member.presence) {
            (Some("code"), Presence::Required) => quote!(#name: code),
            (Some("code_name"), Presence::Required) => quote!(#name: runtime::String::from(name)),
            (Some("code_name"), _) => quote!(#name: Some(runtime::String::from(name))),
            (_, Presence::Optional | Presence::Nullable) => quote!(#name: None),
            _ => return None,
        })
    });
    let members = members.collect::<Option<Vec<_>>>()?;
    group.with_role("code")?;
    let times = ["last_access", "expires"].into_iter().filter_map(|role| {
        let (_, member) = group.with_role(role).filter(|(_, member)| member.presence.is_optional())?;
        let (name, time) = (identifier(&member.accessor), identifier(role));
        Some(quote!(self.#name = Some(#time);))
    });
    Some(quote! {
        /// The answer with a status code, and nothing else.
        #[must_use]
        pub fn from_code(code: Code) -> Self {
            Self::with(code.id(), code.sent_name())
        }

        /// The answer that confirms, in the words of a table.
        #[must_use]
        pub fn confirming(table: Table) -> Self {
            Self::with(CONFIRMED, table.confirmed().and_then(Code::sent_name))
        }

        #[allow(unused_variables, reason = "the spec may have no attribute for the name")]
        fn with(code: i32, name: Option<&str>) -> Self {
            let name = name.unwrap_or_default();
            Self { #(#members,)* }
        }

        /// The answer with the times of a ticket, where the spec has attributes for them.
        #[must_use]
        #[allow(unused_mut, unused_variables, reason = "the spec may have no such attribute")]
        pub fn with_times(
            mut self,
            last_access: runtime::DateTime<runtime::Utc>,
            expires: runtime::DateTime<runtime::Utc>,
        ) -> Self {
            #(#times)*
            self
        }

        /// Returns `true` if the answer confirms.
        #[must_use]
        pub fn is_confirmed(&self) -> bool {
            self.by_role().code == CONFIRMED
        }
    })
}

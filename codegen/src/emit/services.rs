//! Web services.

use proc_macro2::TokenStream;
use quote::quote;

use super::codes::{expand_code, expand_reasons, expand_tables};
use super::documentation::{documentation, provenance, sentence};
use super::groups::Sent;
use super::paths::number;
use super::roles::expand_confirming;
use super::{Exposure, Module, files, nested_imports};
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
    let module = identifier(&service.head.rust);
    let tables: Vec<_> =
        service.tables.iter().map(|table| format!("[`{0}`](root::{0})", table.head.rust)).collect();
    let docs = documentation(&format!(
        "{}\n\nIts status codes are read in {}.{}",
        sentence(&service.head.description),
        tables.join(", then "),
        provenance(service.head.origin)
    ));
    let (path, request, answer) = (&service.path, &service.request_root, &service.answer_root);
    let confirmed = number(service.confirmed);
    let asked = expand_request(model, service);
    let told = expand_answer(model, service);
    let code = expand_code(service);
    let tables = expand_tables(service);
    let reasons = expand_reasons(service);
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
        #code
        #tables
        #reasons
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

fn expand_request(model: &Model, service: &Service) -> TokenStream {
    let (group, response) = (&service.elements, model.response.as_ref());
    let sent = Sent::new(group, Kind::Element, "Request");
    let names = sent.expand_names("A child element of the request's root.");
    let folds = sent.expand_folds();
    let (visit, read) = (sent.expand_visit(), sent.expand_read());
    let confirming = expand_confirming(group, response);
    let mutable = group.members().next().map(|_| quote!(mut));
    let methods = quote! {
        #confirming
        #visit

        /// Reads the names of elements and their texts.
        ///
        /// # Errors
        ///
        /// Everything that is wrong with them.
        pub fn read<K: AsRef<str>, V: Into<runtime::String>>(
            elements: impl IntoIterator<Item = (K, V)>,
        ) -> Result<Self, runtime::Vec<runtime::TextError<Element>>> {
            let #mutable texts = runtime::Texts::<Element>::from_pairs(elements);
            #read
        }
    };
    let docs =
        "The request: a value for each element.\n\nA visitor sees credentials, `Debug` does not show them.";
    let definition = sent.expand_struct(docs, &methods, response);
    quote!(#names #folds #definition)
}

fn expand_answer(model: &Model, service: &Service) -> TokenStream {
    let group = &service.attributes;
    let sent = Sent::new(group, Kind::Attribute, "Answer");
    let names = sent.expand_names("An attribute of the answer's root.");
    let folds = sent.expand_folds();
    let (visit, read) = (sent.expand_visit(), sent.expand_read());
    let by_code = expand_by_code(service);
    let mutable = group.members().next().map(|_| quote!(mut));
    let methods = quote! {
        #by_code
        #visit

        /// Reads the names of attributes and their texts. A time that cannot be read is none.
        ///
        /// # Errors
        ///
        /// Everything that is wrong with them.
        pub fn read<K: AsRef<str>, V: Into<runtime::String>>(
            attributes: impl IntoIterator<Item = (K, V)>,
        ) -> Result<Self, runtime::Vec<runtime::TextError<Attribute>>> {
            let #mutable texts = runtime::Texts::<Attribute>::from_pairs(attributes);
            #read
        }
    };
    let definition =
        sent.expand_struct("The answer: a value for each attribute.", &methods, model.response.as_ref());
    quote!(#names #folds #definition)
}

/// Answers by their status code, where roles say which attribute it is.
fn expand_by_code(service: &Service) -> Option<TokenStream> {
    let group = &service.attributes;
    let (code_id, _) = group.with_role("code")?;
    let mut members = Vec::new();
    for (id, member) in group.standing() {
        let name = identifier(&member.accessor);
        let role = member.role.map(|role| role.name);
        members.push(match (role, &member.presence) {
            _ if id == code_id => quote!(#name: code),
            (Some("code_name"), Presence::Optional) => quote!(#name: Some(runtime::String::from(name))),
            (Some("code_name"), _) => quote!(#name: runtime::String::from(name)),
            (_, Presence::Optional | Presence::Nullable) => quote!(#name: None),
            _ => return None,
        });
    }
    let times = ["last_access", "expires"].map(|role| {
        let (_, member) = group.with_role(role)?;
        let (name, time) = (identifier(&member.accessor), identifier(role));
        matches!(member.presence, Presence::Optional).then(|| quote!(self.#name = Some(#time);))
    });
    let times = times.iter().flatten();
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

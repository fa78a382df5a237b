//! Why a service refuses, and the tables that say so.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::columns::{Rows, expand_display_name};
use super::documentation::{clause, documentation, provenance};
use super::types::parameter_type;
use crate::model::{Model, Reason, Service, Type};

/// The enum of the tables of a service.
pub fn expand_table(model: &Model, service: &Service) -> TokenStream {
    let names: Vec<_> = service.tables.iter().map(|&table| &model.enums[table].name).collect();
    let rows = Rows::new(names.iter().copied());
    let variants = rows.variants();
    let types = service.tables.iter().map(|&table| parameter_type(model, Type::Enum(table)));
    let docs = service.tables.iter().map(|&table| documentation(&clause(&model.enums[table].description)));
    let all = rows.all("Every table, the current one first.");
    let texts = rows.texts("The name of the table.", "name", names.iter().map(|name| name.as_str()));
    let display = expand_display_name(&format_ident!("Table"));
    quote! {
        /// A table that the status codes of the service are read in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Table {
            #(#docs #variants,)*
        }

        impl Table {
            #all
            #texts

            /// Every status code of the table, in the published order.
            #[must_use]
            pub fn codes(self) -> runtime::Vec<Code> {
                match self { #(Self::#variants => #types::ALL.into_iter().map(Code::#variants).collect(),)* }
            }
        }

        #display
    }
}

/// The enum of the reasons, if there are any.
pub fn expand_reason(model: &Model, service: &Service) -> Option<TokenStream> {
    let reasons = &service.reasons;
    let rows = Rows::new(reasons.iter().map(|reason| &reason.variant));
    let variants = rows.variants();
    let docs = reasons.iter().map(|reason| {
        documentation(&format!(
            "`{}`: {}{}",
            reason.name,
            clause(&reason.description),
            provenance(reason.origin)
        ))
    });
    let all = rows.all("Every reason, in the order of the spec.");
    let names = rows.texts("What the reason is called.", "name", reasons.iter().map(|it| it.name.as_str()));
    let descriptions = rows.texts(
        "What is wrong with the request.",
        "description",
        reasons.iter().map(|reason| reason.description.as_str()),
    );
    let origins = rows.origins("Where the reason comes from.", reasons.iter().map(|reason| reason.origin));
    let arms = reasons.iter().flat_map(|reason| expand_arms(model, service, reason));
    let display = expand_display_name(&format_ident!("Reason"));
    (!reasons.is_empty()).then(|| {
        quote! {
            /// Why a request is refused.
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum Reason {
                #(#docs #variants,)*
            }

            impl Reason {
                #all
                #names
                #descriptions
                #origins

                /// The status code that says so in a table.
                #[must_use]
                pub const fn code(self, table: Table) -> Code {
                    match (self, table) { #(#arms,)* }
                }
            }

            #display
        }
    })
}

/// What a reason is in every table.
fn expand_arms(model: &Model, service: &Service, reason: &Reason) -> Vec<TokenStream> {
    let variant = format_ident!("{}", reason.variant);
    let codes = service.tables.iter().zip(&reason.codes);
    codes
        .map(|(&table, &code)| {
            let name = format_ident!("{}", model.enums[table].name);
            let code = format_ident!("{}", model.enums[table].values[code].variant);
            let path = parameter_type(model, Type::Enum(table));
            quote!((Self::#variant, Table::#name) => Code::#name(#path::#code))
        })
        .collect()
}

//! The status codes of a service, which are read in several tables, and the reasons to send them.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::documentation::{clause, code, documentation, provenance, sentence};
use super::paths::in_root;
use super::rows::{names_enum, row, table};
use crate::model::{Reason, Service};
use crate::names::identifier;

/// The variants of the tables of a service, and their types.
fn tables(service: &Service) -> (Vec<Ident>, Vec<TokenStream>) {
    service.tables.iter().map(|table| (identifier(&table.head.rust), in_root(&table.head))).unzip()
}

/// The enum over the tables of a service.
pub fn expand_code(service: &Service) -> TokenStream {
    let (variants, types) = tables(service);
    let docs = variants.iter().map(|table| documentation(&format!("Of the table `{table}`.")));
    let find = expand_find(&variants, &types);
    let of_row = |docs: &str, method: &str, returned: &TokenStream| {
        let (docs, method) = (documentation(docs), format_ident!("{method}"));
        quote! {
            #docs
            #[must_use]
            pub const fn #method(self) -> #returned {
                match self { #(Self::#variants(row) => row.#method(),)* }
            }
        }
    };
    let text = quote!(&'static str);
    let optional = quote!(Option<&'static str>);
    let columns = [
        of_row("The status code.", "id", &quote!(i32)),
        of_row("The name of the status code.", "name", &text),
        of_row("The meaning of the status code.", "description", &text),
        of_row(
            "Advice on what to do about the status code, where that is known.\n\nIt is in this project's words, \
             never the operator's, whatever the origin of the status code.",
            "help",
            &optional,
        ),
        of_row("The name of the status code, if it is one that the service sends.", "sent_name", &optional),
    ];
    quote! {
        /// A status code of the service, in the table that it is read in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            #(#docs #variants(#types),)*
        }

        impl Code {
            #find
            #(#columns)*
        }
    }
}

fn expand_find(variants: &[Ident], types: &[TokenStream]) -> TokenStream {
    quote! {
        /// The meaning of a refusal with this code and name: the row that has both, else the row with the
        /// name, else the row with the code, each in the first table that has one.
        ///
        /// A refusal is never the row that confirms by its name alone.
        #[must_use]
        pub fn find(code: i32, name: Option<&str>) -> Option<Self> {
            let sent = |name: &str| {
                let rows = [#(#types::from_name(name).map(Self::#variants)),*];
                rows.into_iter().flatten().filter(|row| row.sent_name().is_some())
            };
            let named = || name.into_iter().flat_map(sent);
            let coded = [#(#types::from_id(code).map(Self::#variants)),*];
            named()
                .find(|row| row.id() == code)
                .or_else(|| named().find(|row| row.id() != CONFIRMED))
                .or_else(|| coded.into_iter().flatten().next())
        }
    }
}

/// The enum of the tables of a service.
pub fn expand_tables(service: &Service) -> TokenStream {
    let (variants, types) = tables(service);
    let names: Vec<_> = service
        .tables
        .iter()
        .map(|table| (documentation(&sentence(&table.head.description)), table.head.rust.clone()))
        .collect();
    let definition = names_enum("Table", "A table that the status codes of the service are read in.", &names);
    let rows = service.tables.iter().map(|table| (table.head.rust.clone(), row(&table.head)));
    let rows = table("rows", &quote!(Table), rows);
    quote! {
        #definition
        #rows

        impl Table {
            /// Every status code of the table, in the published order.
            #[must_use]
            pub fn codes(self) -> runtime::Vec<Code> {
                match self { #(Self::#variants => #types::ALL.iter().copied().map(Code::#variants).collect(),)* }
            }

            /// The status code of the table that confirms, if it has one.
            #[must_use]
            pub fn confirmed(self) -> Option<Code> {
                self.codes().into_iter().find(|code| code.id() == CONFIRMED)
            }
        }
    }
}

/// The enum of the reasons, if there are any.
pub fn expand_reasons(service: &Service) -> Option<TokenStream> {
    let reasons = &service.reasons;
    let names: Vec<_> = reasons.iter().map(|reason| (describe(reason), reason.head.rust.clone())).collect();
    let definition = names_enum("Reason", "A reason to refuse a request.", &names);
    let rows = reasons.iter().map(|reason| {
        let row = row(&reason.head);
        let codes = reason.codes.iter().map(|choice| {
            let (of, table) = (in_root(&choice.of().head), identifier(&choice.of().head.rust));
            let code = identifier(&choice.head.rust);
            quote!(Code::#table(#of::#code))
        });
        (reason.head.rust.clone(), quote!(#row => [#(#codes),*]))
    });
    let rows = table("reasons", &quote!(Reason by Table as Code), rows);
    (!reasons.is_empty()).then(|| quote!(#definition #rows))
}

fn describe(reason: &Reason) -> TokenStream {
    let (name, description) = (code(&reason.head.name), clause(&reason.head.description));
    documentation(&format!("{name}: {description}{}", provenance(reason.head.origin)))
}

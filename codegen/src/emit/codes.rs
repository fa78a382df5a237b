//! The status codes of a service, which are read in several tables.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::columns::expand_display_name;
use super::documentation::documentation;
use super::types::parameter_type;
use crate::model::{Model, Service, Type};

/// The enum over the tables of a service.
pub fn expand_code(model: &Model, service: &Service) -> TokenStream {
    let variants: Vec<_> =
        service.tables.iter().map(|&table| format_ident!("{}", model.enums[table].name)).collect();
    let types: Vec<_> =
        service.tables.iter().map(|&table| parameter_type(model, Type::Enum(table))).collect();
    let docs = variants.iter().map(|table| documentation(&format!("Of the table `{table}`.")));
    let find = expand_find(&variants, &types);
    let rows = [
        expand_column(&variants, "The status code.", "id", &quote!(i32)),
        expand_column(&variants, "The name of the status code.", "name", &quote!(&'static str)),
        expand_column(&variants, "What the status code means.", "description", &quote!(&'static str)),
    ];
    let sent_name = expand_sent_name(&variants, &types);
    let display = expand_display_name(&format_ident!("Code"));
    quote! {
        /// A status code of the service, in the table that it is read in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            #(#docs #variants(#types),)*
        }

        impl Code {
            #find
            #(#rows)*
            #sent_name
        }

        #display
    }
}

fn expand_find(variants: &[Ident], types: &[TokenStream]) -> TokenStream {
    quote! {
        /// What a refusal with this code and name means: the row that has both, else the row with the
        /// name, else the row with the code, each in the first table that has one.
        ///
        /// A refusal is never the row that confirms by its name alone.
        #[must_use]
        pub fn find(code: i32, name: Option<&str>) -> Option<Self> {
            let named = |name| [#(#types::from_name(name).map(Self::#variants)),*];
            let mut named = name.into_iter().flat_map(named).flatten();
            let coded = [#(#types::from_id(code).map(Self::#variants)),*];
            named
                .clone()
                .find(|row| row.id() == code)
                .or_else(|| named.find(|row| row.id() != CONFIRMED))
                .or_else(|| coded.into_iter().flatten().next())
        }
    }
}

fn expand_column(variants: &[Ident], docs: &str, method: &str, returned: &TokenStream) -> TokenStream {
    let (docs, method) = (documentation(docs), format_ident!("{method}"));
    quote! {
        #docs
        #[must_use]
        pub const fn #method(self) -> #returned {
            match self { #(Self::#variants(row) => row.#method(),)* }
        }
    }
}

fn expand_sent_name(variants: &[Ident], types: &[TokenStream]) -> TokenStream {
    quote! {
        /// The name of the status code, if it is one that the service sends.
        #[must_use]
        pub fn sent_name(self) -> Option<&'static str> {
            match self { #(Self::#variants(row) => #types::from_name(row.name()).map(#types::name),)* }
        }
    }
}

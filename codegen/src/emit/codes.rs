//! The status codes of a service, which are read in several tables, and the reasons to send them.

use proc_macro2::TokenStream;
use quote::quote;

use super::documentation::{entry, named};
use super::paths::in_root;
use super::rows::{row, table};
use crate::model::Service;
use crate::names::identifier;

/// The enums of the tables, of the codes in them, and of the reasons if there are any.
pub fn expand(service: &Service) -> TokenStream {
    let none = TokenStream::new();
    let tables = service
        .tables
        .iter()
        .map(|table| row(&entry(&table.head), &table.head, Some(&in_root(&table.head)), &none));
    let codes = table("codes", &quote!(Code of Table, confirmed by CONFIRMED), tables);
    let reasons = service.reasons.iter().map(|reason| {
        let codes = reason.codes.iter().map(|choice| {
            let (of, table) = (in_root(&choice.of().head), identifier(&choice.of().head.rust));
            let code = identifier(&choice.head.rust);
            quote!(#table(#of::#code))
        });
        row(&named(&reason.head, ""), &reason.head, None, &quote!(=> [#(#codes),*]))
    });
    let head = quote!(#[doc = " A reason to refuse a request."] pub enum Reason of Code by Table);
    let reasons = (!service.reasons.is_empty()).then(|| table("reasons", &head, reasons));
    quote!(#codes #reasons)
}

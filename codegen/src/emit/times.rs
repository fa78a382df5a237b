//! Formats of dates and times: a type each.

use proc_macro2::TokenStream;
use quote::quote;

use super::documentation::{code, documentation, erratum, provenance, sentence};
use crate::model::{DateFormat, Model};
use crate::names::identifier;

/// A format.
pub fn expand_format(format: &DateFormat) -> TokenStream {
    let name = identifier(&format.head.rust);
    let docs = documentation(&format!(
        "{}\n\nIts text is {}, a .NET format.{}{}",
        sentence(&format.head.description),
        code(&format.format),
        erratum(format.printed.as_deref(), format.erratum.as_deref()),
        provenance(format.head.origin),
    ));
    let text = &format.format;
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name(runtime::DateTime<runtime::Utc>);

        runtime::time_format! { #name = #text }
    }
}

/// The function that reads any format, in the module of the file with the first one.
pub fn expand_read_time(model: &Model, file: usize) -> Option<TokenStream> {
    if model.date_formats.first()?.head.file != file {
        return None;
    }
    let formats = model.date_formats.iter().map(|format| identifier(&format.head.rust));
    Some(quote! {
        /// Reads a date and time in any of the formats, for values whose format no page gives.
        #[must_use]
        pub fn read_time(text: &str) -> Option<runtime::DateTime<runtime::Utc>> {
            #(if let Ok(time) = text.parse::<root::#formats>() {
                return Some(time.utc());
            })*
            None
        }
    })
}

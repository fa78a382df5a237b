//! The example responses, and the test that every one is read and written back.

use quote::{format_ident, quote};

use super::{Exposure, Module};
use crate::model::{Origin, Response};

/// The module with the examples.
pub fn module(response: &Response) -> Option<Module> {
    if response.examples.is_empty() {
        return None;
    }
    let examples = response.examples.iter().map(|example| {
        let title = &example.title;
        let origin = format_ident!(
            "{}",
            match example.origin {
                Origin::Documented => "Documented",
                Origin::Published => "Published",
                Origin::Observed => "Observed",
                Origin::Inferred => "Inferred",
            }
        );
        let fields = example.fields.iter().map(|(name, value)| quote!((#name, #value)));
        quote!(runtime::Example { title: #title, origin: runtime::Origin::#origin, fields: &[#(#fields),*] })
    });
    let items = quote! {
        /// The example responses of the documents, in their order.
        pub const EXAMPLES: &[runtime::Example] = &[#(#examples),*];

        #[cfg(test)]
        mod tests {
            use super::super::Response;
            use super::EXAMPLES;

            #[test]
            fn every_example_is_read_and_written_back() {
                for example in EXAMPLES {
                    let response = Response::from_pairs(example.fields.iter().copied());
                    let response = response.unwrap_or_else(|error| panic!("{}: {error}", example.title));
                    let written = response.to_pairs();
                    let written = written.iter().map(|(name, value)| (*name, value.as_str()));
                    assert!(written.eq(example.fields.iter().copied()), "{}", example.title);
                    assert_eq!(Response::parse(response.to_form().as_bytes()), Ok(response));
                }
            }
        }
    };
    let docs = "The example responses of the documents.";
    Module::new("examples", Exposure::Flat, vec![response.file], docs, items)
}

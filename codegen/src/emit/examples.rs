//! The example responses, and the test that every one is read and written back.

use proc_macro2::Literal;
use quote::quote;

use super::Module;
use super::documentation;
use crate::model::Response;

/// The module with the examples.
pub fn module(response: &Response) -> Option<Module> {
    let count = Literal::usize_unsuffixed(response.examples.len());
    let examples = response.examples.iter().map(|example| {
        let title = &example.title;
        let origin = documentation::origin(example.origin);
        let fields = example.fields.iter().map(|(name, value)| quote!((#name, #value)));
        quote!(runtime::Example { title: #title, origin: #origin, fields: &[#(#fields),*] })
    });
    let items = quote! {
        /// The example responses of the documents, in their order.
        pub const EXAMPLES: [runtime::Example; #count] = [#(#examples),*];

        #[cfg(test)]
        mod tests {
            use super::super::Response;
            use super::runtime;

            #[test]
            fn every_example_is_read_and_written_back() {
                for example in super::EXAMPLES {
                    let response = Response::from_pairs(example.fields.iter().copied());
                    let response = response.unwrap_or_else(|error| panic!("{}: {error}", example.title));
                    let written = response.to_pairs();
                    let written: runtime::Vec<_> =
                        written.iter().map(|(name, value)| (*name, value.as_str())).collect();
                    assert_eq!(written, example.fields, "{}", example.title);
                    assert_eq!(Response::parse(response.to_form().as_bytes()), Ok(response));
                }
            }
        }
    };
    (!response.examples.is_empty())
        .then(|| Module::flat("examples", "The example responses of the documents.", items))
        .flatten()
}

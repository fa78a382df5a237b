//! The methods that write what `visit` shows.

use proc_macro2::TokenStream;
use quote::quote;

use super::documentation::documentation;

/// `to_form` and `to_pairs`, with what each says of itself.
pub fn expand_writers(form: &str, pairs: &str) -> TokenStream {
    let (form, pairs) = (documentation(form), documentation(pairs));
    quote! {
        #form
        #[must_use]
        pub fn to_form(&self) -> runtime::String {
            let mut writer = runtime::FormWriter::default();
            self.visit(&mut writer);
            writer.finish()
        }

        #pairs
        #[must_use]
        pub fn to_pairs(&self) -> runtime::Vec<(&'static str, runtime::String)> {
            let mut writer = runtime::PairWriter::default();
            self.visit(&mut writer);
            writer.finish()
        }
    }
}

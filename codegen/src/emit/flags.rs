//! Sets of flags.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::documentation::{clause, documentation, entry, provenance, sentence};
use super::roles::constants;
use super::rows::{row, table};
use crate::model::Flags;
use crate::names::identifier;
use crate::roles::Kind;

/// The constants that every set of flags has, those of the roles included.
pub const CONSTANTS: [&str; 4] = ["ROWS", "RESERVED", "CACHED", "QUIET"];

/// A set of flags. The roles are there if a flag has one, and if the code of this project asks for them.
pub fn expand(flags: &Flags, is_asked_for: bool) -> TokenStream {
    let name = identifier(&flags.head.rust);
    let kept = if flags.reserved.is_empty() { "" } else { " Reserved bits are kept." };
    let (none, none_description) = &flags.none;
    let docs = documentation(&format!(
        "{}{}\n\nThe empty set is `{none}`: {}{kept}",
        sentence(&flags.head.description),
        provenance(flags.head.origin),
        clause(none_description)
    ));
    let (separator, written) = (&flags.separator, &flags.written_separator);
    let reserved = flags.reserved.iter().map(|(bit, description, _)| {
        let bit = Literal::u8_unsuffixed(*bit);
        quote!(#bit (#description))
    });
    let head = quote! {
        #docs pub struct #name: #none (#none_description), #separator #written, reserved [#(#reserved),*]
    };
    let rows = flags.named.iter().map(|flag| {
        let bit = Literal::u8_unsuffixed(flag.bit).into_token_stream();
        row(&entry(&flag.head), &flag.head, Some(&bit), &TokenStream::new())
    });
    let table = table("flag_set", &head, rows);
    let is_asked_for = is_asked_for || flags.named.iter().any(|flag| flag.role.is_some());
    let with_roles = flags.named.iter().map(|it| (it.role, &it.head));
    let roles = is_asked_for.then(|| constants(&name, Kind::Flag, &with_roles));
    quote!(#table #roles)
}

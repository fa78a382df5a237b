//! The rows of documented tables, which macros of the runtime turn into enums that know them.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::documentation::documentation;
use super::paths::{in_root, number};
use crate::model::{Group, Head, Member, Origin, Type, Value};
use crate::names::identifier;

/// What a row says of an entry: `("name", "description").published()`.
pub fn row(head: &Head) -> TokenStream {
    let (name, description) = (&head.name, &head.description);
    let origin = match head.origin {
        Origin::Documented => TokenStream::new(),
        Origin::Published => quote!(.published()),
        Origin::Observed => quote!(.observed()),
        Origin::Inferred => quote!(.inferred()),
    };
    quote!((#name, #description) #origin)
}

/// The row of a value of an enum or a table.
pub fn value_row(value: &Value) -> TokenStream {
    let row = row(&value.head);
    let id = value.number.map(|id| {
        let id = number(id);
        quote!(.id(#id))
    });
    let help = value.help.as_ref().map(|help| quote!(.help(#help)));
    let marks = [(!value.in_use, "not_in_use"), (!value.present, "absent"), (value.coined, "coined")];
    let marks = marks.into_iter().filter(|(holds, _)| *holds).map(|(_, mark)| format_ident!("{mark}"));
    quote!(#row #id #(.#marks())* #help)
}

/// The row of a member of a group, whose enum of names is `names`.
pub fn member_row<X>(names: &Ident, group: &Group<X>, member: &Member<X>) -> TokenStream {
    let row = row(&member.head);
    let required = member.presence.is_required().then(|| quote!(.required()));
    let credential = member.value.is_credential().then(|| quote!(.credential()));
    let when = member.when.as_ref().map(|condition| {
        let (on, value) = (identifier(&group[condition.on].head.rust), &condition.value.head.name);
        quote!(.when(#names::#on as u8, #value))
    });
    let choices = match &member.value {
        Type::Enum(definition) => {
            let definition = in_root(&definition.head);
            Some(quote!(.one_of(#definition::ROWS)))
        }
        _ => None,
    };
    quote!(#row #required #credential #when #choices)
}

/// An enum whose variants are names, with a doc comment each.
pub fn names_enum(name: &str, docs: &str, variants: &[(TokenStream, String)]) -> TokenStream {
    let (name, docs) = (identifier(name), documentation(docs));
    let variants = variants.iter().map(|(docs, variant)| {
        let variant = identifier(variant);
        quote!(#docs #variant)
    });
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }
    }
}

/// A call of a macro of the runtime with rows: `runtime::rows! { Name { A = ("a", "…"), … } }`.
pub fn table(
    macro_name: &str,
    head: &TokenStream,
    rows: impl IntoIterator<Item = (String, TokenStream)>,
) -> TokenStream {
    let macro_name = identifier(macro_name);
    let rows = rows.into_iter().map(|(variant, row)| {
        let variant = identifier(&variant);
        quote!(#variant = #row)
    });
    quote!(runtime::#macro_name! { #head { #(#rows,)* } })
}

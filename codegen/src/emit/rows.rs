//! The rows of documented tables, which macros of the runtime turn into types that know them.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::documentation::documentation;
use super::paths::{number, plain_type};
use crate::model::{Group, Head, Member, Origin, Type, Value};
use crate::names::identifier;

/// A row of a table: `/// docs` and `Name: Type = ("name", "description").published()`.
pub fn row(docs: &str, head: &Head, value: Option<&TokenStream>, marks: &TokenStream) -> TokenStream {
    let (docs, rust, value) = (documentation(docs), identifier(&head.rust), value.map(|it| quote!(: #it)));
    let (name, description) = (&head.name, &head.description);
    let origin = match head.origin {
        Origin::Documented => TokenStream::new(),
        Origin::Published => quote!(.published()),
        Origin::Observed => quote!(.observed()),
        Origin::Inferred => quote!(.inferred()),
    };
    quote!(#docs #rust #value = (#name, #description) #origin #marks)
}

/// The row of a value of an enum or a table.
pub fn value_row(docs: &str, value: &Value) -> TokenStream {
    let id = value.number.map(number).map(|id| quote!(.id(#id)));
    let help = value.help.as_ref().map(|help| quote!(.help(#help)));
    let marks = [(!value.in_use, "not_in_use"), (!value.present, "absent"), (value.coined, "coined")];
    let marks = marks.into_iter().filter(|(holds, _)| *holds).map(|(_, mark)| format_ident!("{mark}"));
    row(docs, &value.head, None, &quote!(#id #(.#marks())* #help))
}

/// The row of a member of a group, whose enum of names is called so. Dates have no type of their own.
pub fn member_row<X>(
    docs: &str,
    names: &str,
    group: &Group<X>,
    member: &Member<X>,
    more: Option<&TokenStream>,
) -> TokenStream {
    let value = (!matches!(member.value, Type::DateTime)).then(|| plain_type(&member.value));
    let required = member.presence.is_required().then(|| quote!(.required()));
    let when = member.when.as_ref().map(|condition| {
        let (names, on) = (identifier(names), identifier(&group[condition.on].head.rust));
        let value = &condition.value.head.name;
        quote!(.when(#names::#on as u8, #value))
    });
    row(docs, &member.head, value.as_ref(), &quote!(#required #when #more))
}

/// A call of a macro of the runtime: `runtime::rows! { pub enum Name { A = ("a", "…"), … } }`.
pub fn table(
    macro_name: &str,
    head: &TokenStream,
    rows: impl IntoIterator<Item = TokenStream>,
) -> TokenStream {
    let (macro_name, rows) = (identifier(macro_name), rows.into_iter());
    quote!(runtime::#macro_name! { #head { #(#rows,)* } })
}

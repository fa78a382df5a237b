//! Members that others depend on: one type for both, so that neither can stand without the other.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::documentation::{clause, code, documentation, sentence};
use super::paths::{carrying, in_root, plain_type};
use super::{Exposure, Module};
use crate::model::{Choice, Fold, Interval, Member, MemberId, Presence, Response, Value};
use crate::names::identifier;

/// The module with a type for every field that others depend on.
pub fn module(response: &Response) -> Option<Module> {
    let types = response.fields.folds().map(|fold| {
        let name = name(&fold);
        let definition = expand_definition(&fold, &quote!(Copy, PartialOrd, Ord,));
        let (plain, kinds) = (in_root(&fold.definition.head), expand_kinds(&fold));
        let read = expand_field_read(&fold);
        quote! {
            #definition

            impl #name {
                /// The value of the field itself.
                #[must_use]
                pub const fn kind(self) -> #plain {
                    #kinds
                }

                #read
            }
        }
    });
    let docs = "Fields that others depend on: each is one type with its dependent fields.";
    Module::new("folds", Exposure::Flat, vec![response.file], docs, quote!(#(#types)*))
}

/// The type of a parameter that others depend on.
pub fn expand_parameter(fold: &Fold<'_, ()>, names: &Ident) -> TokenStream {
    let name = name(fold);
    let is_copy = fold.dependents.iter().all(|(_, dependent, _)| dependent.value.is_copy());
    let definition = expand_definition(fold, &if is_copy { quote!(Copy,) } else { TokenStream::new() });
    let (plain, kinds) = (in_root(&fold.definition.head), expand_kinds(fold));
    let read = expand_parameter_read(fold, names);
    let conversions = [expand_from_plain(fold), expand_from_dependent(fold)];
    let conversions = conversions.iter().flatten();
    quote! {
        #definition

        impl #name {
            /// The value of the parameter itself.
            #[must_use]
            pub const fn kind(&self) -> #plain {
                #kinds
            }

            #read
        }

        #(#conversions)*
    }
}

/// The type of a fold.
pub fn name<X>(fold: &Fold<'_, X>) -> Ident {
    identifier(&fold.on.head.rust)
}

/// The dependent members that come with a value, in the documented order.
fn with<'f, X>(fold: &'f Fold<'_, X>, value: &'f Value) -> impl Iterator<Item = (MemberId, &'f Member<X>)> {
    let comes = move |choice: &Choice| choice.head.name == value.head.name;
    fold.dependents.iter().filter(move |(_, _, choice)| comes(choice)).map(|(id, member, _)| (*id, *member))
}

/// A pattern for a value, with what `bind` has for the dependent members.
pub fn pattern<X>(
    fold: &Fold<'_, X>,
    value: &Value,
    bind: impl Fn(MemberId, &Member<X>) -> Option<TokenStream>,
) -> TokenStream {
    let variant = identifier(&value.head.rust);
    let payload = with(fold, value).map(|(id, member)| bind(id, member).unwrap_or_else(|| quote!(_)));
    carrying(&quote!(#variant), &payload.collect::<Vec<_>>())
}

/// A pattern that binds `value` to a dependent member, where it is sent.
pub fn binding<X>(fold: &Fold<'_, X>, dependent: MemberId, value: &Choice) -> TokenStream {
    let bound = pattern(fold, value, |id, member| {
        let bound = if member.presence.is_optional() { quote!(Some(value)) } else { quote!(value) };
        (id == dependent).then_some(bound)
    });
    bound
}

fn expand_definition<X>(fold: &Fold<'_, X>, derived: &TokenStream) -> TokenStream {
    let name = name(fold);
    let plain = &fold.definition.head.rust;
    let docs = documentation(&format!(
        "{}\n\nA [`{plain}`](root::{plain}) together with what is sent with it.",
        sentence(&fold.on.head.description),
    ));
    let variants = fold.definition.values.iter().map(|value| {
        let dependents = with(fold, value)
            .map(|(_, it)| format!("\n\nWith {}: {}", code(&it.head.name), clause(&it.head.description)));
        let docs = documentation(&(sentence(&value.head.description) + &dependents.collect::<String>()));
        let types = with(fold, value).map(|(_, dependent)| {
            let value = plain_type(&dependent.value);
            if dependent.presence.is_optional() { quote!(Option<#value>) } else { value }
        });
        let variant = identifier(&value.head.rust);
        let variant = carrying(&quote!(#variant), &types.collect::<Vec<_>>());
        quote!(#docs #variant)
    });
    quote! {
        #docs
        #[derive(Clone, #derived Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }
    }
}

/// The plain value of each variant, some of which carry what comes with it.
fn expand_kinds<X>(fold: &Fold<'_, X>) -> TokenStream {
    let plain = in_root(&fold.definition.head);
    let arms = fold.definition.values.iter().map(|value| {
        let variant = identifier(&value.head.rust);
        let ignored = with(fold, value).next().map(|_| quote!((..)));
        quote!(Self::#variant #ignored => #plain::#variant)
    });
    quote!(match self { #(#arms,)* })
}

/// The variant of each plain value, with what `read` makes of the dependent members.
fn expand_arms<X>(fold: &Fold<'_, X>, read: impl Fn(MemberId, &Member<X>) -> TokenStream) -> TokenStream {
    let plain = in_root(&fold.definition.head);
    let arms = fold.definition.values.iter().map(|value| {
        let variant = identifier(&value.head.rust);
        let payload: Vec<_> = with(fold, value).map(|(id, member)| read(id, member)).collect();
        let value = carrying(&quote!(Self::#variant), &payload);
        quote!(#plain::#variant => #value)
    });
    quote!(match kind { #(#arms,)* })
}

fn expand_field_read(fold: &Fold<'_, Interval>) -> TokenStream {
    let (on, plain) = (name(fold), in_root(&fold.definition.head));
    let checks = fold.dependents.iter().map(|(_, dependent, value)| {
        let (variant, required) = (identifier(&dependent.head.rust), &value.head.name);
        quote!(fields.check_condition(root::Field::#variant, root::Field::#on, #required, kind.name())?;)
    });
    let arms = expand_arms(fold, |_, dependent| {
        let variant = identifier(&dependent.head.rust);
        match &dependent.presence {
            Presence::Defaults(absent) => {
                let (definition, absent) = (in_root(&absent.of().head), identifier(&absent.head.rust));
                quote!(fields.read_or(root::Field::#variant, #definition::#absent)?)
            }
            _ => quote!(fields.read(root::Field::#variant)?),
        }
    });
    quote! {
        /// Reads the field and those that depend on it.
        pub(super) fn from_fields<V: runtime::Text>(
            fields: &mut root::field::Fields<V>,
        ) -> Result<Self, root::ParseError> {
            let kind: #plain = fields.read(root::Field::#on)?;
            #(#checks)*
            Ok(#arms)
        }
    }
}

/// What reads a parameter with those that depend on it, which are read before in any case so that
/// everything wrong is found.
fn expand_parameter_read(fold: &Fold<'_, ()>, names: &Ident) -> TokenStream {
    let (on, plain) = (identifier(&fold.on.head.rust), in_root(&fold.definition.head));
    let reads = fold.dependents.iter().map(|(_, dependent, value)| {
        let (variant, required) = (identifier(&dependent.head.rust), &value.head.name);
        let (local, kind) = (local(dependent), plain_type(&dependent.value));
        let condition = quote! {
            texts.check_condition(#names::#variant, #names::#on, #required, kind.map(#plain::name));
        };
        match dependent.presence {
            // One that must be there is missed only where its condition holds.
            Presence::Required | Presence::Nullable | Presence::Defaults(_) => {
                let value = identifier(&value.head.rust);
                let read = if matches!(dependent.presence, Presence::Nullable) { quote!(nullable) } else { quote!(required) };
                quote! {
                    #condition
                    let #local = if kind == Some(#plain::#value) { texts.#read(#names::#variant) } else { None };
                }
            }
            Presence::Optional => quote! {
                #condition
                let #local: Option<#kind> = texts.optional(#names::#variant);
            },
        }
    });
    let arms = expand_arms(fold, |_, dependent| {
        let local = local(dependent);
        if matches!(dependent.presence, Presence::Optional) { quote!(#local) } else { quote!(#local?) }
    });
    let kind = match fold.on.presence {
        Presence::Required | Presence::Defaults(_) => quote!(texts.required(#names::#on)),
        Presence::Nullable => quote!(texts.nullable(#names::#on).flatten()),
        Presence::Optional => quote!(texts.optional(#names::#on)),
    };
    quote! {
        /// Reads the parameter and those that depend on it.
        fn from_texts(texts: &mut runtime::Texts<#names>) -> Option<Self> {
            let kind: Option<#plain> = #kind;
            #(#reads)*
            let kind = kind?;
            Some(#arms)
        }
    }
}

/// A variable that no parameter is called like.
fn local<X>(member: &Member<X>) -> Ident {
    identifier(&format!("its_{}", member.accessor))
}

/// The parameter alone, if it can stand alone.
fn expand_from_plain(fold: &Fold<'_, ()>) -> Option<TokenStream> {
    if fold.dependents.iter().any(|(_, dependent, _)| !dependent.presence.is_optional()) {
        return None;
    }
    let (name, plain) = (name(fold), in_root(&fold.definition.head));
    let arms = expand_arms(fold, |_, _| quote!(None));
    Some(quote! {
        impl From<#plain> for #name {
            fn from(kind: #plain) -> Self {
                #arms
            }
        }
    })
}

/// What depends on the parameter, if that alone says what its value is.
fn expand_from_dependent(fold: &Fold<'_, ()>) -> Option<TokenStream> {
    let [(_, dependent, choice)] = &fold.dependents[..] else { return None };
    if dependent.value.is_same(&fold.on.value) {
        return None;
    }
    let (name, variant) = (name(fold), identifier(&choice.head.rust));
    let value = plain_type(&dependent.value);
    let payload = if dependent.presence.is_optional() { quote!(Some(value)) } else { quote!(value) };
    Some(quote! {
        impl From<#value> for #name {
            fn from(value: #value) -> Self {
                Self::#variant(#payload)
            }
        }
    })
}

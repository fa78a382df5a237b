//! Members that others depend on: one type for both, so that neither can stand without the other.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::documentation::{clause, code, documentation, sentence};
use super::paths::{carrying, in_root, plain_type};
use super::rows::table;
use super::{Exposure, Module};
use crate::model::{Choice, Fold, Interval, Member, MemberId, Presence, Response, Value};
use crate::names::identifier;

/// The methods of such a type beside those of the dependent members.
pub const METHODS: [&str; 4] = ["kind", "from_fields", "from_slots", "from_texts"];

/// The module with a type for every field that others depend on.
pub fn module(response: &Response) -> Option<Module> {
    let types = response.fields.folds().map(|fold| expand(&fold, &expand_field_read(&fold)));
    let docs = "Fields that others depend on: each is one type with its dependent fields.";
    Module::new("folds", Exposure::Flat, vec![response.file], docs, quote!(#(#types)*))
}

/// The type of a parameter that others depend on.
pub fn expand_parameter(fold: &Fold<'_, ()>, names: &Ident) -> TokenStream {
    let definition = expand(fold, &expand_parameter_read(fold, names));
    let conversions = [expand_from_plain(fold), expand_from_dependent(fold)];
    let conversions = conversions.iter().flatten();
    quote!(#definition #(#conversions)*)
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
    bind: impl Fn(MemberId) -> Option<TokenStream>,
) -> TokenStream {
    let payload = with(fold, value).map(|(id, _)| bind(id).unwrap_or_else(|| quote!(_)));
    carrying(&identifier(&value.head.rust), &payload.collect::<Vec<_>>())
}

fn stored<X>(dependent: &Member<X>) -> TokenStream {
    let value = plain_type(&dependent.value);
    if dependent.presence.is_optional() { quote!(Option<#value>) } else { value }
}

/// The definition, the dependent members, and what reads it.
fn expand<X>(fold: &Fold<'_, X>, read: &TokenStream) -> TokenStream {
    let (name, definition) = (name(fold), expand_definition(fold));
    let dependents = fold.dependents.iter().map(|it| expand_dependent(fold, it));
    quote! {
        #definition

        impl #name {
            #(#dependents)*
            #read
        }
    }
}

fn expand_definition<X>(fold: &Fold<'_, X>) -> TokenStream {
    let (name, plain) = (name(fold), &fold.definition.head.rust);
    let docs = documentation(&format!(
        "{}\n\nA [`{plain}`](root::{plain}) together with what is sent with it.",
        sentence(&fold.on.head.description),
    ));
    let plain = in_root(&fold.definition.head);
    let variants = fold.definition.values.iter().map(|value| {
        let dependents = with(fold, value)
            .map(|(_, it)| format!("\n\nWith {}: {}", code(&it.head.name), clause(&it.head.description)));
        let docs = documentation(&(sentence(&value.head.description) + &dependents.collect::<String>()));
        let types: Vec<_> = with(fold, value).map(|(_, dependent)| stored(dependent)).collect();
        let variant = carrying(&identifier(&value.head.rust), &types);
        quote!(#docs #variant)
    });
    let macro_name = if fold.is_copy() { "copied_fold" } else { "fold" };
    table(macro_name, &quote!(#docs pub enum #name of #plain), variants)
}

/// The value of a dependent member, where it is sent.
fn expand_dependent<X>(
    fold: &Fold<'_, X>,
    (id, dependent, choice): &(MemberId, &Member<X>, &Choice),
) -> TokenStream {
    let docs = documentation(&format!("{}, where it is sent.", code(&dependent.head.name)));
    let (accessor, value) = (identifier(&dependent.accessor), plain_type(&dependent.value));
    let pattern = pattern(fold, choice, |other| (other == *id).then(|| quote!(value)));
    let (value, found) = match (&dependent.presence, fold.is_copy()) {
        (Presence::Optional, true) => (value, quote!(value)),
        (Presence::Optional, false) => (quote!(&#value), quote!(value.as_ref())),
        (_, true) => (stored(dependent), quote!(Some(value))),
        (_, false) => {
            let stored = stored(dependent);
            (quote!(&#stored), quote!(Some(value)))
        }
    };
    let receiver = if fold.is_copy() { quote!(self) } else { quote!(&self) };
    let others = (fold.definition.values.len() > 1).then(|| quote!(_ => None,));
    quote! {
        #docs
        #[must_use]
        pub const fn #accessor(#receiver) -> Option<#value> {
            match self { Self::#pattern => #found, #others }
        }
    }
}

/// The variant of each plain value, with what `read` makes of the dependent members. A plain value that none comes
/// with is converted, if that is possible.
fn expand_arms<X>(
    fold: &Fold<'_, X>,
    is_converted: bool,
    read: impl Fn(&Member<X>) -> TokenStream,
) -> TokenStream {
    let plain = in_root(&fold.definition.head);
    let is_alone = |value: &&Value| with(fold, value).next().is_none();
    let rest = (is_converted && fold.definition.values.iter().any(|it| is_alone(&it)))
        .then(|| quote!(kind => kind.into(),));
    let values = fold.definition.values.iter().filter(|it| !is_converted || !is_alone(it));
    let arms = values.map(|value| {
        let variant = identifier(&value.head.rust);
        let payload: Vec<_> = with(fold, value).map(|(_, member)| read(member)).collect();
        let value = carrying(&variant, &payload);
        quote!(#plain::#variant => Self::#value)
    });
    quote!(match kind { #(#arms,)* #rest })
}

fn expand_field_read(fold: &Fold<'_, Interval>) -> TokenStream {
    let (on, plain) = (name(fold), in_root(&fold.definition.head));
    let checks = fold.dependents.iter().map(|(_, dependent, value)| {
        let (variant, required) = (identifier(&dependent.head.rust), &value.head.name);
        quote!(fields.check_condition(root::Field::#variant, root::Field::#on, #required, kind.name())?;)
    });
    let take = expand_take(fold);
    let arms = expand_arms(fold, false, |dependent| {
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
        #take
    }
}

fn expand_take(fold: &Fold<'_, Interval>) -> TokenStream {
    let plain = in_root(&fold.definition.head);
    let dependents = fold.dependents.iter().map(|(_, dependent, _)| {
        let (name, value) = (identifier(&dependent.accessor), plain_type(&dependent.value));
        quote!(#name: Option<#value>)
    });
    let unmet = fold.dependents.iter().map(|(_, dependent, choice)| {
        let (name, value) = (identifier(&dependent.accessor), identifier(&choice.head.rust));
        quote!(#name.is_some() && kind != #plain::#value)
    });
    let arms = expand_arms(fold, false, |dependent| {
        let name = identifier(&dependent.accessor);
        match &dependent.presence {
            Presence::Defaults(absent) => {
                let (definition, absent) = (in_root(&absent.of().head), identifier(&absent.head.rust));
                quote!(#name.unwrap_or(#definition::#absent))
            }
            _ => quote!(#name?),
        }
    });
    quote! {
        /// Takes the field and those that depend on it, if they fit.
        pub(super) fn from_slots(kind: #plain, #(#dependents),*) -> Option<Self> {
            if #(#unmet)||* {
                return None;
            }
            Some(#arms)
        }
    }
}

/// The code that reads a parameter with those that depend on it, which are read before in any case so that
/// everything wrong is found.
fn expand_parameter_read(fold: &Fold<'_, ()>, names: &Ident) -> TokenStream {
    let local = |member: &Member| format_ident!("its_{}", member.accessor);
    let (on, plain) = (identifier(&fold.on.head.rust), in_root(&fold.definition.head));
    let reads = fold.dependents.iter().map(|(_, dependent, choice)| {
        let (variant, required) = (identifier(&dependent.head.rust), &choice.head.name);
        let (local, value) = (local(dependent), identifier(&choice.head.rust));
        let read = match dependent.presence {
            Presence::Optional => quote!(texts.optional(#names::#variant)),
            // One that must be there is missed only where its condition holds.
            Presence::Nullable => {
                quote!(if kind == Some(#plain::#value) { texts.nullable(#names::#variant) } else { None })
            }
            _ => quote!(if kind == Some(#plain::#value) { texts.required(#names::#variant) } else { None }),
        };
        quote! {
            texts.check_condition(#names::#variant, #names::#on, #required, kind.map(#plain::name));
            let #local = #read;
        }
    });
    let arms = expand_arms(fold, fold.can_stand_alone(), |dependent| {
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

/// The parameter alone, if it can stand alone.
fn expand_from_plain(fold: &Fold<'_, ()>) -> Option<TokenStream> {
    let (name, plain) = (name(fold), in_root(&fold.definition.head));
    let arms = expand_arms(fold, false, |_| quote!(None));
    fold.can_stand_alone().then(|| {
        quote! {
            impl From<#plain> for #name {
                fn from(kind: #plain) -> Self {
                    #arms
                }
            }
        }
    })
}

/// The conversion from the dependent member, if that alone says what its value is.
fn expand_from_dependent(fold: &Fold<'_, ()>) -> Option<TokenStream> {
    let [(_, dependent, choice)] = &fold.dependents[..] else { return None };
    let (name, variant, value) = (name(fold), identifier(&choice.head.rust), plain_type(&dependent.value));
    let payload = if dependent.presence.is_optional() { quote!(Some(value)) } else { quote!(value) };
    (!dependent.value.is_same(&fold.on.value)).then(|| {
        quote! {
            impl From<#value> for #name {
                fn from(value: #value) -> Self {
                    Self::#variant(#payload)
                }
            }
        }
    })
}

//! Members that the code of this project asks for by their meaning, whatever they are called.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::documentation::{documentation, sentence};
use super::folds;
use super::inferences::method as inferred;
use super::paths::plain_type;
use crate::model::{Group, Head, Member, MemberId, Presence, Response, Type};
use crate::names::{constant, identifier};
use crate::roles::{Kind, Needed, Role, roles_of};

/// The constants of a type whose entries these are, each with its role: the entry with each role. A set of flags
/// has every role, the others those that are there.
pub fn constants<'h>(
    name: &Ident,
    kind: Kind,
    entries: &(impl Iterator<Item = (Option<&'static Role>, &'h Head)> + Clone),
) -> Option<TokenStream> {
    let constants = roles_of(kind).filter_map(|role| {
        let found = entries.clone().find(|(it, _)| *it == Some(role)).map(|(_, head)| identifier(&head.rust));
        let value = match found {
            Some(found) => quote!(Self::#found),
            None if kind == Kind::Flag => quote!(Self::empty()),
            None => return None,
        };
        Some(expand_constant(role, &quote!(Self), &value))
    });
    let constants: Vec<_> = constants.collect();
    (!constants.is_empty()).then(|| quote!(impl #name { #(#constants)* }))
}

/// The constants of an enum of names: the name with each role, an `Option` where the code does without.
pub fn name_constants<X>(kind: Kind, group: &Group<X>) -> Option<TokenStream> {
    let constants = roles_of(kind).filter_map(|role| {
        let found = group.with_role(role.name).map(|(_, member)| identifier(&member.head.rust));
        Some(match (found, role.needed) {
            (Some(it), Needed::No) => expand_constant(role, &quote!(Option<Self>), &quote!(Some(Self::#it))),
            (None, Needed::No) => expand_constant(role, &quote!(Option<Self>), &quote!(None)),
            (Some(it), _) => expand_constant(role, &quote!(Self), &quote!(Self::#it)),
            (None, _) => return None,
        })
    });
    let names = identifier(kind.type_name());
    group.members().any(|member| member.role.is_some()).then(|| quote!(impl #names { #(#constants)* }))
}

fn expand_constant(role: &Role, of: &TokenStream, value: &TokenStream) -> TokenStream {
    let docs = format!("The {} with the role `{}`: {}.", role.of.noun(), role.name, role.meaning);
    let (docs, constant) = (documentation(&docs), format_ident!("{}", constant(role.name)));
    quote!(#docs pub const #constant: #of = #value;)
}

/// The type of a role without the `Option` that it may be in: that of the member with the role, else that of
/// the field with the same role, else a built-in one.
fn role_type<X>(role: &Role, group: &Group<X>, response: Option<&Response>) -> Option<Type> {
    let own = group.with_role(role.name).map(|(_, member)| member.value.clone());
    let claimed = || response?.fields.with_role(role.name).map(|(_, field)| field.value.clone());
    let is_wanted = |built_in: &Type| role.wants.is_some_and(|wanted| built_in.is(wanted));
    own.or_else(claimed).or_else(|| Type::BUILT_IN.into_iter().find(is_wanted))
}

/// A struct with a field for each role, each with its type and its value.
fn expand_struct(
    name: &Ident,
    docs: &str,
    roles: &[(&'static Role, Type, TokenStream)],
) -> (TokenStream, TokenStream) {
    let docs = documentation(docs);
    let fields = roles.iter().map(|(role, value, _)| {
        let (name, docs) = (format_ident!("{}", role.name), documentation(&sentence(role.meaning)));
        let plain = plain_type(value);
        let plain = match value {
            Type::Text => quote!(&'a str),
            value if value.is_copy() => plain,
            _ => quote!(&'a #plain),
        };
        let plain = if role.needed == Needed::Always { plain } else { quote!(Option<#plain>) };
        quote!(#docs pub #name: #plain)
    });
    let is_borrowed = roles.iter().any(|(_, value, _)| !value.is_copy());
    let (definition, returned) = if is_borrowed { (quote!(<'a>), quote!(<'_>)) } else { Default::default() };
    let values = roles.iter().map(|(role, _, value)| {
        let name = format_ident!("{}", role.name);
        quote!(#name: #value)
    });
    let definition = quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct #name #definition {
            #(#fields,)*
        }
    };
    (definition, quote!(-> #name #returned { #name { #(#values,)* } }))
}

/// A struct of the roles of what is sent, and the method that fills it.
pub fn by_role(
    structure: &Ident,
    kind: Kind,
    group: &Group,
    response: Option<&Response>,
) -> Option<(TokenStream, TokenStream)> {
    // Without what is needed always, no code asks.
    let is_there = |role: &Role| role.needed != Needed::Always || group.always(role, |_| true).is_some();
    if group.members().all(|member| member.role.is_none()) || !roles_of(kind).all(is_there) {
        return None;
    }
    let roles = roles_of(kind).filter_map(|role| {
        let value = role_type(role, group, response)?;
        let found = group.with_role(role.name).map_or(quote!(None), |(id, _)| {
            let (found, is_option) = group.role_value(id);
            if role.needed == Needed::Always || is_option { found } else { quote!(Some(#found)) }
        });
        Some((role, value, found))
    });
    let docs = "The values by what they mean, whatever they are called.";
    let (definition, body) =
        expand_struct(&format_ident!("{structure}Roles"), docs, &roles.collect::<Vec<_>>());
    let docs = documentation(docs);
    Some((definition, quote!(#docs #[must_use] pub fn by_role(&self) #body)))
}

impl<X> Group<X> {
    /// The value of a member itself, without those that depend on it, and whether that is an `Option`.
    pub fn own_value(&self, id: MemberId) -> (TokenStream, bool) {
        let (member, fold) = (&self[id], self.fold(id));
        let (field, is_option) = (identifier(&member.accessor), member.presence.is_optional());
        let value = match fold.as_ref().map(|fold| (folds::name(fold), fold.is_copy())) {
            Some((name, true)) if is_option => quote!(self.#field.map(#name::kind)),
            Some((name, false)) if is_option => quote!(self.#field.as_ref().map(#name::kind)),
            Some(_) => quote!(self.#field.kind()),
            None => quote!(self.#field),
        };
        (value, is_option)
    }

    /// A reference to the value of a member that depends on another, where it is there.
    pub fn dependent(&self, member: &Member<X>) -> TokenStream {
        let (value, is_reference) = self.dependent_value(member);
        if is_reference { value } else { quote!(#value.as_ref()) }
    }

    /// The value of a member that depends on another, where it is there, and whether that is a reference.
    fn dependent_value(&self, member: &Member<X>) -> (TokenStream, bool) {
        let Some((on, fold)) = member.when.as_ref().and_then(|it| Some((&self[it.on], self.fold(it.on)?)))
        else {
            return (quote!(None), true);
        };
        let (parent, accessor) = (identifier(&on.accessor), identifier(&member.accessor));
        let name = folds::name(&fold);
        let value = match (on.presence.is_optional(), fold.is_copy()) {
            (false, _) => quote!(self.#parent.#accessor()),
            (true, false) => quote!(self.#parent.as_ref().and_then(#name::#accessor)),
            (true, true) => quote!(self.#parent.and_then(#name::#accessor)),
        };
        (value, !fold.is_copy())
    }

    /// The value of a member as its role has it, and whether that is an `Option`.
    fn role_value(&self, id: MemberId) -> (TokenStream, bool) {
        let member = &self[id];
        if member.when.is_some() {
            let (value, is_reference) = self.dependent_value(member);
            let copied = (is_reference && member.value.is_copy()).then(|| quote!(.copied()));
            let inner = match (&member.presence, is_reference && copied.is_none()) {
                (Presence::Nullable, true) => Some(quote!(.and_then(Option::as_ref))),
                (Presence::Nullable, false) => Some(quote!(.flatten())),
                _ => None,
            };
            return (quote!(#value #copied #inner), true);
        }
        let (value, is_option) = self.own_value(id);
        let value = match (&member.value, is_option) {
            (value_type, _) if value_type.is_copy() => value,
            (Type::Text, true) => quote!(#value.as_deref()),
            (_, true) => quote!(#value.as_ref()),
            (_, false) => quote!(&#value),
        };
        (value, is_option)
    }
}

/// The struct of what a success claims, and the method of the success that fills it.
pub fn expand_claims(response: &Response) -> Option<(TokenStream, TokenStream)> {
    if !response.has_claims() {
        return None;
    }
    let group = &response.fields;
    let roles = roles_of(Kind::Field).filter_map(|role| {
        let value = role_type(role, group, None)?;
        let found = group.with_role(role.name).map_or(quote!(None), |(id, field)| {
            let accessor = identifier(&field.accessor);
            let is_plain = role.needed == Needed::Always || !response.is_everywhere(field);
            let value = if is_plain { quote!(self.#accessor()) } else { quote!(Some(self.#accessor())) };
            let kind = group.fold(id).map(|fold| {
                let fold = folds::name(&fold);
                quote!(.map(root::#fold::kind))
            });
            let is_inferred = response.inferences.iter().any(|inference| inference.field == id);
            let inferred = is_inferred.then(|| {
                let method = identifier(&inferred(&field.accessor));
                quote!(.or_else(|| self.#method()))
            });
            quote!(#value #kind #inferred)
        });
        Some((role, value, found))
    });
    let docs = "The claims of a success, by their meaning, whatever the fields are called.";
    let (definition, body) = expand_struct(&identifier("Claims"), docs, &roles.collect::<Vec<_>>());
    let method = quote! {
        /// The claims of the success, by their meaning. A claim that not every version makes is an `Option`;
        /// the method is also inferred.
        #[must_use]
        pub fn claims(&self) #body
    };
    Some((definition, method))
}

/// The request about a success: every element comes from its role.
pub fn expand_confirming(group: &Group, response: Option<&Response>) -> Option<TokenStream> {
    let response = response.filter(|response| response.has_claims())?;
    let owner = plain_type(&group.with_role("owner")?.1.value);
    let own_method = group.with_role("method").map(|(_, member)| &member.value);
    let method = plain_type(own_method.or(response.fields.with_role("method").map(|(_, it)| &it.value))?);
    let members = group.standing().map(|(id, member)| {
        let (name, is_option) = (identifier(&member.accessor), member.presence.is_optional());
        let value = match member.role {
            None if is_option => quote!(None),
            None => return None,
            Some(role) if role.name == "owner" => quote!(owner),
            Some(role) if role.name == "method" => {
                let is_converted = group.fold(id).is_some();
                let converted = is_converted.then(|| quote!(.map(Into::into)));
                return is_option.then(|| quote!(#name: method #converted));
            }
            Some(role) => {
                let role = format_ident!("{}", role.name);
                match &member.value {
                    value if value.is_copy() => quote!(claims.#role),
                    value if value.is_credential() => quote!(claims.#role.clone()),
                    _ => quote!(*claims.#role),
                }
            }
        };
        let is_wrapped = is_option && member.role.is_some();
        Some(if is_wrapped { quote!(#name: Some(#value)) } else { quote!(#name: #value) })
    });
    let members = members.collect::<Option<Vec<_>>>()?;
    Some(quote! {
        /// The request about what a success claims, by a site of this owner; `method` is what the service is
        /// told of the method.
        #[must_use]
        pub fn confirming(owner: #owner, claims: &root::Claims<'_>, method: Option<#method>) -> Self {
            Self { #(#members,)* }
        }
    })
}

//! What the code of this project asks for: members by what they mean, whatever they are called.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::documentation::documentation;
use super::folds;
use super::inferences::method as inferred;
use super::paths::{in_root, plain_type};
use crate::model::{Group, Member, MemberId, Presence, Response, Type};
use crate::names::{constant, identifier};
use crate::roles::{Kind, Needed, Role, roles_of};

/// The constants of an enum of names: the name with each role.
pub fn expand_name_roles<X>(names: &Ident, kind: Kind, group: &Group<X>) -> Option<TokenStream> {
    let constants = roles_of(kind).map(|role| {
        let docs =
            documentation(&format!("The {} with the role `{}`: {}.", kind.noun(), role.name, role.meaning));
        let constant = format_ident!("{}", constant(role.name));
        let found = group.with_role(role.name).map(|(_, member)| {
            let variant = identifier(&member.head.rust);
            quote!(Self::#variant)
        });
        match (found, role.needed) {
            (Some(found), Needed::No) => quote!(#docs pub const #constant: Option<Self> = Some(#found);),
            (None, Needed::No) => quote!(#docs pub const #constant: Option<Self> = None;),
            (Some(found), _) => quote!(#docs pub const #constant: Self = #found;),
            (None, _) => TokenStream::new(),
        }
    });
    group.members().any(|member| member.role.is_some()).then(|| quote!(impl #names { #(#constants)* }))
}

/// The type of a role without the `Option` that it may be in, and whether it is borrowed. It is that of
/// the member with the role, else that of the field with the same role.
fn role_type<X>(role: &Role, group: &Group<X>, response: Option<&Response>) -> Option<Type> {
    let own = group.with_role(role.name).map(|(_, member)| member.value.clone());
    let claimed = || response?.fields.with_role(role.name).map(|(_, field)| field.value.clone());
    own.or_else(claimed).or_else(|| {
        Type::BUILT_IN.into_iter().find(|built_in| role.wants.is_some_and(|wanted| built_in.is(wanted)))
    })
}

/// The field of a struct of roles.
fn expand_member(role: &Role, value: &Type) -> TokenStream {
    let (name, docs) =
        (format_ident!("{}", role.name), documentation(&format!("{}.", capital(role.meaning))));
    let plain = match value {
        Type::Text => quote!(&'a str),
        value if value.is_copy() => plain_type(value),
        value => {
            let value = plain_type(value);
            quote!(&'a #value)
        }
    };
    let plain = if role.needed == Needed::Always { plain } else { quote!(Option<#plain>) };
    quote!(#docs pub #name: #plain)
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().into_iter().flat_map(char::to_uppercase).chain(characters).collect()
}

/// A struct of roles, and the method of a struct of members that fills it.
pub fn expand_roles(
    structure: &Ident,
    kind: Kind,
    group: &Group,
    response: Option<&Response>,
) -> Option<(TokenStream, TokenStream)> {
    if group.members().all(|member| member.role.is_none()) {
        return None;
    }
    let roles: Vec<_> =
        roles_of(kind).filter_map(|role| Some((role, role_type(role, group, response)?))).collect();
    // Without what is needed always, no code asks.
    if roles.iter().any(|(role, _)| role.needed == Needed::Always && group.with_role(role.name).is_none()) {
        return None;
    }
    let members = roles.iter().map(|(role, value)| expand_member(role, value));
    let values = roles.iter().map(|(role, value)| {
        let name = format_ident!("{}", role.name);
        let value = group.with_role(role.name).map_or_else(
            || quote!(None),
            |(id, member)| {
                expand_dependent(group, id, member).unwrap_or_else(|| {
                    let is_folded = group.fold(id).is_some();
                    expand_value(role, member, value, is_folded)
                })
            },
        );
        quote!(#name: #value)
    });
    let is_borrowed = roles.iter().any(|(_, value)| !value.is_copy());
    let (definition, returned) = if is_borrowed { (quote!(<'a>), quote!(<'_>)) } else { Default::default() };
    let type_name = format_ident!("{structure}Roles");
    let definition = quote! {
        /// The values by what they mean, whatever they are called.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct #type_name #definition {
            #(#members,)*
        }
    };
    let method = quote! {
        /// The values by what they mean, whatever they are called.
        #[must_use]
        pub fn by_role(&self) -> #type_name #returned {
            #type_name { #(#values,)* }
        }
    };
    Some((definition, method))
}

/// The value of a member that depends on another, where it is there.
fn expand_dependent(group: &Group, id: MemberId, member: &Member) -> Option<TokenStream> {
    let condition = member.when.as_ref()?;
    let parent = &group[condition.on];
    let fold = group.fold(condition.on)?;
    let (accessor, name) = (identifier(&parent.accessor), folds::name(&fold));
    let binding = folds::binding(&fold, id, &condition.value);
    let pattern = quote!(#name::#binding);
    let pattern = if parent.presence.is_optional() { quote!(Some(#pattern)) } else { pattern };
    let value = if member.value.is_copy() { quote!(*value) } else { quote!(value) };
    Some(quote! {
        match &self.#accessor {
            #pattern => Some(#value),
            _ => None,
        }
    })
}

/// The value of a member as its role has it.
fn expand_value(role: &Role, member: &Member, value: &Type, is_folded: bool) -> TokenStream {
    let field = identifier(&member.accessor);
    let is_stored_as_option = member.presence.is_optional();
    match (is_stored_as_option, is_folded, value) {
        (true, true, _) => quote!(self.#field.as_ref().map(|value| value.kind())),
        (false, true, _) if role.needed == Needed::Always => quote!(self.#field.kind()),
        (false, true, _) => quote!(Some(self.#field.kind())),
        (true, false, Type::Text) => quote!(self.#field.as_deref()),
        (true, false, value) if value.is_copy() => quote!(self.#field),
        (true, false, _) => quote!(self.#field.as_ref()),
        (false, false, value) => {
            let plain = if value.is_copy() { quote!(self.#field) } else { quote!(&self.#field) };
            if role.needed == Needed::Always { plain } else { quote!(Some(#plain)) }
        }
    }
}

/// The struct of what a success claims, and the method of the success that fills it.
pub fn expand_claims(response: &Response) -> Option<(TokenStream, TokenStream)> {
    let (group, count) = (&response.fields, response.versions.len());
    let roles: Vec<_> =
        roles_of(Kind::Field).filter_map(|role| Some((role, role_type(role, group, None)?))).collect();
    let is_whole = roles_of(Kind::Field).all(|role| {
        let found = group.with_role(role.name);
        role.needed == Needed::No
            || found.is_some_and(|(_, field)| {
                role.needed == Needed::Somewhere || field.extra.versions.len() == count
            })
    });
    if !is_whole {
        return None;
    }
    let members = roles.iter().map(|(role, value)| expand_member(role, value));
    let values = roles.iter().map(|(role, _)| {
        let name = format_ident!("{}", role.name);
        let value = group.with_role(role.name).map_or_else(
            || quote!(None),
            |(id, field)| {
                let accessor = identifier(&field.accessor);
                let is_everywhere = field.extra.versions.len() == count;
                let value = match (is_everywhere, role.needed == Needed::Always) {
                    (true, true) | (false, _) => quote!(self.#accessor()),
                    (true, false) => quote!(Some(self.#accessor())),
                };
                let kind = group.fold(id).map(|fold| {
                    let fold = super::folds::name(&fold);
                    quote!(.map(root::#fold::kind))
                });
                let inferred = response.inferences.iter().find(|inference| inference.field == id).map(|_| {
                    let method = identifier(&inferred(&field.accessor));
                    quote!(.or_else(|| self.#method()))
                });
                quote!(#value #kind #inferred)
            },
        );
        quote!(#name: #value)
    });
    let definition = quote! {
        /// What a success claims, by what it means, whatever the fields are called.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Claims<'a> {
            #(#members,)*
        }
    };
    let method = quote! {
        /// What the success claims, by what it means. What not every version says is an `Option`; the
        /// method is also inferred.
        #[must_use]
        pub fn claims(&self) -> Claims<'_> {
            Claims { #(#values,)* }
        }
    };
    Some((definition, method))
}

/// The request about a success: every element comes from its role.
pub fn expand_confirming(group: &Group, response: Option<&Response>) -> Option<TokenStream> {
    let response = response.filter(|response| expand_claims(response).is_some())?;
    let owner = group.with_role("owner")?.1;
    let method = group.with_role("method").map(|(_, member)| &member.value);
    let method = method.or(response.fields.with_role("method").map(|(_, field)| &field.value))?;
    let mut members = Vec::new();
    for (_, member) in group.standing() {
        let name = identifier(&member.accessor);
        let Some(role) = member.role else {
            if member.presence.is_required() {
                return None;
            }
            members.push(quote!(#name: None));
            continue;
        };
        let role_name = format_ident!("{}", role.name);
        let value = match role.name {
            "owner" => quote!(owner),
            "method" => quote!(method),
            _ if member.value.is_copy() => quote!(claims.#role_name),
            _ if member.value.is_credential() => quote!(claims.#role_name.clone()),
            _ => quote!(*claims.#role_name),
        };
        let is_option = role.name == "method";
        members.push(match (&member.presence, is_option) {
            (Presence::Nullable | Presence::Optional, true)
            | (Presence::Required | Presence::Defaults(_), false) => quote!(#name: #value),
            (Presence::Nullable | Presence::Optional, false) => quote!(#name: Some(#value)),
            (Presence::Required | Presence::Defaults(_), true) => return None,
        });
    }
    let owner = plain_type(&owner.value);
    let method = match method {
        Type::Enum(definition) => in_root(&definition.head),
        _ => return None,
    };
    Some(quote! {
        /// The request about what a success claims, by a site of this owner; `method` is what the service is
        /// told of the method.
        #[must_use]
        pub fn confirming(owner: #owner, claims: &root::Claims<'_>, method: Option<#method>) -> Self {
            Self { #(#members,)* }
        }
    })
}

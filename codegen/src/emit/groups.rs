//! What is sent to a page or a service, or comes back from it: an enum of the names, a struct with a member
//! for each, and both directions.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::documentation::{clause, code, documentation, provenance};
use super::folds;
use super::paths::{moment, plain_type};
use super::roles::{expand_name_roles, expand_roles};
use super::rows::{member_row, names_enum, table};
use crate::model::{Fold, Group, Member, MemberId, Presence, Response, Type};
use crate::names::identifier;
use crate::roles::Kind;

/// A group of members in a module of its own, and what its types are called there.
pub struct Sent<'a> {
    /// The members.
    pub group: &'a Group,
    /// The kind of the members.
    kind: Kind,
    /// The enum of their names.
    pub names: Ident,
    /// The struct.
    pub structure: Ident,
}

/// A member of the struct: a parameter, with those that depend on it.
pub struct Part<'a> {
    /// The parameter.
    pub member: &'a Member,
    id: MemberId,
    /// The field of the struct.
    pub name: Ident,
    /// The type of the value, where there is one.
    pub value: TokenStream,
    fold: Option<Fold<'a, ()>>,
}

impl<'a> Sent<'a> {
    /// The group of such members, whose struct is called so.
    pub fn new(group: &'a Group, kind: Kind, structure: &str) -> Self {
        Self { group, kind, names: identifier(kind.type_name()), structure: identifier(structure) }
    }

    /// The enum of the names.
    pub fn expand_names(&self, what: &str) -> TokenStream {
        let names = &self.names;
        let variants = self
            .group
            .members()
            .map(|member| (documentation(&self.describe(member)), member.head.rust.clone()));
        let docs = format!("{what} It prints as the name that is sent.");
        let definition = names_enum(&names.to_string(), &docs, &variants.collect::<Vec<_>>());
        let row = |member: &Member| (member.head.rust.clone(), member_row(names, self.group, member));
        let rows = table("names", &quote!(#names), self.group.members().map(row));
        let roles = expand_name_roles(names, self.kind, self.group);
        quote! {
            #definition
            #rows
            #roles
        }
    }

    /// The check of a text by the type of its parameter.
    pub fn expand_check(&self) -> Option<TokenStream> {
        let names = &self.names;
        let arms = self.group.members().map(|member| {
            let (variant, value) = (identifier(&member.head.rust), plain_type(&member.value));
            quote!(Self::#variant => runtime::read::<#value>(text).map(drop))
        });
        let arms: Vec<_> = arms.collect();
        (!arms.is_empty()).then(|| {
            quote! {
                impl #names {
                    /// Checks that a text is a value of the parameter.
                    ///
                    /// # Errors
                    ///
                    /// What is wrong with the text.
                    pub fn check(self, text: &str) -> Result<(), runtime::ValueError> {
                        match self { #(#arms,)* }
                    }
                }
            }
        })
    }

    /// The words of the documents on a member, and when it is sent.
    pub fn describe(&self, member: &Member) -> String {
        let required = if member.presence.is_required() { ", required" } else { "" };
        let empty = if matches!(member.presence, Presence::Nullable) {
            "; it may be empty where the value is unknown"
        } else {
            ""
        };
        let when = self
            .condition(member)
            .map(|(on, value)| format!(", only with {}", code(&format!("{on}={value}"))));
        format!(
            "{}: {}\n\nIts type is `{}`{required}{}{empty}.{}",
            code(&member.head.name),
            clause(&member.head.description),
            member.value.name(),
            when.unwrap_or_default(),
            provenance(member.head.origin)
        )
    }

    /// The words of the documents on a member alone.
    fn describe_shortly(&self, member: &Member) -> String {
        let (names, variant) = (&self.names, &member.head.rust);
        format!("[{}]({names}::{variant}): {}", code(&member.head.name), clause(&member.head.description))
    }

    /// The name and the value that a member depends on.
    pub fn condition(&self, member: &'a Member) -> Option<(&'a str, &'a str)> {
        let condition = member.when.as_ref()?;
        Some((&self.group[condition.on].head.name, &condition.value.head.name))
    }

    /// The members of the struct, in the documented order.
    pub fn parts(&self) -> impl Iterator<Item = Part<'a>> {
        let group = self.group;
        group.standing().map(move |(id, member)| {
            let fold = group.fold(id);
            let value = fold
                .as_ref()
                .map(folds::name)
                .map_or_else(|| plain_type(&member.value), |name| quote!(#name));
            Part { member, id, name: identifier(&member.accessor), value, fold }
        })
    }

    /// The types of members that others depend on.
    pub fn expand_folds(&self) -> TokenStream {
        let folds = self.group.folds().map(|fold| folds::expand_parameter(&fold, &self.names));
        quote!(#(#folds)*)
    }

    /// The struct, with a constructor of what is required, a method for everything else, and these methods.
    pub fn expand_struct(
        &self,
        docs: &str,
        methods: &TokenStream,
        response: Option<&Response>,
    ) -> TokenStream {
        let (structure, docs) = (&self.structure, documentation(docs));
        let members = self.parts().map(|part| {
            let docs = documentation(&self.describe_shortly(part.member));
            let (name, value) = (&part.name, part.stored());
            quote!(#docs pub #name: #value)
        });
        // What needs no arguments to be made has a default too.
        let default = self.parts().all(|part| !part.member.presence.is_required()).then(|| quote!(Default,));
        let new = self.expand_new();
        let setters =
            self.parts().filter(|part| !part.member.presence.is_required()).map(|part| part.expand_setter());
        let (roles, by_role) = expand_roles(structure, self.kind, self.group, response).unzip();
        quote! {
            #docs
            #[derive(Clone, Debug, #default PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub struct #structure {
                #(#members,)*
            }

            impl #structure {
                #new
                #(#setters)*
                #by_role
                #methods
            }

            #roles
        }
    }

    fn expand_new(&self) -> TokenStream {
        let arguments =
            self.parts().filter(|part| part.member.presence.is_required()).map(|part| part.expand_argument());
        let members = self.parts().map(|part| {
            let name = &part.name;
            match (part.member.presence.is_required(), part.is_converted()) {
                (true, true) => quote!(#name: #name.into()),
                (true, false) => quote!(#name),
                (false, _) => quote!(#name: None),
            }
        });
        quote! {
            /// Makes one with what is required alone.
            #[must_use]
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#members,)* }
            }
        }
    }

    /// The method that visits what is sent.
    pub fn expand_visit(&self) -> TokenStream {
        let names = &self.names;
        let fields: Vec<_> = self.group.iter().map(|(id, member)| self.expand_field(id, member)).collect();
        let visitor = if fields.is_empty() { quote!(_visitor) } else { quote!(visitor) };
        let has_times = self.group.members().any(|member| matches!(member.value, Type::DateTime));
        let (docs, version) = if has_times {
            (", times as responses of the version write them", Some(quote!(version: root::Version,)))
        } else {
            ("", None)
        };
        let docs = documentation(&format!(
            "Visits everything that is sent, in the documented order, credentials included{docs}."
        ));
        quote! {
            #docs
            pub fn visit(&self, #version #visitor: &mut impl runtime::FieldVisitor<#names>) {
                #(#fields)*
            }
        }
    }

    fn expand_field(&self, id: MemberId, member: &Member) -> TokenStream {
        let (names, variant) = (&self.names, identifier(&member.head.rust));
        let name = quote!(#names::#variant);
        match &member.when {
            Some(condition) => {
                self.part(condition.on).map(|part| part.expand_dependent(&name, id, &condition.value))
            }
            None => self.part(id).map(|part| part.expand_field(&name)),
        }
        .unwrap_or_default()
    }

    fn part(&self, id: MemberId) -> Option<Part<'a>> {
        self.parts().find(|part| part.id == id)
    }

    /// The body of a method that reads `texts`.
    pub fn expand_read(&self) -> TokenStream {
        let reads = self.parts().map(|part| part.expand_read(&self.names));
        let members = self.parts().map(|part| {
            let (name, local) = (&part.name, part.local());
            if part.is_read_whole() { quote!(#name: #local) } else { quote!(#name: #local?) }
        });
        quote! {
            #(#reads)*
            let whole = move || Some(Self { #(#members,)* });
            texts.finish(whole())
        }
    }
}

impl Part<'_> {
    /// The type of the field of the struct.
    fn stored(&self) -> TokenStream {
        let value = &self.value;
        if self.member.presence.is_optional() { quote!(Option<#value>) } else { quote!(#value) }
    }

    /// A value that is handed in as anything that becomes it.
    fn is_converted(&self) -> bool {
        !matches!(self.member.presence, Presence::Nullable)
            && (self.fold.is_some() || matches!(self.member.value, Type::Text))
    }

    pub fn expand_argument(&self) -> TokenStream {
        let (name, value) = (&self.name, &self.value);
        if matches!(self.member.presence, Presence::Nullable) {
            quote!(#name: Option<#value>)
        } else if self.is_converted() {
            quote!(#name: impl Into<#value>)
        } else {
            quote!(#name: #value)
        }
    }

    fn expand_setter(&self) -> TokenStream {
        let docs = documentation(&format!("Sets {}.", code(&self.member.head.name)));
        let (name, argument) = (&self.name, self.expand_argument());
        let value = if self.is_converted() { quote!(#name.into()) } else { quote!(#name) };
        quote! {
            #docs
            #[must_use]
            pub fn #name(mut self, #argument) -> Self {
                self.#name = Some(#value);
                self
            }
        }
    }

    /// Visits the member itself.
    fn expand_field(&self, variant: &TokenStream) -> TokenStream {
        let name = &self.name;
        let is_time = matches!(self.member.value, Type::DateTime);
        if matches!(self.member.presence, Presence::Optional) {
            let shown = if self.fold.is_some() { quote!(&value.kind()) } else { quote!(value) };
            let visit = if is_time { expand_time(variant) } else { quote!(visitor.field(#variant, #shown);) };
            return quote! {
                if let Some(value) = &self.#name {
                    #visit
                }
            };
        }
        let shown = match &self.fold {
            Some(fold) if self.member.presence.is_optional() => {
                let fold = folds::name(fold);
                quote!(self.#name.as_ref().map(#fold::kind))
            }
            Some(_) => quote!(self.#name.kind()),
            None => quote!(self.#name),
        };
        if is_time {
            let visit = expand_time(variant);
            return quote!({ let value = &self.#name; #visit });
        }
        quote!(visitor.field(#variant, &#shown);)
    }

    /// Visits a member that depends on this one.
    fn expand_dependent(
        &self,
        variant: &TokenStream,
        id: MemberId,
        value: &crate::model::Choice,
    ) -> TokenStream {
        let Some(fold) = &self.fold else { return TokenStream::new() };
        let (fold_name, binding) = (folds::name(fold), folds::binding(fold, id, value));
        let pattern = quote!(#fold_name::#binding);
        let pattern = if self.member.presence.is_optional() { quote!(Some(#pattern)) } else { pattern };
        let name = &self.name;
        quote! {
            if let #pattern = &self.#name {
                visitor.field(#variant, value);
            }
        }
    }

    /// A variable that nothing else is called like.
    fn local(&self) -> Ident {
        identifier(&format!("the_{}", self.member.accessor))
    }

    /// Whether what is read is what the struct has, instead of `None` where something is wrong.
    fn is_read_whole(&self) -> bool {
        matches!(self.member.presence, Presence::Optional)
            || matches!(self.member.presence, Presence::Nullable) && self.fold.is_some()
    }

    fn expand_read(&self, names: &Ident) -> TokenStream {
        let (local, variant, value) = (self.local(), identifier(&self.member.head.rust), &self.value);
        if let Some(fold) = &self.fold {
            let fold = folds::name(fold);
            return quote!(let #local = #fold::from_texts(&mut texts););
        }
        match (&self.member.presence, &self.member.value) {
            (Presence::Optional, Type::DateTime) => {
                let moment = moment();
                quote!(let #local: Option<#moment> = texts.time(#names::#variant, root::read_time);)
            }
            (_, Type::DateTime) => quote!(let #local = texts.time(#names::#variant, root::read_time);),
            (Presence::Optional, _) => quote!(let #local: Option<#value> = texts.optional(#names::#variant);),
            (Presence::Nullable, _) => {
                quote!(let #local: Option<Option<#value>> = texts.nullable(#names::#variant);)
            }
            (Presence::Required | Presence::Defaults(_), _) => {
                quote!(let #local: Option<#value> = texts.required(#names::#variant);)
            }
        }
    }
}

/// Visits a time in the format of a version, which the method has as an argument.
fn expand_time(variant: &TokenStream) -> TokenStream {
    quote! {
        if let Some(text) = version.write_time(*value) {
            visitor.field(#variant, &text);
        }
    }
}

//! Values that are sent to a page or a service, or come back from it: an enum of the names, a struct with a member
//! for each, and both directions.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::documentation::{clause, code, documentation, provenance};
use super::folds;
use super::paths::plain_type;
use super::roles::{by_role, name_constants};
use super::rows::{member_row, table};
use crate::model::{Group, Member, MemberId, Presence, Response, Type};
use crate::names::identifier;
use crate::roles::Kind;

/// A group of members in a module of its own.
pub struct Sent<'a> {
    /// The members.
    pub group: &'a Group,
    /// The kind of the members.
    pub kind: Kind,
    /// The response, whose fields say what roles are about.
    pub response: Option<&'a Response>,
}

/// The words about a group, and the way it is read.
pub struct Wording<'a> {
    /// The docs of the enum of names.
    pub names: &'a str,
    /// The name of the struct.
    pub structure: &'a str,
    /// The docs of the struct.
    pub docs: &'a str,
    /// The docs of the method that reads it.
    pub reading: &'a str,
}

impl Sent<'_> {
    /// The enum of the names, the types of members that others depend on, and the struct: with a constructor of
    /// what is required, a method for everything else, these methods, and both directions.
    pub fn expand(&self, wording: &Wording<'_>, methods: Option<&TokenStream>) -> TokenStream {
        let names = self.expand_names(wording.names);
        let folds =
            self.group.folds().map(|fold| folds::expand_parameter(&fold, &identifier(self.kind.type_name())));
        let (structure, docs) = (identifier(wording.structure), documentation(wording.docs));
        let (roles, by_role) = by_role(&structure, self.kind, self.group, self.response).unzip();
        let members = self.group.standing().map(|(id, member)| {
            let docs = documentation(&self.describe_shortly(member));
            let (name, value) = (identifier(&member.accessor), self.stored(id, member));
            quote!(#docs pub #name: #value)
        });
        // A group that needs no arguments to be made has a default too.
        let has_default = self.group.standing().all(|(_, member)| !member.presence.is_required());
        let default = has_default.then(|| quote!(Default,));
        let new = self.expand_new();
        let optional = self.group.standing().filter(|(_, member)| !member.presence.is_required());
        let setters = optional.map(|(id, member)| self.expand_setter(id, member));
        let (visit, read) = (self.expand_visit(), self.expand_read(wording.reading));
        let host = self.expand_host(&structure);
        let (declared, generic, field) = if host.is_some() {
            (
                quote!(<H = ()>),
                quote!(<H>),
                quote!(#[doc = " The service that has the page, if it is known."] pub its_host: H,),
            )
        } else {
            Default::default()
        };
        quote! {
            #names
            #(#folds)*

            #docs
            #[derive(Clone, Debug, #default PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub struct #structure #declared {
                #field
                #(#members,)*
            }

            impl #structure {
                #new
                #read
            }

            impl #generic #structure #generic {
                #(#setters)*
                #by_role
                #methods
                #visit
            }

            #host
            #roles
        }
    }

    fn expand_names(&self, what: &str) -> TokenStream {
        let name = self.kind.type_name();
        let (names, docs) = (identifier(name), format!("{what} It prints as the name that is sent."));
        let docs = documentation(&docs);
        let rows = self.group.members();
        let rows = rows.map(|member| member_row(&self.describe(member), name, self.group, member, None));
        let macro_name = if self.kind == Kind::Parameter { "parameters" } else { "names" };
        let rows = table(macro_name, &quote!(#docs pub enum #names), rows);
        let roles = name_constants(self.kind, self.group);
        quote!(#rows #roles)
    }

    /// The words of the documents on a member, and when it is sent.
    fn describe(&self, member: &Member) -> String {
        let required = if member.presence.is_required() { ", required" } else { "" };
        let empty = if matches!(member.presence, Presence::Nullable) {
            "; it may be empty where the value is unknown"
        } else {
            ""
        };
        let when = self
            .group
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

    /// The function that makes the address of a page.
    fn expand_host(&self, structure: &Ident) -> Option<TokenStream> {
        let members = self.group.standing().map(|(_, member)| identifier(&member.accessor));
        (self.kind == Kind::Parameter).then(|| {
            quote! {
                impl<H> #structure<H> {
                    /// The same, of the page of a service.
                    #[must_use]
                    pub fn at_host<T>(self, host: T) -> #structure<T> {
                        #structure { its_host: host, #(#members: self.#members,)* }
                    }
                }

                impl<H: runtime::PageHost> #structure<H> {
                    /// The address to send a browser to.
                    #[must_use]
                    pub fn url(&self) -> H::Url {
                        self.its_host.page_url(PATH, &self.to_form())
                    }
                }
            }
        })
    }

    /// The field with the host, of a query that has none yet.
    fn without_host(&self) -> Option<TokenStream> {
        (self.kind == Kind::Parameter).then(|| quote!(its_host: (),))
    }

    /// The words of the documents on a member alone.
    fn describe_shortly(&self, member: &Member) -> String {
        let (names, variant) = (self.kind.type_name(), &member.head.rust);
        format!("[{}]({names}::{variant}): {}", code(&member.head.name), clause(&member.head.description))
    }

    /// The type of a member, where it is there: alone or with those that depend on it.
    fn value(&self, id: MemberId, member: &Member) -> TokenStream {
        match self.group.fold(id).as_ref().map(folds::name) {
            Some(fold) => quote!(#fold),
            None => plain_type(&member.value),
        }
    }

    /// The type of the field of the struct.
    fn stored(&self, id: MemberId, member: &Member) -> TokenStream {
        let value = self.value(id, member);
        if member.presence.is_optional() { quote!(Option<#value>) } else { value }
    }

    /// An argument, and the value of the field that becomes of it.
    fn expand_argument(&self, id: MemberId, member: &Member) -> (TokenStream, TokenStream) {
        let (name, value) = (identifier(&member.accessor), self.value(id, member));
        let is_converted = matches!(member.value, Type::Text) || self.group.fold(id).is_some();
        match member.presence {
            Presence::Nullable => (quote!(#name: Option<#value>), quote!(#name)),
            _ if is_converted => (quote!(#name: impl Into<#value>), quote!(#name.into())),
            _ => (quote!(#name: #value), quote!(#name)),
        }
    }

    fn expand_new(&self) -> TokenStream {
        let required = || self.group.standing().filter(|(_, member)| member.presence.is_required());
        let arguments = required().map(|(id, member)| self.expand_argument(id, member).0);
        let members = self.group.standing().map(|(id, member)| {
            let name = identifier(&member.accessor);
            let value =
                if member.presence.is_required() { self.expand_argument(id, member).1 } else { quote!(None) };
            if name == value.to_string() { quote!(#name) } else { quote!(#name: #value) }
        });
        let host = self.without_host();
        quote! {
            /// Makes one with what is required alone.
            #[must_use]
            pub fn new(#(#arguments),*) -> Self {
                Self { #host #(#members,)* }
            }
        }
    }

    fn expand_setter(&self, id: MemberId, member: &Member) -> TokenStream {
        let docs =
            documentation(&format!("Sets {}: {}", code(&member.head.name), clause(&member.head.description)));
        let (name, (argument, value)) = (identifier(&member.accessor), self.expand_argument(id, member));
        quote! {
            #docs
            #[must_use]
            pub fn #name(mut self, #argument) -> Self {
                self.#name = Some(#value);
                self
            }
        }
    }

    /// The method that visits what is sent.
    fn expand_visit(&self) -> TokenStream {
        let names = identifier(self.kind.type_name());
        let visits: Vec<_> = self.group.iter().map(|(id, member)| self.expand_field(id, member)).collect();
        let visitor = format_ident!("{}", if visits.is_empty() { "_visitor" } else { "visitor" });
        let has_times = self.group.members().any(|member| matches!(member.value, Type::DateTime));
        let times = if has_times { ", times as responses of the version write them" } else { "" };
        let docs = documentation(&format!(
            "Visits everything that is sent, in the documented order, credentials included{times}."
        ));
        // An answer takes the version with or without times, so that whoever writes it need not know.
        let takes_version = self.kind == Kind::Attribute && self.response.is_some();
        let version = format_ident!("{}", if has_times { "version" } else { "_version" });
        let version = takes_version.then(|| quote!(#version: root::Version,));
        quote! {
            #docs
            pub fn visit(&self, #version #visitor: &mut impl runtime::FieldVisitor<#names>) {
                #(#visits)*
            }
        }
    }

    fn expand_field(&self, id: MemberId, member: &Member) -> TokenStream {
        let (names, variant) = (identifier(self.kind.type_name()), identifier(&member.head.rust));
        let (name, field) = (quote!(#names::#variant), identifier(&member.accessor));
        let is_optional = matches!(member.presence, Presence::Optional);
        if member.when.is_some() {
            let value = self.group.dependent(member);
            return quote!(visitor.optional(#name, #value););
        }
        match (self.group.fold(id), &member.value) {
            (Some(_), _) => {
                let (kind, _) = self.group.own_value(id);
                if is_optional {
                    quote!(visitor.optional(#name, #kind.as_ref());)
                } else {
                    quote!(visitor.field(#name, &#kind);)
                }
            }
            (None, Type::DateTime) => match member.presence {
                Presence::Optional => {
                    quote!(visitor.optional(#name, self.#field.and_then(|time| version.write_time(time)).as_ref());)
                }
                Presence::Nullable => {
                    quote!(visitor.field(#name, &self.#field.and_then(|time| version.write_time(time)));)
                }
                _ => quote!(visitor.optional(#name, version.write_time(self.#field).as_ref());),
            },
            (None, _) if is_optional => quote!(visitor.optional(#name, self.#field.as_ref());),
            (None, _) => quote!(visitor.field(#name, &self.#field);),
        }
    }

    fn expand_read(&self, docs: &str) -> TokenStream {
        let names = identifier(self.kind.type_name());
        let locals = self.group.standing().map(|(_, member)| format_ident!("the_{}", member.accessor));
        let locals: Vec<_> = locals.collect();
        let reads = self.group.standing().map(|(id, member)| self.expand_reading(&names, id, member));
        let members = self.group.standing().zip(&locals).map(|((id, member), local)| {
            let name = identifier(&member.accessor);
            // Whatever is wrong is a problem of its own, so what may be missing is then as good as missing.
            let may_be_missing = match member.presence {
                Presence::Optional => true,
                Presence::Nullable => self.group.fold(id).is_some(),
                Presence::Required | Presence::Defaults(_) => false,
            };
            if may_be_missing { quote!(#name: #local) } else { quote!(#name: #local?) }
        });
        let mutable = (!locals.is_empty()).then(|| quote!(mut));
        let (argument, collected) = if self.kind == Kind::Parameter {
            (quote!((query: &str)), quote!(from_query(query)))
        } else {
            let pairs =
                quote!(<K: AsRef<str>, V: Into<runtime::String>>(pairs: impl IntoIterator<Item = (K, V)>));
            (pairs, quote!(from_pairs(pairs)))
        };
        let host = self.without_host();
        let docs = documentation(&format!("{docs}\n\n# Errors\n\nEverything that is wrong with it."));
        quote! {
            #docs
            pub fn read #argument -> Result<Self, runtime::Vec<runtime::TextError<#names>>> {
                let #mutable texts = runtime::Texts::<#names>::#collected;
                #(let #locals = #reads;)*
                let whole = move || Some(Self { #host #(#members,)* });
                texts.finish(whole())
            }
        }
    }

    fn expand_reading(&self, names: &Ident, id: MemberId, member: &Member) -> TokenStream {
        let variant = identifier(&member.head.rust);
        if let Some(fold) = self.group.fold(id).as_ref().map(folds::name) {
            return quote!(#fold::from_texts(&mut texts));
        }
        match (&member.presence, &member.value) {
            (Presence::Optional, Type::DateTime) => quote!(texts.time(#names::#variant, root::read_time)),
            (Presence::Nullable, Type::DateTime) => {
                quote!(Some(texts.time(#names::#variant, root::read_time)))
            }
            (_, Type::DateTime) => quote!(texts.required_time(#names::#variant, root::read_time)),
            (Presence::Optional, _) => quote!(texts.optional(#names::#variant)),
            (Presence::Nullable, _) => quote!(texts.nullable(#names::#variant)),
            (Presence::Required | Presence::Defaults(_), _) => quote!(texts.required(#names::#variant)),
        }
    }
}

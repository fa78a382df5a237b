//! The response itself: a success or another outcome.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::documentation::{describe, documentation};
use super::paths::number;
use super::rows::{names_enum, row, table};
use super::{Exposure, Module};
use crate::model::Response;
use crate::names::{constant, identifier, snake};
use crate::wording::alternatives;

/// The variants of the response beside its outcomes.
pub const VARIANTS: [&str; 1] = ["Success"];

/// The module with the response and its outcomes.
pub fn module(response: &Response) -> Option<Module> {
    let definition = expand_response(response);
    let reading = expand_reading(response);
    let writing = expand_writing(response);
    let outcome = expand_outcome(response);
    let items = quote! {
        #definition

        impl Response {
            #reading
            #writing
        }

        runtime::deserialize_response!(
            Response, root::Field, { root::Field::ALL.len() }, { root::Field::MAX_VALUE_LENGTH }
        );

        #outcome
    };
    let docs = "The response: a success or another outcome.";
    Module::new("response", Exposure::Flat, vec![response.file], docs, items)
}

fn expand_outcome(response: &Response) -> TokenStream {
    let outcomes = &response.outcomes;
    let variants: Vec<_> =
        outcomes.iter().map(|outcome| (describe(&outcome.head), outcome.head.rust.clone())).collect();
    let definition = names_enum("Outcome", "A response that is not a success.", &variants);
    let variants = outcomes.iter().map(|outcome| identifier(&outcome.head.rust));
    let codes: Vec<_> = outcomes.iter().map(|outcome| outcome.code.to_string()).collect();
    let codes = alternatives(&codes);
    let rows = outcomes.iter().map(|outcome| {
        let (row, code) = (row(&outcome.head), number(outcome.code));
        let also = outcome.also.iter().map(|(name, _)| name);
        (outcome.head.rust.clone(), quote!(#row.id(#code) => [#(#also),*]))
    });
    let rows = table("outcomes", &quote!(Outcome as OutcomeString and OutcomeCode, #codes), rows);
    let roles =
        outcomes.iter().filter_map(|outcome| Some((outcome.role?, outcome))).map(|(role, outcome)| {
            let docs =
                documentation(&format!("The outcome with the role `{}`: {}.", role.name, role.meaning));
            let (constant, variant) =
                (format_ident!("{}", constant(role.name)), identifier(&outcome.head.rust));
            quote!(#docs pub const #constant: Self = Self::#variant;)
        });
    quote! {
        #definition
        #rows

        impl Outcome {
            #(#roles)*

            fn visit(self, visitor: &mut impl runtime::FieldVisitor<root::Field>) {
                visitor.field(<root::Field as runtime::DocumentedField>::OUTCOME_STRING, &OutcomeString(self));
                visitor.field(<root::Field as runtime::DocumentedField>::OUTCOME_CODE, &OutcomeCode(self));
            }
        }

        impl From<Outcome> for Response {
            fn from(outcome: Outcome) -> Self {
                match outcome { #(Outcome::#variants => Self::#variants,)* }
            }
        }

        /// An outcome as its string; every known spelling is read, the documented one is written.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct OutcomeString(Outcome);

        /// An outcome as its code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct OutcomeCode(Outcome);
    }
}

fn expand_response(response: &Response) -> TokenStream {
    let docs = response.outcomes.iter().map(|outcome| describe(&outcome.head));
    let variants = response.outcomes.iter().map(|outcome| identifier(&outcome.head.rust));
    quote! {
        /// The response that the browser brings back.
        ///
        /// It says what is *claimed*: nothing in it is trustworthy until the service has confirmed the
        /// ticket.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        #[allow(
            clippy::large_enum_variant,
            reason = "a box would cost an allocation for every login and save nothing: the value lives briefly"
        )]
        pub enum Response {
            /// The user is said to be authenticated.
            Success(root::Success),
            #(#docs #variants,)*
        }
    }
}

fn expand_reading(response: &Response) -> TokenStream {
    let versions = response.versions.iter().map(|version| {
        let (variant, success) =
            (identifier(&version.head.rust), format_ident!("Success{}", version.head.rust));
        let module = identifier(&snake(&version.head.rust));
        quote!(root::Version::#variant => root::#module::#success::from_fields(fields)?.into())
    });
    quote! {
        /// Reads the form body of a request, `application/x-www-form-urlencoded` as browsers write it.
        ///
        /// Fields that are not documented are ignored.
        ///
        /// # Errors
        ///
        /// The first thing that is not as documented; nothing is repaired or guessed.
        pub fn parse(body: &[u8]) -> Result<Self, root::ParseError> {
            let mut fields = runtime::Fields::new();
            fields.take_body(body)?;
            Self::from_fields(&mut fields)
        }

        /// Reads names and values that have been decoded already.
        ///
        /// Fields that are not documented are ignored.
        ///
        /// # Errors
        ///
        /// The first thing that is not as documented; nothing is repaired or guessed.
        pub fn from_pairs<K: AsRef<str>, V: AsRef<str>>(
            pairs: impl IntoIterator<Item = (K, V)>,
        ) -> Result<Self, root::ParseError> {
            let mut fields = runtime::Fields::new();
            fields.take_pairs(pairs)?;
            Self::from_fields(&mut fields)
        }

        fn from_fields<V: runtime::Text>(
            fields: &mut root::field::Fields<V>,
        ) -> Result<Self, root::ParseError> {
            if let Some(outcome) = fields.outcome::<Outcome>()? {
                return Ok(outcome.into());
            }
            Ok(match fields.version()? { #(#versions,)* })
        }
    }
}

fn expand_writing(response: &Response) -> TokenStream {
    let description = &response.description;
    let variants: Vec<_> = response.outcomes.iter().map(|outcome| identifier(&outcome.head.rust)).collect();
    let writers = expand_writers(
        "The form body that says this, credentials included.",
        "The names and values that say this, not encoded, credentials included.",
    );
    quote! {
        /// `Success`, or the documented string of another outcome.
        #[must_use]
        pub const fn name(&self) -> &'static str {
            match self.outcome() {
                None => "Success",
                Some(outcome) => outcome.name(),
            }
        }

        /// The meaning of the response, in the words of the document.
        #[must_use]
        pub const fn description(&self) -> &'static str {
            match self.outcome() {
                None => #description,
                Some(outcome) => outcome.description(),
            }
        }

        /// The success, if it is one.
        #[must_use]
        pub const fn success(&self) -> Option<&root::Success> {
            match self {
                Self::Success(success) => Some(success),
                _ => None,
            }
        }

        /// The outcome, if it is not a success.
        #[must_use]
        pub const fn outcome(&self) -> Option<Outcome> {
            match self {
                Self::Success(_) => None,
                #(Self::#variants => Some(Outcome::#variants),)*
            }
        }

        /// The success itself.
        ///
        /// # Errors
        ///
        /// The outcome, if it is not a success.
        pub fn into_success(self) -> Result<root::Success, Outcome> {
            match self {
                Self::Success(success) => Ok(success),
                #(Self::#variants => Err(Outcome::#variants),)*
            }
        }

        /// Visits every field, in the documented order, credentials included.
        pub fn visit(&self, visitor: &mut impl runtime::FieldVisitor<root::Field>) {
            match self {
                Self::Success(success) => success.visit(visitor),
                #(Self::#variants => Outcome::#variants.visit(visitor),)*
            }
        }

        #writers
    }
}

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

//! The response itself: a success or another outcome.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::Module;
use super::columns::{Rows, expand_display_name};
use super::documentation::{documentation, provenance, sentence};
use super::types::bytes;
use super::writers::expand_writers;
use crate::choices::alternatives;
use crate::model::{Outcome, Response};

/// The module with the response and its outcomes.
pub fn module(response: &Response) -> Option<Module> {
    let outcome = expand_outcome(response);
    let value = expand_outcome_values(response);
    let definition = expand_response(response);
    let reading = expand_reading(response);
    let writing = expand_writing(response);
    Module::flat(
        "response",
        "The response: a success or another outcome.",
        quote! {
            #definition
            impl Response {
                #reading
                #writing
            }
            runtime::deserialize_response!(Response, super::Field, { super::Field::ALL.len() });
            #outcome
            #value
        },
    )
}

fn outcome_docs(outcome: &Outcome) -> TokenStream {
    documentation(&format!("{}{}", sentence(&outcome.description), provenance(outcome.origin)))
}

fn expand_outcome(response: &Response) -> TokenStream {
    let outcomes = &response.outcomes;
    let rows = Rows::new(outcomes.iter().map(|outcome| &outcome.variant));
    let variants = rows.variants();
    let docs = outcomes.iter().map(outcome_docs);
    let all = rows.all("Every outcome, in the documented order.");
    let names =
        rows.texts("The documented string.", "name", outcomes.iter().map(|outcome| outcome.name.as_str()));
    let codes = rows.column(
        "The documented code.",
        "code",
        &quote!(i32),
        outcomes.iter().map(|outcome| Literal::i32_unsuffixed(outcome.code)),
    );
    let descriptions = rows.texts(
        "When it comes, in the words of the document.",
        "description",
        outcomes.iter().map(|outcome| outcome.description.as_str()),
    );
    let display = expand_display_name(&format_ident!("Outcome"));
    quote! {
        /// A response that is no success.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Outcome {
            #(#docs #variants,)*
        }

        impl Outcome {
            #all
            #names
            #codes
            #descriptions

            fn visit(self, visitor: &mut impl runtime::FieldVisitor<super::Field>) {
                visitor.field(<super::Field as runtime::DocumentedField>::OUTCOME_STRING, &OutcomeString(self));
                visitor.field(<super::Field as runtime::DocumentedField>::OUTCOME_CODE, &OutcomeCode(self));
            }
        }

        #display

        impl From<Outcome> for Response {
            fn from(outcome: Outcome) -> Self {
                match outcome { #(Outcome::#variants => Self::#variants,)* }
            }
        }
    }
}

/// The string and the code are two fields with one meaning, so each is a type that reads and writes
/// its own text.
fn expand_outcome_values(response: &Response) -> TokenStream {
    let variants: Vec<_> =
        response.outcomes.iter().map(|outcome| format_ident!("{}", outcome.variant)).collect();
    let spellings = response.outcomes.iter().map(|outcome| {
        let names = std::iter::once(&outcome.name).chain(outcome.also.iter().map(|(name, _)| name));
        let names = names.map(|name| bytes(name));
        quote!(#(#names)|*)
    });
    let codes = response.outcomes.iter().map(|outcome| bytes(&outcome.code.to_string()));
    let names: Vec<_> = response.outcomes.iter().map(|outcome| outcome.name.as_str()).collect();
    let strings_expected = alternatives(&names);
    let code_texts: Vec<_> = response.outcomes.iter().map(|outcome| outcome.code.to_string()).collect();
    let codes_expected = alternatives(&code_texts);
    quote! {
        impl runtime::DocumentedOutcome for Outcome {
            type String = OutcomeString;
            type Code = OutcomeCode;

            fn name(self) -> &'static str {
                Self::name(self)
            }
        }

        /// An outcome as its string; every known spelling is read, the documented one is written.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct OutcomeString(Outcome);

        impl From<OutcomeString> for Outcome {
            fn from(string: OutcomeString) -> Self {
                string.0
            }
        }

        impl runtime::Value for OutcomeString {
            const EXPECTED: &'static str = #strings_expected;

            fn read(text: &[u8]) -> Result<Self, runtime::Problem> {
                Ok(Self(match text {
                    #(#spellings => Outcome::#variants,)*
                    _ => return Err(runtime::Problem::Unknown),
                }))
            }

            fn write(&self, out: &mut dyn ::core::fmt::Write) -> ::core::fmt::Result {
                out.write_str(self.0.name())
            }

            fn meanings(&self) -> impl Iterator<Item = &'static str> {
                ::core::iter::once(self.0.description())
            }
        }

        /// An outcome as its code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct OutcomeCode(Outcome);

        impl From<OutcomeCode> for Outcome {
            fn from(code: OutcomeCode) -> Self {
                code.0
            }
        }

        impl runtime::Value for OutcomeCode {
            const EXPECTED: &'static str = #codes_expected;

            fn read(text: &[u8]) -> Result<Self, runtime::Problem> {
                Ok(Self(match text {
                    #(#codes => Outcome::#variants,)*
                    _ => return Err(runtime::Problem::Unknown),
                }))
            }

            fn write(&self, out: &mut dyn ::core::fmt::Write) -> ::core::fmt::Result {
                write!(out, "{}", self.0.code())
            }
        }
    }
}

fn expand_response(response: &Response) -> TokenStream {
    let docs = response.outcomes.iter().map(outcome_docs);
    let variants = response.outcomes.iter().map(|outcome| format_ident!("{}", outcome.variant));
    quote! {
        /// What the browser brought back.
        ///
        /// It says what is *claimed*: nothing in it is trustworthy until the service has confirmed the
        /// ticket.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[allow(
            clippy::large_enum_variant,
            reason = "a box would cost an allocation for every login and save nothing: the value lives briefly"
        )]
        pub enum Response {
            /// The user is said to be authenticated.
            Success(super::Success),
            #(#docs #variants,)*
        }
    }
}

fn expand_reading(response: &Response) -> TokenStream {
    let versions = response.versions.iter().map(|version| {
        let (variant, module) = (format_ident!("{}", version.variant), format_ident!("{}", version.module));
        quote!(super::Version::#variant => super::#module::Success::from_fields(fields)?.into())
    });
    quote! {
        /// Reads the form body of a request, `application/x-www-form-urlencoded` as browsers write it.
        ///
        /// Fields that are not documented are passed over.
        ///
        /// # Errors
        ///
        /// The first thing that is not as documented; nothing is repaired or guessed.
        pub fn parse(body: &[u8]) -> Result<Self, super::ParseError> {
            let mut fields = runtime::Fields::new();
            fields.take_body(body)?;
            Self::from_fields(&mut fields)
        }

        /// Reads names and values that have been decoded already.
        ///
        /// Fields that are not documented are passed over.
        ///
        /// # Errors
        ///
        /// The first thing that is not as documented; nothing is repaired or guessed.
        pub fn from_pairs<K: AsRef<str>, V: AsRef<str>>(
            pairs: impl IntoIterator<Item = (K, V)>,
        ) -> Result<Self, super::ParseError> {
            let mut fields = runtime::Fields::new();
            fields.take_pairs(pairs)?;
            Self::from_fields(&mut fields)
        }

        fn from_fields<V: runtime::Text>(
            fields: &mut super::field::Fields<V>,
        ) -> Result<Self, super::ParseError> {
            if let Some(outcome) = fields.outcome::<Outcome>()? {
                return Ok(outcome.into());
            }
            Ok(match fields.version()? { #(#versions,)* })
        }
    }
}

fn expand_writing(response: &Response) -> TokenStream {
    let description = &response.description;
    let variants: Vec<_> =
        response.outcomes.iter().map(|outcome| format_ident!("{}", outcome.variant)).collect();
    let writers = expand_writers(
        "The form body that says this, credentials included.",
        "The names and values that say this, not encoded, credentials included.",
    );
    quote! {
        /// `Success`, or the documented string of another outcome.
        #[must_use]
        pub const fn name(&self) -> &'static str {
            match self {
                Self::Success(_) => "Success",
                #(Self::#variants => Outcome::#variants.name(),)*
            }
        }

        /// What the response says, in the words of the document.
        #[must_use]
        pub const fn description(&self) -> &'static str {
            match self {
                Self::Success(_) => #description,
                #(Self::#variants => Outcome::#variants.description(),)*
            }
        }

        /// The success, if it is one.
        #[must_use]
        pub const fn success(&self) -> Option<&super::Success> {
            match self {
                Self::Success(success) => Some(success),
                #(Self::#variants => None,)*
            }
        }

        /// The outcome, if it is no success.
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
        /// The outcome, if it is no success.
        pub fn into_success(self) -> Result<super::Success, Outcome> {
            match self {
                Self::Success(success) => Ok(success),
                #(Self::#variants => Err(Outcome::#variants),)*
            }
        }

        /// Shows every field to `visitor`, in the documented order.
        pub fn visit(&self, visitor: &mut impl runtime::FieldVisitor<super::Field>) {
            match self {
                Self::Success(success) => success.visit(visitor),
                #(Self::#variants => Outcome::#variants.visit(visitor),)*
            }
        }

        #writers
    }
}

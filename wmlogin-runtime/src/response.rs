//! A response as generated code writes it down: a success or another outcome.

/// Makes the enum of the response, and the enum of its outcomes other than a success with the texts of their two
/// fields.
#[doc(hidden)]
#[macro_export]
macro_rules! response {
    (
        $success:ty, $success_description:literal, fields $field:ty, codes $codes:literal {
            $(
                $(#[$docs:meta])*
                $outcome:ident = ($name:literal, $description:literal) $(. $method:ident ($($argument:expr),*))*
                    => [$($also:literal),*]
            ),* $(,)?
        }
    ) => {
        /// The response that the browser brings back.
        ///
        /// It says what is *claimed*: nothing in it is trustworthy until the service has confirmed the ticket.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        #[allow(
            clippy::large_enum_variant,
            reason = "a box would cost an allocation for every login and save nothing: the value lives briefly"
        )]
        pub enum Response {
            /// The user is said to be authenticated.
            Success($success),
            $($(#[$docs])* $outcome,)*
        }

        impl Response {
            /// Reads the form body of a request, `application/x-www-form-urlencoded` as browsers write it.
            ///
            /// Fields that are not documented are ignored.
            ///
            /// # Errors
            ///
            /// The first thing that is not as documented; nothing is repaired or guessed.
            pub fn parse(body: &[u8]) -> ::core::result::Result<Self, $crate::ParseError<$field>> {
                let mut fields = $crate::generated::Fields::new();
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
                pairs: impl ::core::iter::IntoIterator<Item = (K, V)>,
            ) -> ::core::result::Result<Self, $crate::ParseError<$field>> {
                let mut fields = $crate::generated::Fields::new();
                fields.take_pairs(pairs)?;
                Self::from_fields(&mut fields)
            }

            fn from_fields<V: $crate::generated::Text>(
                fields: &mut $crate::generated::Fields<
                    $field, V, { <$field>::ALL.len() }, { <$field>::MAX_VALUE_LENGTH },
                >,
            ) -> ::core::result::Result<Self, $crate::ParseError<$field>> {
                match fields.outcome::<Outcome>()? {
                    ::core::option::Option::Some(outcome) => ::core::result::Result::Ok(outcome.into()),
                    ::core::option::Option::None => <$success>::from_fields(fields).map(Self::Success),
                }
            }

            /// `Success`, or the documented string of another outcome.
            #[must_use]
            pub const fn name(&self) -> &'static str {
                match self.outcome() {
                    ::core::option::Option::None => "Success",
                    ::core::option::Option::Some(outcome) => outcome.name(),
                }
            }

            /// The meaning of the response, in the words of the document.
            #[must_use]
            pub const fn description(&self) -> &'static str {
                match self.outcome() {
                    ::core::option::Option::None => $success_description,
                    ::core::option::Option::Some(outcome) => outcome.description(),
                }
            }

            /// The success, if it is one.
            #[must_use]
            pub const fn success(&self) -> ::core::option::Option<&$success> {
                match self {
                    Self::Success(success) => ::core::option::Option::Some(success),
                    _ => ::core::option::Option::None,
                }
            }

            /// The outcome, if it is not a success.
            #[must_use]
            pub const fn outcome(&self) -> ::core::option::Option<Outcome> {
                match self {
                    Self::Success(_) => ::core::option::Option::None,
                    $(Self::$outcome => ::core::option::Option::Some(Outcome::$outcome),)*
                }
            }

            /// The success itself.
            ///
            /// # Errors
            ///
            /// The outcome, if it is not a success.
            pub fn into_success(self) -> ::core::result::Result<$success, Outcome> {
                match self {
                    Self::Success(success) => ::core::result::Result::Ok(success),
                    $(Self::$outcome => ::core::result::Result::Err(Outcome::$outcome),)*
                }
            }

            /// Visits every field, in the documented order, credentials included.
            pub fn visit(&self, visitor: &mut impl $crate::FieldVisitor<$field>) {
                match self {
                    Self::Success(success) => success.visit(visitor),
                    $(Self::$outcome => {
                        visitor.field(<$field as $crate::DocumentedField>::OUTCOME_STRING, &OutcomeString(Outcome::$outcome));
                        visitor.field(<$field as $crate::DocumentedField>::OUTCOME_CODE, &OutcomeCode(Outcome::$outcome));
                    })*
                }
            }
        }

        $crate::written!(
            Response,
            "The form body that says this, credentials included.",
            "The names and values that say this, not encoded, credentials included."
        );
        $crate::deserialize_response!(
            Response, $field, { <$field>::ALL.len() }, { <$field>::MAX_VALUE_LENGTH }
        );

        impl ::core::convert::From<$success> for Response {
            fn from(success: $success) -> Self {
                Self::Success(success)
            }
        }

        impl ::core::convert::From<Outcome> for Response {
            fn from(outcome: Outcome) -> Self {
                match outcome {
                    $(Outcome::$outcome => Self::$outcome,)*
                }
            }
        }

        $crate::rows! {
            /// A response that is not a success.
            pub enum Outcome {
                $($(#[$docs])* $outcome = ($name, $description) $(.$method($($argument),*))*),*
            }
        }

        impl Outcome {
            /// The documented code.
            #[must_use]
            pub const fn code(self) -> i32 {
                self.row().id_or_zero()
            }

            /// The outcome with this documented code.
            #[must_use]
            pub fn from_code(code: i32) -> ::core::option::Option<Self> {
                Self::ALL.iter().copied().find(|it| it.code() == code)
            }
        }

        impl $crate::DocumentedOutcome for Outcome {
            type String = OutcomeString;
            type Code = OutcomeCode;
        }

        /// An outcome as its string; every known spelling is read, the documented one is written.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct OutcomeString(Outcome);

        impl ::core::convert::From<OutcomeString> for Outcome {
            fn from(string: OutcomeString) -> Self {
                string.0
            }
        }

        impl $crate::Value for OutcomeString {
            const EXPECTED: &'static str = $crate::name_list!("", Outcome::ROWS, " or ", "");

            fn read(text: &[u8]) -> ::core::result::Result<Self, $crate::Problem> {
                $(if text == $name.as_bytes() $(|| text == $also.as_bytes())* {
                    return ::core::result::Result::Ok(Self(Outcome::$outcome));
                })*
                ::core::result::Result::Err($crate::generated::UNKNOWN)
            }

            fn write(&self, out: &mut dyn ::core::fmt::Write) -> ::core::fmt::Result {
                out.write_str(self.0.name())
            }

            fn meanings(&self) -> impl ::core::iter::Iterator<Item = &'static str> {
                ::core::iter::once(self.0.description())
            }
        }

        /// An outcome as its code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct OutcomeCode(Outcome);

        impl ::core::convert::From<OutcomeCode> for Outcome {
            fn from(code: OutcomeCode) -> Self {
                code.0
            }
        }

        impl $crate::Value for OutcomeCode {
            const EXPECTED: &'static str = $codes;

            fn read(text: &[u8]) -> ::core::result::Result<Self, $crate::Problem> {
                let code = <i32 as $crate::Value>::read(text).ok();
                code.and_then(Outcome::from_code).map(Self).ok_or($crate::generated::UNKNOWN)
            }

            fn write(&self, out: &mut dyn ::core::fmt::Write) -> ::core::fmt::Result {
                $crate::Value::write(&self.0.code(), out)
            }
        }
    };
}

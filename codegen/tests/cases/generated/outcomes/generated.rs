mod response {
    use super as root;

    use ::wmlogin_runtime::generated as runtime;

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
        /// Somebody took it back.
        Cancelled,
        /// Nobody was there.
        ///
        /// Published by the operator on another page.
        NotAtHome,
    }

    impl Response {
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
            Ok(
                match fields.version()? {
                    root::Version::V1_0 => {
                        root::v1_0::SuccessV1_0::from_fields(fields)?.into()
                    }
                },
            )
        }

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
                None => "the parcel has arrived",
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
                Self::Cancelled => Some(Outcome::Cancelled),
                Self::NotAtHome => Some(Outcome::NotAtHome),
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
                Self::Cancelled => Err(Outcome::Cancelled),
                Self::NotAtHome => Err(Outcome::NotAtHome),
            }
        }

        /// Visits every field, in the documented order, credentials included.
        pub fn visit(&self, visitor: &mut impl runtime::FieldVisitor<root::Field>) {
            match self {
                Self::Success(success) => success.visit(visitor),
                Self::Cancelled => Outcome::Cancelled.visit(visitor),
                Self::NotAtHome => Outcome::NotAtHome.visit(visitor),
            }
        }

        /// The form body that says this, credentials included.
        #[must_use]
        pub fn to_form(&self) -> runtime::String {
            let mut writer = runtime::FormWriter::default();
            self.visit(&mut writer);
            writer.finish()
        }

        /// The names and values that say this, not encoded, credentials included.
        #[must_use]
        pub fn to_pairs(&self) -> runtime::Vec<(&'static str, runtime::String)> {
            let mut writer = runtime::PairWriter::default();
            self.visit(&mut writer);
            writer.finish()
        }
    }

    runtime::deserialize_response!(Response, root::Field, { root::Field::ALL.len() }, { root::Field::MAX_VALUE_LENGTH });

    /// A response that is not a success.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[non_exhaustive]
    pub enum Outcome {
        /// Somebody took it back.
        Cancelled,
        /// Nobody was there.
        ///
        /// Published by the operator on another page.
        NotAtHome,
    }

    runtime::outcomes! {
        Outcome as OutcomeString and OutcomeCode, "-4 or 5" {
            Cancelled = ("Cancelled", "somebody took it back").id(-4) => ["Canceled", "CANCELLED"],
            NotAtHome = ("NotAtHome", "nobody was there").published().id(5) => [],
        }
    }

    impl Outcome {
        fn visit(self, visitor: &mut impl runtime::FieldVisitor<root::Field>) {
            visitor
                .field(
                    <root::Field as runtime::DocumentedField>::OUTCOME_STRING,
                    &OutcomeString(self),
                );
            visitor
                .field(
                    <root::Field as runtime::DocumentedField>::OUTCOME_CODE,
                    &OutcomeCode(self),
                );
        }
    }

    impl From<Outcome> for Response {
        fn from(outcome: Outcome) -> Self {
            match outcome {
                Outcome::Cancelled => Self::Cancelled,
                Outcome::NotAtHome => Self::NotAtHome,
            }
        }
    }

    /// An outcome as its string; every known spelling is read, the documented one is written.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct OutcomeString(Outcome);

    /// An outcome as its code.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct OutcomeCode(Outcome);
}

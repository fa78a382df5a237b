mod folds {
    use super as root;

    use ::wmlogin_runtime::generated as runtime;

    runtime::copied_fold! {
        /// Match.
        ///
        /// A [`Word`](root::Word) together with what is sent with it.
        pub enum Match of root::Word {
            /// None.
            None,
            /// Some.
            Some,
            /// Ok.
            Ok,
            /// Err.
            Err,
            /// Option.
            Option,
            /// Result.
            Result,
            /// String.
            ///
            /// With `H_match_String`: what a string is.
            String(root::Word),
            /// Vec.
            Vec,
            /// Enum.
            Enum,
            /// From.
            From,
            /// The type itself.
            Word,
            /// A keyword that becomes a variant.
            Match,
            /// The name of success.
            Success,
        }
    }

    impl Match {
        /// `H_match_String`, where it is sent.
        #[must_use]
        pub const fn match_string(self) -> Option<root::Word> {
            match self {
                Self::String(value) => Some(value),
                _ => None,
            }
        }

        /// Reads the field and those that depend on it.
        pub(super) fn from_fields<V: runtime::Text>(
            fields: &mut root::field::Fields<V>,
        ) -> Result<Self, root::ParseError> {
            let kind: root::Word = fields.read(root::Field::Match)?;
            fields
                .check_condition(
                    root::Field::MatchString,
                    root::Field::Match,
                    "String",
                    kind.name(),
                )?;
            Ok(
                match kind {
                    root::Word::None => Self::None,
                    root::Word::Some => Self::Some,
                    root::Word::Ok => Self::Ok,
                    root::Word::Err => Self::Err,
                    root::Word::Option => Self::Option,
                    root::Word::Result => Self::Result,
                    root::Word::String => {
                        Self::String(
                            fields.read_or(root::Field::MatchString, root::Word::None)?,
                        )
                    }
                    root::Word::Vec => Self::Vec,
                    root::Word::Enum => Self::Enum,
                    root::Word::From => Self::From,
                    root::Word::Word => Self::Word,
                    root::Word::Match => Self::Match,
                    root::Word::Success => Self::Success,
                },
            )
        }

        /// Takes the field and those that depend on it, if they fit.
        pub(super) fn from_slots(
            kind: root::Word,
            match_string: Option<root::Word>,
        ) -> Option<Self> {
            if match_string.is_some() && kind != root::Word::String {
                return None;
            }
            Some(
                match kind {
                    root::Word::None => Self::None,
                    root::Word::Some => Self::Some,
                    root::Word::Ok => Self::Ok,
                    root::Word::Err => Self::Err,
                    root::Word::Option => Self::Option,
                    root::Word::Result => Self::Result,
                    root::Word::String => {
                        Self::String(match_string.unwrap_or(root::Word::None))
                    }
                    root::Word::Vec => Self::Vec,
                    root::Word::Enum => Self::Enum,
                    root::Word::From => Self::From,
                    root::Word::Word => Self::Word,
                    root::Word::Match => Self::Match,
                    root::Word::Success => Self::Success,
                },
            )
        }
    }
}
mod v1_0 {
    use super as root;

    use ::wmlogin_runtime::generated as runtime;

    /// A successful response of version 1.0: hazards.
    ///
    /// Version 1.0 is the only one.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub struct SuccessV1_0 {
        /// `H_type`: type.
        pub r#type: root::Type,
        /// `H_match`: match.
        pub r#match: root::Match,
        /// `H_fn`: fn.
        pub r#fn: root::Switches,
        /// `H_Option`: option.
        pub option: root::Enum,
        /// `H_Ok`: ok.
        pub ok: root::Where,
        /// `H_value`: value.
        pub value: root::Impl,
        /// `H_visitor`: visitor.
        pub visitor: root::Static,
        /// `H_fields`: fields.
        pub fields: ::core::net::IpAddr,
        /// `H_success`: success.
        pub success: root::Word,
    }

    impl SuccessV1_0 {
        /// Reads fields that are known to be exactly those of this version.
        pub(super) fn from_fields<V: runtime::Text>(
            fields: &mut root::field::Fields<V>,
        ) -> Result<Self, root::ParseError> {
            Ok(Self {
                r#type: fields.read(root::Field::Type)?,
                r#match: root::Match::from_fields(fields)?,
                r#fn: fields.read(root::Field::Fn)?,
                option: fields.read(root::Field::Option)?,
                ok: fields.read(root::Field::Ok)?,
                value: fields.read(root::Field::Value)?,
                visitor: fields.read(root::Field::Visitor)?,
                fields: fields.read(root::Field::Fields)?,
                success: fields.read(root::Field::Success)?,
            })
        }

        /// Takes the fields out of their slots if they are exactly those of this version, or reads the body
        /// carefully.
        #[inline(never)]
        pub(super) fn from_slots(
            slots: &mut root::slots::Slots,
            body: &[u8],
        ) -> Result<root::Response, root::ParseError> {
            let root::slots::Slots {
                r#type: Some(r#type),
                r#match: Some(r#match),
                match_string,
                r#fn: Some(r#fn),
                option: Some(option),
                ok: Some(ok),
                value: Some(value),
                visitor: Some(root::slots::Time::Static(visitor)),
                fields: Some(fields),
                success: Some(success),
                version: Some(root::Version::V1_0),
            } = slots else { return root::Response::read_carefully(body) };
            let (Some(r#match),) = (root::Match::from_slots(*r#match, *match_string),) else {
                return root::Response::read_carefully(body)
            };
            Ok(
                root::Response::Success(
                    root::Success::V1_0(Self {
                        r#type: *r#type,
                        r#match,
                        r#fn: *r#fn,
                        option: *option,
                        ok: *ok,
                        value: *value,
                        visitor: *visitor,
                        fields: *fields,
                        success: *success,
                    }),
                ),
            )
        }

        /// Visits every field, in the documented order, credentials included.
        pub fn visit(&self, visitor: &mut impl runtime::FieldVisitor<root::Field>) {
            visitor.field(root::Field::Type, &self.r#type);
            visitor.field(root::Field::Match, &self.r#match.kind());
            visitor.optional(root::Field::MatchString, self.r#match.match_string().as_ref());
            visitor.field(root::Field::Fn, &self.r#fn);
            visitor.field(root::Field::Option, &self.option);
            visitor.field(root::Field::Ok, &self.ok);
            visitor.field(root::Field::Value, &self.value);
            visitor.field(root::Field::Visitor, &self.visitor);
            visitor.field(root::Field::Fields, &self.fields);
            visitor.field(root::Field::Success, &self.success);
            visitor.field(root::Field::Version, &root::Version::V1_0);
        }
    }

    impl From<SuccessV1_0> for root::Success {
        fn from(success: SuccessV1_0) -> Self {
            Self::V1_0(success)
        }
    }

    impl From<SuccessV1_0> for root::Response {
        fn from(success: SuccessV1_0) -> Self {
            Self::Success(success.into())
        }
    }
}

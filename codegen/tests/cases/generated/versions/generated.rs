mod version {
    use super as root;

    use ::wmlogin_runtime::generated as runtime;

    runtime::versions! {
        /// The version of a response. Later versions are greater.
        pub enum Version of root::Field, "19 or 110" {
            /// Version 1.9: the paper label.
            V1_9 = ("1.9", "the paper label").id(19) => root::DayFirst,
            /// Version 1.10: the label with a chip.
            V1_10 = ("1.10", "the label with a chip").id(110) => root::YearFirst,
        }
    }
}
mod field {
    use super as root;

    use ::wmlogin_runtime::generated as runtime;

    runtime::fields! {
        /// A documented field of a response: those of a success in the documented order, then the two of other outcomes.
        pub enum Field of root::Version, prefix "Label_", version Version, outcome Word WordCode, longest 256 {
            /// `Label_Size`: how large it is.
            ///
            /// Versions `[1.9, 1.10)`, as `Size`.
            Size: root::Size = ("Label_Size", "how large it is").required().between("[1.9, 1.10)", root::Version::V1_9 as u8, root::Version::V1_10 as u8),
            /// `Label_Number`: which parcel it is.
            ///
            /// Versions `[1.9,)`, as `TrackingNumber`.
            Number: root::TrackingNumber = ("Label_Number", "which parcel it is").required().since("[1.9,)", root::Version::V1_9 as u8),
            /// `Label_Code`: what opens the box.
            ///
            /// Versions `[1.10,)`, as `PickupCode`.
            Code: root::PickupCode = ("Label_Code", "what opens the box").required().since("[1.10,)", root::Version::V1_10 as u8),
            /// `Label_Sent`: when it was sent.
            ///
            /// Versions `[1.9,)`, as `DateTime`.
            Sent = ("Label_Sent", "when it was sent").required().since("[1.9,)", root::Version::V1_9 as u8),
            /// `Label_Version`: the version of the label.
            ///
            /// Versions `[1.9,)`, as `Version`.
            Version: root::Version = ("Label_Version", "the version of the label").required().since("[1.9,)", root::Version::V1_9 as u8),
            /// `Label_Word`: why there is none.
            Word = ("Label_Word", "why there is none"),
            /// `Label_WordCode`: why there is none, as a number.
            WordCode = ("Label_WordCode", "why there is none, as a number"),
        }
    }

    /// The documented fields of one response, as they came.
    pub(super) type Fields<V> = runtime::Fields<
        Field,
        V,
        { Field::ALL.len() },
        { Field::MAX_VALUE_LENGTH },
    >;

    /// An error of reading a response.
    pub type ParseError = runtime::ParseError<Field>;
}
mod v1_9 {
    use super as root;

    use ::wmlogin_runtime::generated as runtime;

    /// A successful response of version 1.9: what the label says.
    ///
    /// Version 1.9 is the paper label.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub struct SuccessV1_9 {
        /// `Label_Size`: how large it is.
        pub size: root::Size,
        /// `Label_Number`: which parcel it is.
        pub number: root::TrackingNumber,
        /// `Label_Sent`: when it was sent.
        pub sent: root::DayFirst,
    }

    impl SuccessV1_9 {
        /// Reads fields that are known to be exactly those of this version.
        pub(super) fn from_fields<V: runtime::Text>(
            fields: &mut root::field::Fields<V>,
        ) -> Result<Self, root::ParseError> {
            Ok(Self {
                size: fields.read(root::Field::Size)?,
                number: fields.read(root::Field::Number)?,
                sent: fields.read(root::Field::Sent)?,
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
                size: Some(size),
                number: Some(number),
                code: None,
                sent: Some(root::slots::Time::DayFirst(sent)),
                version: Some(root::Version::V1_9),
            } = slots else { return root::Response::read_carefully(body) };
            Ok(
                root::Response::Success(
                    root::Success::V1_9(Self {
                        size: *size,
                        number: *number,
                        sent: *sent,
                    }),
                ),
            )
        }

        /// Visits every field, in the documented order, credentials included.
        pub fn visit(&self, visitor: &mut impl runtime::FieldVisitor<root::Field>) {
            visitor.field(root::Field::Size, &self.size);
            visitor.field(root::Field::Number, &self.number);
            visitor.field(root::Field::Sent, &self.sent);
            visitor.field(root::Field::Version, &root::Version::V1_9);
        }
    }

    impl From<SuccessV1_9> for root::Success {
        fn from(success: SuccessV1_9) -> Self {
            Self::V1_9(success)
        }
    }

    impl From<SuccessV1_9> for root::Response {
        fn from(success: SuccessV1_9) -> Self {
            Self::Success(success.into())
        }
    }
}
mod v1_10 {
    use super as root;

    use ::wmlogin_runtime::generated as runtime;

    /// A successful response of version 1.10: what the label says.
    ///
    /// Version 1.10 is the label with a chip.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub struct SuccessV1_10 {
        /// `Label_Number`: which parcel it is.
        pub number: root::TrackingNumber,
        /// `Label_Code`: what opens the box.
        pub code: root::PickupCode,
        /// `Label_Sent`: when it was sent.
        pub sent: root::YearFirst,
    }

    impl SuccessV1_10 {
        /// Reads fields that are known to be exactly those of this version.
        pub(super) fn from_fields<V: runtime::Text>(
            fields: &mut root::field::Fields<V>,
        ) -> Result<Self, root::ParseError> {
            Ok(Self {
                number: fields.read(root::Field::Number)?,
                code: fields.read(root::Field::Code)?,
                sent: fields.read(root::Field::Sent)?,
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
                size: None,
                number: Some(number),
                code: Some(code),
                sent: Some(root::slots::Time::YearFirst(sent)),
                version: Some(root::Version::V1_10),
            } = slots else { return root::Response::read_carefully(body) };
            Ok(
                root::Response::Success(
                    root::Success::V1_10(Self {
                        number: *number,
                        code: code.clone(),
                        sent: *sent,
                    }),
                ),
            )
        }

        /// Visits every field, in the documented order, credentials included.
        pub fn visit(&self, visitor: &mut impl runtime::FieldVisitor<root::Field>) {
            visitor.field(root::Field::Number, &self.number);
            visitor.field(root::Field::Code, &self.code);
            visitor.field(root::Field::Sent, &self.sent);
            visitor.field(root::Field::Version, &root::Version::V1_10);
        }
    }

    impl From<SuccessV1_10> for root::Success {
        fn from(success: SuccessV1_10) -> Self {
            Self::V1_10(success)
        }
    }

    impl From<SuccessV1_10> for root::Response {
        fn from(success: SuccessV1_10) -> Self {
            Self::Success(success.into())
        }
    }
}

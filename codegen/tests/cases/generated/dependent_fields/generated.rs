mod folds {
    use super as root;

    use ::wmlogin_runtime::generated as runtime;

    runtime::copied_fold! {
        /// Who gets it.
        ///
        /// A [`ReceiverKind`](root::ReceiverKind) together with what is sent with it.
        pub enum Receiver of root::ReceiverKind {
            /// Nobody.
            Nobody,
            /// A person.
            ///
            /// With `To_Receiver_Title`: how to call the person.
            Person(root::Title),
            /// A company.
            ///
            /// With `To_Receiver_Department`: which part of the company.
            ///
            /// With `To_Receiver_Contact`: how to call the person there.
            Company(root::Department, root::Title),
        }
    }

    impl Receiver {
        /// `To_Receiver_Title`, where it is sent.
        #[must_use]
        pub const fn receiver_title(self) -> Option<root::Title> {
            match self {
                Self::Person(value) => Some(value),
                _ => None,
            }
        }

        /// `To_Receiver_Department`, where it is sent.
        #[must_use]
        pub const fn receiver_department(self) -> Option<root::Department> {
            match self {
                Self::Company(value, _) => Some(value),
                _ => None,
            }
        }

        /// `To_Receiver_Contact`, where it is sent.
        #[must_use]
        pub const fn receiver_contact(self) -> Option<root::Title> {
            match self {
                Self::Company(_, value) => Some(value),
                _ => None,
            }
        }

        /// Reads the field and those that depend on it.
        pub(super) fn from_fields<V: runtime::Text>(
            fields: &mut root::field::Fields<V>,
        ) -> Result<Self, root::ParseError> {
            let kind: root::ReceiverKind = fields.read(root::Field::Receiver)?;
            fields
                .check_condition(
                    root::Field::ReceiverTitle,
                    root::Field::Receiver,
                    "Person",
                    kind.name(),
                )?;
            fields
                .check_condition(
                    root::Field::ReceiverDepartment,
                    root::Field::Receiver,
                    "Company",
                    kind.name(),
                )?;
            fields
                .check_condition(
                    root::Field::ReceiverContact,
                    root::Field::Receiver,
                    "Company",
                    kind.name(),
                )?;
            Ok(
                match kind {
                    root::ReceiverKind::Nobody => Self::Nobody,
                    root::ReceiverKind::Person => {
                        Self::Person(
                            fields.read_or(root::Field::ReceiverTitle, root::Title::Unsaid)?,
                        )
                    }
                    root::ReceiverKind::Company => {
                        Self::Company(
                            fields.read(root::Field::ReceiverDepartment)?,
                            fields
                                .read_or(root::Field::ReceiverContact, root::Title::Unsaid)?,
                        )
                    }
                },
            )
        }

        /// Takes the field and those that depend on it, if they fit.
        pub(super) fn from_slots(
            kind: root::ReceiverKind,
            receiver_title: Option<root::Title>,
            receiver_department: Option<root::Department>,
            receiver_contact: Option<root::Title>,
        ) -> Option<Self> {
            if receiver_title.is_some() && kind != root::ReceiverKind::Person
                || receiver_department.is_some() && kind != root::ReceiverKind::Company
                || receiver_contact.is_some() && kind != root::ReceiverKind::Company
            {
                return None;
            }
            Some(
                match kind {
                    root::ReceiverKind::Nobody => Self::Nobody,
                    root::ReceiverKind::Person => {
                        Self::Person(receiver_title.unwrap_or(root::Title::Unsaid))
                    }
                    root::ReceiverKind::Company => {
                        Self::Company(
                            receiver_department?,
                            receiver_contact.unwrap_or(root::Title::Unsaid),
                        )
                    }
                },
            )
        }
    }
}
mod v1_0 {
    use super as root;

    use ::wmlogin_runtime::generated as runtime;

    /// A successful response of version 1.0: who gets the parcel.
    ///
    /// Version 1.0 is the only one.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub struct SuccessV1_0 {
        /// `To_Receiver`: who gets it.
        pub receiver: root::Receiver,
    }

    impl SuccessV1_0 {
        /// Reads fields that are known to be exactly those of this version.
        pub(super) fn from_fields<V: runtime::Text>(
            fields: &mut root::field::Fields<V>,
        ) -> Result<Self, root::ParseError> {
            Ok(Self {
                receiver: root::Receiver::from_fields(fields)?,
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
                receiver: Some(receiver),
                receiver_title,
                receiver_department,
                receiver_contact,
                version: Some(root::Version::V1_0),
            } = slots else { return root::Response::read_carefully(body) };
            let (Some(receiver),) = (
                root::Receiver::from_slots(
                    *receiver,
                    *receiver_title,
                    *receiver_department,
                    *receiver_contact,
                ),
            ) else { return root::Response::read_carefully(body) };
            Ok(root::Response::Success(root::Success::V1_0(Self { receiver })))
        }

        /// Visits every field, in the documented order, credentials included.
        pub fn visit(&self, visitor: &mut impl runtime::FieldVisitor<root::Field>) {
            visitor.field(root::Field::Receiver, &self.receiver.kind());
            visitor
                .optional(
                    root::Field::ReceiverTitle,
                    self.receiver.receiver_title().as_ref(),
                );
            visitor
                .optional(
                    root::Field::ReceiverDepartment,
                    self.receiver.receiver_department().as_ref(),
                );
            visitor
                .optional(
                    root::Field::ReceiverContact,
                    self.receiver.receiver_contact().as_ref(),
                );
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

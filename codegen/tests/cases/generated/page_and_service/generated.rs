pub mod redirect {
    use super::{root, runtime};

    /// The path of the page on every host.
    pub const PATH: &str = "/redirect";

    runtime::parameters! {
        /// A parameter of the page's query string. It prints as the name that is sent.
        pub enum Parameter {
            /// `number`: the number on the label.
            ///
            /// Its type is `TrackingNumber`, required.
            Number: root::TrackingNumber = ("number", "the number on the label").required(),
            /// `floor`: which floor.
            ///
            /// Its type is `Integer`, only with `to=Door`.
            ///
            /// Observed; documented nowhere.
            Floor: i32 = ("floor", "which floor").observed().when(Parameter::To as u8, "Door"),
            /// `to`: where to.
            ///
            /// Its type is `Place`, required.
            To: root::Place = ("to", "where to").required(),
            /// `type`: what kind of parcel it is.
            ///
            /// Its type is `Text`, required.
            Type: runtime::String = ("type", "what kind of parcel it is").required(),
            /// `bell`: what is on the bell.
            ///
            /// Its type is `Text`, required, only with `to=Door`.
            Bell: runtime::String = ("bell", "what is on the bell").required().when(Parameter::To as u8, "Door"),
            /// `size`: how large the box is.
            ///
            /// Its type is `Size`, only with `to=Box`.
            Size: root::Size = ("size", "how large the box is").when(Parameter::To as u8, "Box"),
        }
    }

    runtime::fold! {
        /// Where to.
        ///
        /// A [`Place`](root::Place) together with what is sent with it.
        pub enum To of root::Place {
            /// A box.
            ///
            /// With `size`: how large the box is.
            Box(Option<root::Size>),
            /// A door.
            ///
            /// With `floor`: which floor.
            ///
            /// With `bell`: what is on the bell.
            Door(Option<i32>, runtime::String),
            /// Nowhere for now.
            Depot,
        }
    }

    impl To {
        /// `floor`, where it is sent.
        #[must_use]
        pub const fn floor(&self) -> Option<&i32> {
            match self {
                Self::Door(value, _) => value.as_ref(),
                _ => None,
            }
        }

        /// `bell`, where it is sent.
        #[must_use]
        pub const fn bell(&self) -> Option<&runtime::String> {
            match self {
                Self::Door(_, value) => Some(value),
                _ => None,
            }
        }

        /// `size`, where it is sent.
        #[must_use]
        pub const fn size(&self) -> Option<&root::Size> {
            match self {
                Self::Box(value) => value.as_ref(),
                _ => None,
            }
        }

        /// Reads the parameter and those that depend on it.
        fn from_texts(texts: &mut runtime::Texts<Parameter>) -> Option<Self> {
            let kind: Option<root::Place> = texts.required(Parameter::To);
            texts
                .check_condition(
                    Parameter::Floor,
                    Parameter::To,
                    "Door",
                    kind.map(root::Place::name),
                );
            let its_floor = texts.optional(Parameter::Floor);
            texts
                .check_condition(
                    Parameter::Bell,
                    Parameter::To,
                    "Door",
                    kind.map(root::Place::name),
                );
            let its_bell = if kind == Some(root::Place::Door) {
                texts.required(Parameter::Bell)
            } else {
                None
            };
            texts
                .check_condition(
                    Parameter::Size,
                    Parameter::To,
                    "Box",
                    kind.map(root::Place::name),
                );
            let its_size = texts.optional(Parameter::Size);
            let kind = kind?;
            Some(
                match kind {
                    root::Place::Box => Self::Box(its_size),
                    root::Place::Door => Self::Door(its_floor, its_bell?),
                    root::Place::Depot => Self::Depot,
                },
            )
        }
    }

    /// What the page is opened with: a value for each parameter of its query string.
    ///
    /// Of a query [at](Self::at_host) a service, [`url`](Self::url) is the address of the page.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub struct Query<H = ()> {
        /// The service that has the page, if it is known.
        pub its_host: H,
        /// [`number`](Parameter::Number): the number on the label.
        pub number: root::TrackingNumber,
        /// [`to`](Parameter::To): where to.
        pub to: To,
        /// [`type`](Parameter::Type): what kind of parcel it is.
        pub r#type: runtime::String,
    }

    impl Query {
        /// Makes one with what is required alone.
        #[must_use]
        pub fn new(
            number: root::TrackingNumber,
            to: impl Into<To>,
            r#type: impl Into<runtime::String>,
        ) -> Self {
            Self {
                its_host: (),
                number,
                to: to.into(),
                r#type: r#type.into(),
            }
        }

        /// Reads a query string, without its `?`.
        ///
        /// Parameters that are not documented are ignored, and an empty one is missing.
        ///
        /// # Errors
        ///
        /// Everything that is wrong with it.
        pub fn read(
            query: &str,
        ) -> Result<Self, runtime::Vec<runtime::TextError<Parameter>>> {
            let mut texts = runtime::Texts::<Parameter>::from_query(query);
            let the_number = texts.required(Parameter::Number);
            let the_to = To::from_texts(&mut texts);
            let the_type = texts.required(Parameter::Type);
            let whole = move || Some(Self {
                its_host: (),
                number: the_number?,
                to: the_to?,
                r#type: the_type?,
            });
            texts.finish(whole())
        }
    }

    impl<H> Query<H> {
        /// Visits everything that is sent, in the documented order, credentials included.
        pub fn visit(&self, visitor: &mut impl runtime::FieldVisitor<Parameter>) {
            visitor.field(Parameter::Number, &self.number);
            visitor.optional(Parameter::Floor, self.to.floor());
            visitor.field(Parameter::To, &self.to.kind());
            visitor.field(Parameter::Type, &self.r#type);
            visitor.optional(Parameter::Bell, self.to.bell());
            visitor.optional(Parameter::Size, self.to.size());
        }
    }

    impl<H> Query<H> {
        /// The same, of the page of a service.
        #[must_use]
        pub fn at_host<T>(self, host: T) -> Query<T> {
            Query {
                its_host: host,
                number: self.number,
                to: self.to,
                r#type: self.r#type,
            }
        }
    }

    impl<H: runtime::PageHost> Query<H> {
        /// The address to send a browser to.
        #[must_use]
        pub fn url(&self) -> H::Url {
            self.its_host.page_url(PATH, &self.to_form())
        }
    }

    runtime::written!(Query<H>, "The query string, without the `?`, encoded as browsers do.", "The names and values of the query, not encoded.");
}

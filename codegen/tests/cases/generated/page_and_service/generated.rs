pub mod redirect {
    use super::{root, runtime};

    /// The path of the page on every host.
    pub const PATH: &str = "/redirect";

    /// A parameter of the page's query string. It prints as the name that is sent.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[non_exhaustive]
    pub enum Parameter {
        /// `number`: the number on the label.
        ///
        /// Its type is `TrackingNumber`, required.
        Number,
        /// `floor`: which floor.
        ///
        /// Its type is `Integer`, only with `to=Door`.
        ///
        /// Observed; documented nowhere.
        Floor,
        /// `to`: where to.
        ///
        /// Its type is `Place`, required.
        To,
        /// `type`: what kind of parcel it is.
        ///
        /// Its type is `Text`, required.
        Type,
        /// `bell`: what is on the bell.
        ///
        /// Its type is `Text`, required, only with `to=Door`.
        Bell,
        /// `size`: how large the box is.
        ///
        /// Its type is `Size`, only with `to=Box`.
        Size,
    }

    runtime::names! {
        Parameter {
            Number = ("number", "the number on the label").required(),
            Floor = ("floor", "which floor").observed().when(Parameter::To as u8, "Door"),
            To = ("to", "where to").required().one_of(root::Place::ROWS),
            Type = ("type", "what kind of parcel it is").required(),
            Bell = ("bell", "what is on the bell").required().when(Parameter::To as u8, "Door"),
            Size = ("size", "how large the box is").when(Parameter::To as u8, "Box").one_of(root::Size::ROWS),
        }
    }

    impl Parameter {
        /// Checks that a text is a value of the parameter.
        ///
        /// # Errors
        ///
        /// What is wrong with the text.
        pub fn check(self, text: &str) -> Result<(), runtime::ValueError> {
            match self {
                Self::Number => runtime::read::<root::TrackingNumber>(text).map(drop),
                Self::Floor => runtime::read::<i32>(text).map(drop),
                Self::To => runtime::read::<root::Place>(text).map(drop),
                Self::Type => runtime::read::<runtime::String>(text).map(drop),
                Self::Bell => runtime::read::<runtime::String>(text).map(drop),
                Self::Size => runtime::read::<root::Size>(text).map(drop),
            }
        }
    }

    /// Where to.
    ///
    /// A [`Place`](root::Place) together with what is sent with it.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum To {
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

    impl To {
        /// The value of the parameter itself.
        #[must_use]
        pub const fn kind(&self) -> root::Place {
            match self {
                Self::Box(..) => root::Place::Box,
                Self::Door(..) => root::Place::Door,
                Self::Depot => root::Place::Depot,
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
            let its_floor: Option<i32> = texts.optional(Parameter::Floor);
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
            let its_size: Option<root::Size> = texts.optional(Parameter::Size);
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
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub struct Query {
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
                number,
                to: to.into(),
                r#type: r#type.into(),
            }
        }

        /// Visits everything that is sent, in the documented order, credentials included.
        pub fn visit(&self, visitor: &mut impl runtime::FieldVisitor<Parameter>) {
            visitor.field(Parameter::Number, &self.number);
            if let To::Door(Some(value), _) = &self.to {
                visitor.field(Parameter::Floor, value);
            }
            visitor.field(Parameter::To, &self.to.kind());
            visitor.field(Parameter::Type, &self.r#type);
            if let To::Door(_, value) = &self.to {
                visitor.field(Parameter::Bell, value);
            }
            if let To::Box(Some(value)) = &self.to {
                visitor.field(Parameter::Size, value);
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
            let the_number: Option<root::TrackingNumber> = texts.required(Parameter::Number);
            let the_to = To::from_texts(&mut texts);
            let the_type: Option<runtime::String> = texts.required(Parameter::Type);
            let whole = move || Some(Self {
                number: the_number?,
                to: the_to?,
                r#type: the_type?,
            });
            texts.finish(whole())
        }

        /// The query string, without the `?`, encoded as browsers do.
        #[must_use]
        pub fn to_form(&self) -> runtime::String {
            let mut writer = runtime::FormWriter::default();
            self.visit(&mut writer);
            writer.finish()
        }

        /// The names and values of the query, not encoded.
        #[must_use]
        pub fn to_pairs(&self) -> runtime::Vec<(&'static str, runtime::String)> {
            let mut writer = runtime::PairWriter::default();
            self.visit(&mut writer);
            writer.finish()
        }
    }

    impl runtime::PageQuery for Query {
        const PATH: &'static str = PATH;

        fn to_form(&self) -> runtime::String {
            Self::to_form(self)
        }
    }
}

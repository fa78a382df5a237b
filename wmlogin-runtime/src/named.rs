//! Documented names: enums whose every variant is a row of a table.

use core::fmt::Debug;

use super::{Problem, Row};

/// A documented name: of a value, a field, a parameter, an element or an attribute.
pub trait Named: Copy + Eq + Debug + Send + Sync + 'static {
    /// Every name, in the documented order.
    const ALL: &'static [Self];

    /// The row of the documented table.
    fn row(self) -> &'static Row;

    /// The name as it is sent.
    fn name(self) -> &'static str {
        self.row().name()
    }

    /// Returns `true` if the value under this name is a bearer credential.
    fn is_credential(self) -> bool {
        self.row().is_credential()
    }

    /// The one with this documented name, in exactly this letter case.
    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.name() == name)
    }
}

/// Reads the name of a row that is sent.
#[doc(hidden)]
pub const UNKNOWN: Problem = Problem::Unknown;

/// Makes an enum out of the rows of a documented table: names, descriptions, origins, and the traits of a
/// documented name.
#[doc(hidden)]
#[macro_export]
macro_rules! rows {
    (
        $(#[$docs:meta])*
        pub enum $type:ident {
            $(
                $(#[$row_docs:meta])*
                $variant:ident $(: $value:ty)? =
                    ($name:literal, $description:literal) $(. $method:ident ($($argument:expr),*))*
            ),* $(,)?
        }
    ) => {
        $(#[$docs])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $type {
            $($(#[$row_docs])* $variant,)*
        }

        impl $type {
            /// Every one of them, in the documented order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The rows of the documented table, in the order of [`ALL`](Self::ALL).
            pub const ROWS: &'static [$crate::Row] = &[
                $($crate::generated::row($name, $description)$(.of::<$value>())?$(.$method($($argument),*))*),*
            ];

            /// The row of the documented table.
            #[must_use]
            pub const fn row(self) -> &'static $crate::Row {
                &Self::ROWS[self as usize]
            }

            /// The documented name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                self.row().name()
            }

            /// The meaning, in the words of the document.
            #[must_use]
            pub const fn description(self) -> &'static str {
                self.row().description()
            }

            /// The origin.
            #[must_use]
            pub const fn origin(self) -> $crate::Origin {
                self.row().origin()
            }

            /// The one with this documented name, in exactly this letter case.
            #[must_use]
            pub fn from_name(name: &str) -> ::core::option::Option<Self> {
                Self::from_bytes(name.as_bytes())
            }

            fn from_bytes(name: &[u8]) -> ::core::option::Option<Self> {
                $(if name == $name.as_bytes() {
                    return ::core::option::Option::Some(Self::$variant);
                })*
                ::core::option::Option::None
            }
        }

        impl $crate::Named for $type {
            const ALL: &'static [Self] = Self::ALL;

            fn row(self) -> &'static $crate::Row {
                Self::row(self)
            }

            fn from_name(name: &str) -> ::core::option::Option<Self> {
                Self::from_name(name)
            }
        }

        impl ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.name())
            }
        }

        impl ::core::convert::AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                self.name()
            }
        }

        impl ::core::str::FromStr for $type {
            type Err = $crate::UnknownName;

            fn from_str(name: &str) -> ::core::result::Result<Self, $crate::UnknownName> {
                Self::from_name(name).ok_or_else(|| $crate::generated::unknown_name(stringify!($type), name))
            }
        }

        impl ::core::convert::TryFrom<&str> for $type {
            type Error = $crate::UnknownName;

            fn try_from(name: &str) -> ::core::result::Result<Self, $crate::UnknownName> {
                name.parse()
            }
        }

        $crate::serialize_as_text!($type);
        $crate::deserialize_as_text!($type);
    };
}

/// Makes an enum of names of values: what [`rows!`] makes, and what is known about the value under a name.
#[doc(hidden)]
#[macro_export]
macro_rules! names {
    ($(#[$docs:meta])* pub enum $type:ident $rows:tt) => {
        $crate::rows! { $(#[$docs])* pub enum $type $rows }

        impl $type {
            /// Returns `true` if the value must be present.
            #[must_use]
            pub const fn is_required(self) -> bool {
                self.row().is_required()
            }

            /// Returns `true` if the value is a bearer credential.
            #[must_use]
            pub const fn is_credential(self) -> bool {
                self.row().is_credential()
            }

            /// The documented values, in the documented order, if there is an enum of them.
            #[must_use]
            pub const fn choices(self) -> &'static [$crate::Row] {
                self.row().choices()
            }

            /// The name that this one depends on, and the documented name of the value that the other must have.
            #[must_use]
            pub const fn condition(self) -> ::core::option::Option<(Self, &'static str)> {
                match self.row().condition() {
                    ::core::option::Option::Some((on, value)) => {
                        ::core::option::Option::Some((Self::ALL[on as usize], value))
                    }
                    ::core::option::Option::None => ::core::option::Option::None,
                }
            }
        }
    };
}

/// Makes an enum of the parameters of a page: what [`names!`] makes, and the check of a text.
#[doc(hidden)]
#[macro_export]
macro_rules! parameters {
    (
        $(#[$docs:meta])*
        pub enum $type:ident {
            $(
                $(#[$row_docs:meta])*
                $variant:ident: $value:ty =
                    ($name:literal, $description:literal) $(. $method:ident ($($argument:expr),*))*
            ),* $(,)?
        }
    ) => {
        $crate::names! {
            $(#[$docs])*
            pub enum $type {
                $($(#[$row_docs])* $variant: $value = ($name, $description) $(.$method($($argument),*))*),*
            }
        }

        impl $type {
            /// Checks that a text is a value of the parameter.
            ///
            /// # Errors
            ///
            /// The problem with the text.
            pub fn check(self, text: &str) -> ::core::result::Result<(), $crate::ValueError> {
                match self {
                    $(Self::$variant => $crate::read::<$value>(text).map(drop),)*
                }
            }
        }
    };
}

/// Makes an enum of documented values: what [`rows!`] makes, and reading and writing a value.
#[doc(hidden)]
#[macro_export]
macro_rules! enumeration {
    ($(#[$docs:meta])* pub enum $type:ident $rows:tt) => {
        $crate::rows! { $(#[$docs])* pub enum $type $rows }

        impl $type {
            /// Returns `false` if the document says "not in use".
            #[must_use]
            pub const fn is_in_use(self) -> bool {
                self.row().is_in_use()
            }

            /// Returns `false` if the value says that the thing is absent or unknown.
            #[must_use]
            pub const fn is_present(self) -> bool {
                self.row().is_present()
            }
        }

        impl $crate::Value for $type {
            const EXPECTED: &'static str = $crate::name_list!("", $type::ROWS, " or ", "");
            const CHOICES: &'static [$crate::Row] = Self::ROWS;

            fn read(text: &[u8]) -> ::core::result::Result<Self, $crate::Problem> {
                // A coined name is never sent.
                Self::from_bytes(text).filter(|it| !it.row().is_coined()).ok_or($crate::generated::UNKNOWN)
            }

            fn write(&self, out: &mut dyn ::core::fmt::Write) -> ::core::fmt::Result {
                out.write_str(self.name())
            }

            fn meanings(&self) -> impl ::core::iter::Iterator<Item = &'static str> {
                ::core::iter::once(self.description())
            }

            fn is_in_use(&self) -> bool {
                self.row().is_in_use()
            }
        }
    };
}

/// Makes an enum of documented values that have numbers: what [`enumeration!`] makes, and the numbers.
#[doc(hidden)]
#[macro_export]
macro_rules! numbered {
    ($(#[$docs:meta])* pub enum $type:ident $rows:tt) => {
        $crate::enumeration! { $(#[$docs])* pub enum $type $rows }

        impl $type {
            /// The documented number.
            #[must_use]
            pub const fn id(self) -> i32 {
                self.row().id_or_zero()
            }

            /// The one with this documented number.
            #[must_use]
            pub fn from_id(number: i32) -> ::core::option::Option<Self> {
                Self::ALL.iter().copied().find(|it| it.id() == number)
            }
        }

        impl ::core::convert::From<$type> for i32 {
            fn from(value: $type) -> Self {
                value.id()
            }
        }

        impl ::core::convert::TryFrom<i32> for $type {
            type Error = $crate::UnknownNumber;

            fn try_from(number: i32) -> ::core::result::Result<Self, $crate::UnknownNumber> {
                Self::from_id(number)
                    .ok_or_else(|| $crate::generated::unknown_number(stringify!($type), number))
            }
        }
    };
}

//! The fields and versions of a response as generated code writes them down.

use super::Row;

/// The sets of fields that a version has and requires, a bit each.
#[must_use]
pub const fn fields_of(rows: &[Row], version: u8) -> (u64, u64) {
    let (mut all, mut required) = (0, 0);
    let mut index = 0;
    while index < rows.len() {
        if rows[index].is_in(version) {
            all |= 1 << index;
            if rows[index].is_required() && rows[index].condition().is_none() {
                required |= 1 << index;
            }
        }
        index += 1;
    }
    (all, required)
}

/// Makes an enum of the documented fields of a response.
#[doc(hidden)]
#[macro_export]
macro_rules! fields {
    (
        $(#[$docs:meta])*
        pub enum $type:ident of $version:ty, prefix $prefix:literal, version $version_field:ident,
        outcome $string:ident $code:ident, longest $longest:literal {
            $(
                $(#[$field_docs:meta])*
                $field:ident $(: $value:ty)? =
                    ($name:literal, $description:literal) $(. $method:ident ($($argument:expr),*))*
            ),* $(,)?
        }
    ) => {
        $crate::names! {
            $(#[$docs])*
            pub enum $type {
                $($(#[$field_docs])* $field $(: $value)? = ($name, $description) $(.$method($($argument),*))*),*
            }
        }

        impl $type {
            /// The longest value that is read, in decoded bytes: more than any documented one.
            pub const MAX_VALUE_LENGTH: usize = $longest;

            /// The versions that have the field, as the document writes them; `None` for the fields of an
            /// outcome.
            #[must_use]
            pub const fn interval(self) -> ::core::option::Option<&'static str> {
                self.row().interval()
            }

            /// Returns `true` if responses of the version can have the field.
            #[must_use]
            pub const fn is_in(self, version: $version) -> bool {
                self.row().is_in(version as u8)
            }
        }

        impl $crate::DocumentedField for $type {
            type Version = $version;

            const PREFIX: &'static [u8] = $prefix.as_bytes();
            const VERSION: Self = Self::$version_field;
            const OUTCOME_STRING: Self = Self::$string;
            const OUTCOME_CODE: Self = Self::$code;

            fn index(self) -> usize {
                self as usize
            }

            fn from_suffix(suffix: &[u8]) -> ::core::option::Option<Self> {
                $(
                    const { assert!($name.len() >= $prefix.len()) };
                    if suffix == $name.as_bytes().split_at($prefix.len()).1 {
                        return ::core::option::Option::Some(Self::$field);
                    }
                )*
                ::core::option::Option::None
            }

            fn interval(self) -> ::core::option::Option<&'static str> {
                Self::interval(self)
            }
        }
    };
}

/// Makes an enum of the versions of a response.
#[doc(hidden)]
#[macro_export]
macro_rules! versions {
    (
        $(#[$docs:meta])*
        pub enum $type:ident of $field:ty, $expected:literal {
            $(
                $(#[$version_docs:meta])*
                $version:ident = ($name:literal, $description:literal) $(. $method:ident ($($argument:expr),*))*
                    => $time:ty
            ),* $(,)?
        }
    ) => {
        $crate::rows! {
            $(#[$docs])*
            pub enum $type {
                $($(#[$version_docs])* $version = ($name, $description) $(.$method($($argument),*))*),*
            }
        }

        impl $type {
            /// The value of the version field.
            #[must_use]
            pub const fn value(self) -> i32 {
                self.row().id_or_zero()
            }

            /// The version with this value of the version field.
            #[must_use]
            pub fn from_value(value: i32) -> ::core::option::Option<Self> {
                Self::ALL.iter().copied().find(|it| it.value() == value)
            }

            /// The format of its dates, a .NET format string.
            #[must_use]
            pub const fn date_format(self) -> &'static str {
                match self {
                    $(Self::$version => <$time>::FORMAT),*
                }
            }

            /// The moment as responses of the version write it; `None` outside the years 1 to 9999.
            #[must_use]
            pub fn write_time(
                self,
                time: $crate::DateTime<$crate::Utc>,
            ) -> ::core::option::Option<$crate::generated::String> {
                match self {
                    $(Self::$version => $crate::generated::time_text(<$time>::truncate(time))),*
                }
            }

            const SETS: &'static [(u64, u64)] =
                &[$($crate::generated::fields_of(<$field>::ROWS, Self::$version as u8)),*];
        }

        impl $crate::Value for $type {
            const EXPECTED: &'static str = $expected;

            fn read(text: &[u8]) -> ::core::result::Result<Self, $crate::Problem> {
                let value = <i32 as $crate::Value>::read(text).ok();
                value.and_then(Self::from_value).ok_or($crate::generated::UNKNOWN)
            }

            fn write(&self, out: &mut dyn ::core::fmt::Write) -> ::core::fmt::Result {
                $crate::Value::write(&self.value(), out)
            }

            fn meanings(&self) -> impl ::core::iter::Iterator<Item = &'static str> {
                ::core::iter::once(self.description())
            }
        }

        impl $crate::DocumentedVersion for $type {
            fn fields(self) -> u64 {
                Self::SETS[self as usize].0
            }

            fn required_fields(self) -> u64 {
                Self::SETS[self as usize].1
            }
        }
    };
}

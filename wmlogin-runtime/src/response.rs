//! The enums of a response as generated code writes them down: its fields, versions and outcomes.

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

/// Makes an enum the documented fields of a response.
#[doc(hidden)]
#[macro_export]
macro_rules! fields {
    (
        $type:ident of $version:ty, prefix $prefix:literal, version $version_field:ident,
        outcome $string:ident $code:ident, longest $longest:literal
        { $($field:ident = ($name:literal, $description:literal) $(. $method:ident ($($argument:expr),*))*),* $(,)? }
    ) => {
        $crate::names!($type { $($field = ($name, $description) $(.$method($($argument),*))*),* });

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

/// Makes an enum the versions of a response.
#[doc(hidden)]
#[macro_export]
macro_rules! versions {
    (
        $type:ident of $field:ty, $expected:literal
        { $($version:ident = ($name:literal, $description:literal) $(. $method:ident ($($argument:expr),*))* => $time:ty),* $(,)? }
    ) => {
        $crate::rows!($type { $($version = ($name, $description) $(.$method($($argument),*))*),* });

        impl $type {
            /// The value of the version field.
            #[must_use]
            pub const fn value(self) -> i32 {
                match self.row().number() {
                    ::core::option::Option::Some(number) => number,
                    ::core::option::Option::None => 0,
                }
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

/// Makes an enum the outcomes of a response, and the texts of its two fields.
#[doc(hidden)]
#[macro_export]
macro_rules! outcomes {
    (
        $type:ident as $string:ident and $code:ident, $codes:literal
        { $($outcome:ident = ($name:literal, $description:literal) $(. $method:ident ($($argument:expr),*))* => [$($also:literal),*]),* $(,)? }
    ) => {
        $crate::rows!($type { $($outcome = ($name, $description) $(.$method($($argument),*))*),* });

        impl $type {
            /// The documented code.
            #[must_use]
            pub const fn code(self) -> i32 {
                match self.row().number() {
                    ::core::option::Option::Some(number) => number,
                    ::core::option::Option::None => 0,
                }
            }

            /// The outcome with this documented code.
            #[must_use]
            pub fn from_code(code: i32) -> ::core::option::Option<Self> {
                Self::ALL.iter().copied().find(|it| it.code() == code)
            }
        }

        impl $crate::DocumentedOutcome for $type {
            type String = $string;
            type Code = $code;
        }

        impl ::core::convert::From<$string> for $type {
            fn from(string: $string) -> Self {
                string.0
            }
        }

        impl ::core::convert::From<$code> for $type {
            fn from(code: $code) -> Self {
                code.0
            }
        }

        impl $crate::Value for $string {
            const EXPECTED: &'static str = $crate::name_list!("", $type::ROWS, " or ", "");

            fn read(text: &[u8]) -> ::core::result::Result<Self, $crate::Problem> {
                $(if text == $name.as_bytes() $(|| text == $also.as_bytes())* {
                    return ::core::result::Result::Ok(Self($type::$outcome));
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

        impl $crate::Value for $code {
            const EXPECTED: &'static str = $codes;

            fn read(text: &[u8]) -> ::core::result::Result<Self, $crate::Problem> {
                let code = <i32 as $crate::Value>::read(text).ok();
                code.and_then($type::from_code).map(Self).ok_or($crate::generated::UNKNOWN)
            }

            fn write(&self, out: &mut dyn ::core::fmt::Write) -> ::core::fmt::Result {
                $crate::Value::write(&self.0.code(), out)
            }
        }
    };
}

//! Errors for names and numbers that a type does not have.

use alloc::string::String;
use core::fmt;

/// An error for a text that is none of the documented names of a type.
///
/// ```
/// use wmlogin_runtime::generated::unknown_name;
///
/// assert_eq!(unknown_name("Version", "9").to_string(), "`9` is not the name of a `Version`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    of: &'static str,
    name: String,
}

/// The error for a name that a type does not have.
#[doc(hidden)]
#[must_use]
pub fn unknown_name(of: &'static str, name: &str) -> UnknownName {
    // Far below the length of a ticket, in case one is taken for a name.
    UnknownName { of, name: name.chars().take(24).flat_map(char::escape_debug).collect() }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not the name of a `{}`", self.name, self.of)
    }
}

impl core::error::Error for UnknownName {}

/// A number that is none of the documented ids of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownNumber {
    of: &'static str,
    number: i32,
}

/// The error for a number that a type does not have.
#[doc(hidden)]
#[must_use]
pub const fn unknown_number(of: &'static str, number: i32) -> UnknownNumber {
    UnknownNumber { of, number }
}

impl fmt::Display for UnknownNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is not the number of a `{}`", self.number, self.of)
    }
}

impl core::error::Error for UnknownNumber {}

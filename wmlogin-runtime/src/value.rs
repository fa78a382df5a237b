//! Single values: reading and writing them.

use alloc::borrow::ToOwned;
use alloc::string::String;
use core::fmt;
use core::net::IpAddr;

use chrono::{DateTime, Utc};

use super::encoded::{is_end, take_decoded, take_ipv4, take_number, take_plain};
use super::{Problem, Row, ValueError};

/// A value of a field, which is read strictly from the bytes of its decoded text and written back.
///
/// `read(to_text(x)) == x` for every `x`.
pub trait Value: Sized {
    /// The expected form of a value, for an error message: "expected …".
    const EXPECTED: &'static str;
    /// The documented values, in the documented order, if there is an enum of them.
    const CHOICES: &'static [Row] = &[];
    /// Says if the value is a bearer credential.
    const IS_CREDENTIAL: bool = false;

    /// Reads the text, in exactly its documented format.
    ///
    /// # Errors
    ///
    /// Returns the problem with the text.
    fn read(text: &[u8]) -> Result<Self, Problem>;

    /// Takes the value off the rest of a form body, up to the next pair, if it is written as browsers write it.
    ///
    /// `None` means only that the text has to be decoded and then [read](Self::read).
    #[doc(hidden)]
    #[inline]
    fn take(rest: &mut &[u8]) -> Option<Self> {
        take_text(rest)
    }

    /// Writes the text, credentials included.
    ///
    /// # Errors
    ///
    /// Returns only errors of `out`.
    fn write(&self, out: &mut dyn fmt::Write) -> fmt::Result;

    /// Returns the text, credentials included.
    fn to_text(&self) -> String {
        let mut text = String::new();
        // Writing to a `String` cannot fail.
        let _ = self.write(&mut text);
        text
    }

    /// Returns the documented meanings of the value, if there are any: one for a value of an enum, and one for
    /// each flag.
    fn meanings(&self) -> impl Iterator<Item = &'static str> {
        core::iter::empty()
    }

    /// Returns `false` if the documents say that the value is not in use.
    fn is_in_use(&self) -> bool {
        true
    }

    /// Returns the time, if the value is one.
    fn time(&self) -> Option<DateTime<Utc>> {
        None
    }
}

#[doc(hidden)]
impl Row {
    /// Adds what is known of the type of the value under the name.
    #[must_use]
    pub const fn of<T: Value>(self) -> Self {
        self.values(T::CHOICES, T::IS_CREDENTIAL)
    }
}

/// The longest text that is read quickly. No longer ones are sent, but for tokens, which have a limit of their own.
const LONGEST: usize = 64;

/// Takes a value that is read from its decoded text.
#[inline]
fn take_text<T: Value>(rest: &mut &[u8]) -> Option<T> {
    let mut after = *rest;
    let plain = take_plain(&mut after)?;
    if is_end(after) && plain.len() <= LONGEST {
        *rest = after;
        return T::read(plain).ok();
    }
    let mut buffer = [0; LONGEST];
    let length = take_decoded(rest, &mut buffer)?;
    T::read(buffer.get(..length)?).ok()
}

/// Reads a value from text; the implementation of `FromStr` for every generated type.
///
/// # Errors
///
/// Returns the expected form and the problem with the text.
pub fn read<T: Value>(text: &str) -> Result<T, ValueError> {
    T::read(text.as_bytes()).map_err(|problem| ValueError { expected: T::EXPECTED, problem })
}

/// Displays a value as its text, padded as the formatter asks.
///
/// # Errors
///
/// Only those of the formatter.
pub fn display(value: &impl Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut text = String::new();
    value.write(&mut text)?;
    f.pad(&text)
}

/// Implements what reads a value from its text.
#[doc(hidden)]
#[macro_export]
macro_rules! value_from_text {
    ($type:ident) => {
        impl ::core::str::FromStr for $type {
            type Err = $crate::ValueError;

            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::ValueError> {
                $crate::read(text)
            }
        }

        impl ::core::convert::TryFrom<&str> for $type {
            type Error = $crate::ValueError;

            fn try_from(text: &str) -> ::core::result::Result<Self, $crate::ValueError> {
                $crate::read(text)
            }
        }

        $crate::deserialize_as_text!($type);
    };
}

/// Implements what reads a value from its text and displays it as that.
#[doc(hidden)]
#[macro_export]
macro_rules! value_as_text {
    ($type:ident) => {
        impl ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::generated::display(self, f)
            }
        }

        $crate::value_from_text!($type);
        $crate::serialize_as_text!($type);
    };
}

impl Value for IpAddr {
    const EXPECTED: &'static str = "an IPv4 or IPv6 address";

    fn read(text: &[u8]) -> Result<Self, Problem> {
        let text = core::str::from_utf8(text).map_err(|_| Problem::NotUtf8)?;
        text.parse().map_err(|_| Problem::Shape)
    }

    #[inline]
    fn take(rest: &mut &[u8]) -> Option<Self> {
        if let Some(address) = take_ipv4(rest) { Some(address.into()) } else { take_text(rest) }
    }

    fn write(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        write!(out, "{self}")
    }
}

impl Value for String {
    const EXPECTED: &'static str = "text";

    fn read(text: &[u8]) -> Result<Self, Problem> {
        core::str::from_utf8(text).map(ToOwned::to_owned).map_err(|_| Problem::NotUtf8)
    }

    fn write(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        out.write_str(self)
    }
}

impl Value for bool {
    const EXPECTED: &'static str = "1 or 0";

    fn read(text: &[u8]) -> Result<Self, Problem> {
        match text {
            b"1" => Ok(true),
            b"0" => Ok(false),
            _ => Err(Problem::Unknown),
        }
    }

    fn write(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        out.write_str(if *self { "1" } else { "0" })
    }
}

impl Value for i32 {
    const EXPECTED: &'static str = "a decimal number";

    fn take(rest: &mut &[u8]) -> Option<Self> {
        take_number(rest)
    }

    fn read(text: &[u8]) -> Result<Self, Problem> {
        match text {
            // The standard library accepts these, but they are not canonical.
            [b'+', ..] | [b'0', _, ..] | [b'-', b'0', ..] => Err(Problem::Shape),
            _ => {
                let text = core::str::from_utf8(text).map_err(|_| Problem::NotUtf8)?;
                text.parse().map_err(|_| Problem::Shape)
            }
        }
    }

    fn write(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        write!(out, "{self}")
    }
}

/// The empty text is `None`. For types whose own texts are never empty.
impl<T: Value> Value for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    const CHOICES: &'static [Row] = T::CHOICES;
    const IS_CREDENTIAL: bool = T::IS_CREDENTIAL;

    fn read(text: &[u8]) -> Result<Self, Problem> {
        if text.is_empty() { Ok(None) } else { T::read(text).map(Some) }
    }

    fn write(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        self.as_ref().map_or(Ok(()), |value| value.write(out))
    }

    fn meanings(&self) -> impl Iterator<Item = &'static str> {
        self.iter().flat_map(Value::meanings)
    }

    fn is_in_use(&self) -> bool {
        self.as_ref().is_none_or(Value::is_in_use)
    }

    fn time(&self) -> Option<DateTime<Utc>> {
        self.as_ref().and_then(Value::time)
    }
}

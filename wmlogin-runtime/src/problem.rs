//! Errors of reading a single value.

use alloc::string::{String, ToString};
use core::fmt::{self, Display};

/// Why a text is no value of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueError {
    /// What a value of the type looks like.
    pub expected: &'static str,
    /// What is wrong.
    pub problem: Problem,
}

impl Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {} ({})", self.expected, self.problem)
    }
}

impl core::error::Error for ValueError {}

/// What is wrong with a text. Positions count characters of the decoded text, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// It is none of the documented names or numbers.
    Unknown,
    /// It does not have the documented shape.
    Shape,
    /// It has this many characters, which is too few or too many.
    Length(usize),
    /// The character at this position is not allowed.
    Character(usize),
    /// It has the shape, but there is no such date or time, or not in the years 1 to 9999 of UTC.
    Calendar,
    /// The flag that is named at this position is none of the documented ones.
    UnknownFlag(usize),
    /// The flag that is named at this position has been named before.
    RepeatedFlag(usize),
    /// This bit, 0 for the lowest, is neither documented nor reserved.
    UnknownBit(u32),
    /// It is longer than this many bytes, which no documented value is.
    TooLong(usize),
    /// A `%` in the form body is not followed by two hexadecimal digits.
    Escape,
    /// It is not UTF-8.
    NotUtf8,
}

impl Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("this one is unknown"),
            Self::Shape => f.write_str("its shape is different"),
            Self::Length(1) => f.write_str("it has 1 character"),
            Self::Length(length) => write!(f, "it has {length} characters"),
            Self::Character(position) => write!(f, "character {} is not allowed", position + 1),
            Self::Calendar => f.write_str("there is no such date and time"),
            Self::UnknownFlag(position) => write!(f, "the flag at character {} is unknown", position + 1),
            Self::RepeatedFlag(position) => {
                write!(f, "the flag at character {} is a repetition", position + 1)
            }
            Self::UnknownBit(bit) => write!(f, "bit {bit} is unknown"),
            Self::TooLong(most) => write!(f, "it has more than {most} characters"),
            Self::Escape => f.write_str("a % is not followed by two hexadecimal digits"),
            Self::NotUtf8 => f.write_str("it is not UTF-8"),
        }
    }
}

/// A value as an error shows it: escaped and cut, or hidden if it is a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt(String);

impl Excerpt {
    /// Far below the length of a ticket, in case one stands in the wrong field.
    const MAX_CHARACTERS: usize = 24;

    /// The beginning of `value`, for an error of a program that stands on this crate.
    #[must_use]
    pub fn shown(value: &[u8]) -> Self {
        let text = String::from_utf8_lossy(value);
        let mut shown: String =
            text.chars().take(Self::MAX_CHARACTERS).flat_map(char::escape_debug).collect();
        if text.chars().nth(Self::MAX_CHARACTERS).is_some() {
            shown.push('…');
        }
        Self(alloc::format!("`{shown}`"))
    }

    /// No part of a value.
    pub(crate) fn hidden() -> Self {
        Self("not shown, being a credential".to_string())
    }
}

impl Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

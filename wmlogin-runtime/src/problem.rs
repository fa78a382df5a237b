//! Errors that occur when a single value is read.

use alloc::string::{String, ToString};
use core::fmt::{self, Display};

/// An error that occurs when a value is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueError {
    /// The expected form of the value.
    pub expected: &'static str,
    /// The problem with the text.
    pub problem: Problem,
}

impl Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {} ({})", self.expected, self.problem)
    }
}

impl core::error::Error for ValueError {}

/// The problem with the text of a value. Positions count characters of the decoded text, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// The text is not a documented name or number.
    Unknown,
    /// The text does not have the documented format.
    Shape,
    /// The text has this number of characters, which is too few or too many.
    Length(usize),
    /// The character at this position is not allowed.
    Character(usize),
    /// The text has the documented format, but the date or time does not exist, or is outside the years 1 to
    /// 9999 in UTC.
    Calendar,
    /// The flag at this position is not documented.
    UnknownFlag(usize),
    /// The flag at this position occurs a second time.
    RepeatedFlag(usize),
    /// This bit, 0 for the lowest, is neither documented nor reserved.
    UnknownBit(u32),
    /// The text is longer than this number of bytes, which no documented value is.
    TooLong(usize),
    /// A `%` in the form body is not followed by two hexadecimal digits.
    Escape,
    /// The text is not valid UTF-8.
    NotUtf8,
}

impl Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("unknown value"),
            Self::Shape => f.write_str("invalid format"),
            Self::Length(1) => f.write_str("found 1 character"),
            Self::Length(length) => write!(f, "found {length} characters"),
            Self::Character(position) => write!(f, "character {} is not allowed", position + 1),
            Self::Calendar => f.write_str("no such date and time"),
            Self::UnknownFlag(position) => write!(f, "unknown flag at character {}", position + 1),
            Self::RepeatedFlag(position) => write!(f, "repeated flag at character {}", position + 1),
            Self::UnknownBit(bit) => write!(f, "unknown bit {bit}"),
            Self::TooLong(most) => write!(f, "longer than {most} bytes"),
            Self::Escape => f.write_str("`%` is not followed by two hexadecimal digits"),
            Self::NotUtf8 => f.write_str("not valid UTF-8"),
        }
    }
}

/// A value in the text of an error: escaped and truncated, or redacted if it is a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt(String);

impl Excerpt {
    /// Far below the length of a ticket, in case one is in the wrong field.
    const MAX_CHARACTERS: usize = 24;

    /// Returns the beginning of a value that is not a credential.
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

    /// Returns a placeholder for a credential.
    pub(crate) fn redacted() -> Self {
        Self("<redacted>".to_string())
    }
}

impl Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

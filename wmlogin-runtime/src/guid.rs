//! GUIDs that are compared by value and printed as given.

use alloc::string::String;
use core::cmp::Ordering;
use core::hash::{Hash, Hasher};

use uuid::Uuid;

use super::Problem;
use super::token::Token;

/// A GUID with hyphens and without braces, in any letter case.
#[derive(Clone, Copy)]
pub struct Guid {
    value: Uuid,
    text: Token<LENGTH>,
}

const LENGTH: usize = 36;

impl Guid {
    /// The shape, for an error message.
    pub const EXPECTED: &'static str = "a GUID with hyphens, such as 00000000-0000-0000-0000-000000000000";

    /// Reads 32 hexadecimal digits with hyphens after the 8th, 12th, 16th and 20th.
    ///
    /// # Errors
    ///
    /// Returns [`Problem::Length`] or [`Problem::Shape`].
    pub fn read(text: &[u8]) -> Result<Self, Problem> {
        // Of the formats that `uuid` parses, only the hyphenated one has this length.
        let text: [u8; LENGTH] = text.try_into().map_err(|_| Problem::Length(characters(text)))?;
        let value = Uuid::try_parse_ascii(&text).map_err(|_| Problem::Shape)?;
        Ok(Self { value, text: Token::from_array(text) })
    }

    /// Takes the value off the rest of a form body as [`Value::take`](super::Value::take) does.
    #[inline]
    pub fn take(rest: &mut &[u8]) -> Option<Self> {
        let (text, after) = rest.split_first_chunk::<LENGTH>()?;
        *rest = after;
        let value = Uuid::from_bytes(value_of(text)?);
        Some(Self { value, text: Token::from_array(*text) })
    }

    /// Returns the text as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// Returns the GUID that the text stands for.
    #[must_use]
    pub const fn value(&self) -> Uuid {
        self.value
    }
}

/// Returns the bytes that a text says, if it is a GUID.
#[inline]
fn value_of(text: &[u8; LENGTH]) -> Option<[u8; 16]> {
    const HYPHENS: [usize; 4] = [8, 13, 18, 23];
    let mut digits = [0; 32];
    digits[..8].copy_from_slice(&text[..8]);
    digits[8..12].copy_from_slice(&text[9..13]);
    digits[12..16].copy_from_slice(&text[14..18]);
    digits[16..20].copy_from_slice(&text[19..23]);
    digits[20..].copy_from_slice(&text[24..]);
    let mut is_guid = HYPHENS.into_iter().all(|position| text[position] == b'-');
    // Without branches, the compiler turns this into a few vector instructions.
    for digit in &mut digits {
        let is_number = digit.wrapping_sub(b'0') <= 9;
        let is_letter = (*digit | 0x20).wrapping_sub(b'a') <= 5;
        is_guid &= is_number | is_letter;
        // Letters have a bit that numbers do not have.
        *digit = (*digit & 0x0f) + 9 * (*digit >> 6);
    }
    let mut value = [0; 16];
    for (byte, pair) in value.iter_mut().zip(digits.as_chunks().0) {
        // The low byte has both digits, the first one above the second.
        [*byte, _] = (u16::from_le_bytes(*pair) << 4 | u16::from_le_bytes(*pair) >> 8).to_le_bytes();
    }
    is_guid.then_some(value)
}

/// Returns the number of characters in a text.
fn characters(text: &[u8]) -> usize {
    String::from_utf8_lossy(text).chars().count()
}

impl From<Uuid> for Guid {
    fn from(value: Uuid) -> Self {
        let mut text = [0; LENGTH];
        value.hyphenated().encode_lower(&mut text);
        Self { value, text: Token::from_array(text) }
    }
}

impl PartialEq for Guid {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Eq for Guid {}

impl PartialOrd for Guid {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Guid {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.cmp(&other.value)
    }
}

impl Hash for Guid {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

/// Makes a struct around a [`Guid`](crate::generated::Guid) an identifier that is shown.
#[doc(hidden)]
#[macro_export]
macro_rules! guid {
    ($type:ident) => {
        $crate::guid_value!($type, false);
        $crate::shown!($type);

        impl $type {
            /// The value, whatever the letter case.
            #[must_use]
            pub const fn uuid(&self) -> $crate::Uuid {
                self.0.value()
            }
        }

        impl ::core::convert::From<$crate::Uuid> for $type {
            /// Printed in lower case.
            fn from(value: $crate::Uuid) -> Self {
                Self(value.into())
            }
        }
    };
}

/// Makes a struct around a [`Guid`](crate::generated::Guid) a credential.
#[doc(hidden)]
#[macro_export]
macro_rules! guid_credential {
    ($type:ident) => {
        $crate::guid_value!($type, true);
        $crate::hidden!($type);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! guid_value {
    ($type:ident, $is_credential:literal) => {
        impl $crate::Value for $type {
            const EXPECTED: &'static str = $crate::generated::Guid::EXPECTED;
            const IS_CREDENTIAL: bool = $is_credential;

            fn read(text: &[u8]) -> ::core::result::Result<Self, $crate::Problem> {
                $crate::generated::Guid::read(text).map(Self)
            }

            #[inline]
            fn take(rest: &mut &[u8]) -> ::core::option::Option<Self> {
                $crate::generated::Guid::take(rest).map(Self)
            }

            fn write(&self, out: &mut dyn ::core::fmt::Write) -> ::core::fmt::Result {
                out.write_str(self.0.as_str())
            }
        }
    };
}

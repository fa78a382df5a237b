//! Strings with a restricted alphabet, stored inline.

use core::cmp::Ordering;
use core::hash::{Hash, Hasher};

use super::Problem;
use super::encoded::{all, is_end, take_decoded, take_long_plain};

/// A string of up to `MAX` visible ASCII characters, without an allocation.
///
/// Tickets are credentials, so the time of a comparison does not depend on the position of the first
/// difference.
#[derive(Clone, Copy)]
pub struct Token<const MAX: usize> {
    /// The characters, then zeros.
    bytes: [u8; MAX],
    length: u8,
}

/// Bytes that keep what they are combined with, and as many that clear it: as many as the longest token has.
static MASK: [u8; 512] = {
    let mut mask = [0; 512];
    let mut index = 0;
    while index < mask.len() / 2 {
        mask[index] = 0xff;
        index += 1;
    }
    mask
};

impl<const MAX: usize> Token<MAX> {
    /// Reads at least `min` characters that are `allowed`.
    ///
    /// `allowed` must return `false` for everything but visible ASCII.
    ///
    /// # Errors
    ///
    /// Returns [`Problem::Length`] or [`Problem::Character`].
    pub fn read(text: &[u8], min: usize, allowed: impl Fn(u8) -> bool) -> Result<Self, Problem> {
        check(text, min, MAX, allowed)?;
        let length = u8::try_from(text.len()).map_err(|_| Problem::Length(text.len()))?;
        let mut bytes = [0; MAX];
        bytes[..text.len()].copy_from_slice(text);
        Ok(Self { bytes, length })
    }

    /// Takes the value off the rest of a form body as [`Value::take`](super::Value::take) does.
    #[inline]
    pub fn take(rest: &mut &[u8], min: usize, allowed: impl Fn(u8) -> bool) -> Option<Self> {
        let start = *rest;
        if min == MAX
            && let Some((window, after)) = start.split_first_chunk()
            && all(window, &allowed)
        {
            *rest = after;
            return Some(Self::from_array(*window));
        }
        let mut length = take_long_plain(rest)?.len();
        let mut bytes = if let Some(window) = start.first_chunk::<MAX>()
            && length <= MAX
        {
            let mask = MASK.get(MASK.len() / 2 - length..)?.first_chunk::<MAX>()?;
            core::array::from_fn(|index| window[index] & mask[index])
        } else {
            let mut bytes = [0; MAX];
            bytes.get_mut(..length)?.copy_from_slice(start.get(..length)?);
            bytes
        };
        if !is_end(rest) {
            length += take_decoded(rest, bytes.get_mut(length..)?)?;
        }
        // The zeros after the characters are not allowed ones.
        let allowed = bytes.iter().fold(0, |sum: u8, &byte| sum + u8::from(allowed(byte)));
        (length >= min && usize::from(allowed) == length).then_some(Self { bytes, length: allowed })
    }

    /// Creates a token of exactly `MAX` characters, which must be visible ASCII.
    pub(super) const fn from_array(bytes: [u8; MAX]) -> Self {
        const { assert!(MAX <= u8::MAX as usize) };
        #[expect(clippy::cast_possible_truncation, reason = "just asserted")]
        Self { bytes, length: MAX as u8 }
    }

    /// Returns the characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }
}

impl<const MAX: usize> PartialEq for Token<MAX> {
    fn eq(&self, other: &Self) -> bool {
        let difference = self.bytes.iter().zip(&other.bytes).fold(0, |all, (a, b)| all | (a ^ b));
        // The bytes after the characters are zero, which no character is, so equal bytes imply equal lengths.
        difference == 0
    }
}

impl<const MAX: usize> Eq for Token<MAX> {}

impl<const MAX: usize> PartialOrd for Token<MAX> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<const MAX: usize> Ord for Token<MAX> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl<const MAX: usize> Hash for Token<MAX> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

/// Checks a text of `min` to `max` characters that are `allowed`.
///
/// # Errors
///
/// [`Problem::Length`] or [`Problem::Character`].
pub fn check(text: &[u8], min: usize, max: usize, allowed: impl Fn(u8) -> bool) -> Result<(), Problem> {
    if !all(text, &allowed) {
        let position = text.iter().position(|&byte| !allowed(byte)).unwrap_or_default();
        return Err(Problem::Character(position));
    }
    if (min..=max).contains(&text.len()) { Ok(()) } else { Err(Problem::Length(text.len())) }
}

/// Makes a struct around a [`Token`] an identifier that is shown.
#[doc(hidden)]
#[macro_export]
macro_rules! identifier {
    ($type:ident($min:literal..=$max:literal), $expected:literal, $($allowed:pat_param)|+) => {
        $crate::token!($type($min..=$max), $expected, false, $($allowed)|+);
        $crate::shown!($type);
    };
}

/// Makes a struct around a [`Token`] a credential, which is shown by an explicit call alone.
#[doc(hidden)]
#[macro_export]
macro_rules! credential {
    ($type:ident($min:literal..=$max:literal), $expected:literal, $($allowed:pat_param)|+) => {
        $crate::token!($type($min..=$max), $expected, true, $($allowed)|+);
        $crate::hidden!($type);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! token {
    ($type:ident($min:literal..=$max:literal), $expected:literal, $is_credential:literal, $($allowed:pat_param)|+) => {
        impl $type {
            /// The fewest characters.
            pub const MIN_LENGTH: usize = $min;

            /// The most characters.
            pub const MAX_LENGTH: usize = $max;
        }

        impl $crate::Value for $type {
            const EXPECTED: &'static str = $expected;
            const IS_CREDENTIAL: bool = $is_credential;

            fn read(text: &[u8]) -> ::core::result::Result<Self, $crate::Problem> {
                $crate::generated::Token::read(text, $min, |byte| matches!(byte, $($allowed)|+)).map(Self)
            }

            #[inline]
            fn take(rest: &mut &[u8]) -> ::core::option::Option<Self> {
                $crate::generated::Token::take(rest, $min, |byte| matches!(byte, $($allowed)|+)).map(Self)
            }

            fn write(&self, out: &mut dyn ::core::fmt::Write) -> ::core::fmt::Result {
                out.write_str(self.0.as_str())
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! shown {
    ($type:ident) => {
        impl $type {
            /// The text as it was given.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl ::core::convert::AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_tuple(stringify!($type)).field(&self.as_str()).finish()
            }
        }

        $crate::value_as_text!($type);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! hidden {
    ($type:ident) => {
        impl $type {
            /// The credential itself. Keep it out of logs, pages and messages.
            #[must_use]
            pub fn reveal(&self) -> &str {
                self.0.as_str()
            }
        }

        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(concat!(stringify!($type), "(<redacted>)"))
            }
        }

        $crate::value_from_text!($type);
    };
}

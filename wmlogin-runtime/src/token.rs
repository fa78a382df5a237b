//! Strings with a restricted alphabet, stored inline.

use core::cmp::Ordering;
use core::hash::{Hash, Hasher};

use super::Problem;

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

impl<const MAX: usize> Token<MAX> {
    /// Reads at least `min` characters that are `allowed`.
    ///
    /// `allowed` must return `false` for everything but visible ASCII.
    ///
    /// # Errors
    ///
    /// Returns [`Problem::Length`] or [`Problem::Character`].
    pub fn read(text: &[u8], min: usize, allowed: impl Fn(u8) -> bool) -> Result<Self, Problem> {
        // Without an early exit, the compiler emits a few vector instructions.
        if !text.iter().fold(true, |all, &byte| all & allowed(byte)) {
            let position = text.iter().position(|&byte| !allowed(byte)).unwrap_or_default();
            return Err(Problem::Character(position));
        }
        let length = u8::try_from(text.len()).map_err(|_| Problem::Length(text.len()))?;
        if !(min..=MAX).contains(&text.len()) {
            return Err(Problem::Length(text.len()));
        }
        let mut bytes = [0; MAX];
        bytes[..text.len()].copy_from_slice(text);
        Ok(Self { bytes, length })
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

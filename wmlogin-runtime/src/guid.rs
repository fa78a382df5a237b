//! GUIDs that are compared by value and printed as given.

use alloc::string::String;
use core::cmp::Ordering;
use core::hash::{Hash, Hasher};

use uuid::Uuid;

use super::{Problem, Token};

/// A GUID with hyphens and without braces, in any letter case.
#[derive(Clone, Copy)]
pub struct Guid {
    value: Uuid,
    text: Token<LENGTH>,
}

const LENGTH: usize = 36;

impl Guid {
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

    /// Returns the text as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// Returns the value.
    #[must_use]
    pub const fn value(&self) -> Uuid {
        self.value
    }
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

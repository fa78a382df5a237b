//! The traits and types with which a spec describes names, fields, versions and outcomes to the reader.

use core::fmt::{self, Debug, Display};

use super::Value;

/// The origin of an entry of the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The operator's documents that the spec reproduces.
    Documented,
    /// Another page of the operator.
    Published,
    /// Observed in the operator's own widget or in several public clients, but documented nowhere.
    Observed,
    /// Concluded by this project from the other origins.
    Inferred,
}

impl Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Documented => "documented",
            Self::Published => "published",
            Self::Observed => "observed",
            Self::Inferred => "inferred",
        })
    }
}

/// A documented name: of a field, a parameter, an element or an attribute.
pub trait Named: Copy {
    /// Returns the name as it is sent.
    fn name(self) -> &'static str;
}

/// The documented fields of a response: those of a success, and the two of every other outcome.
///
/// A set of fields is a `u64` with the bit [`index`](Self::index) set for each.
pub trait DocumentedField: Named + Eq + Debug + Display + Send + Sync + 'static {
    /// The versions of the response.
    type Version: DocumentedVersion;
    /// The prefix of every documented name.
    const PREFIX: &'static [u8];
    /// Every field; the position of each is its index.
    const ALL: &'static [Self];
    /// The field that names the version of a success.
    const VERSION: Self;
    /// The field with the name of an outcome other than a success.
    const OUTCOME_STRING: Self;
    /// The field with the code of an outcome other than a success.
    const OUTCOME_CODE: Self;

    /// Returns the position in [`ALL`](Self::ALL).
    fn index(self) -> usize;
    /// Returns the field whose documented name is [`PREFIX`](Self::PREFIX) followed by `suffix`, in exactly
    /// this letter case.
    fn from_suffix(suffix: &[u8]) -> Option<Self>;
    /// Returns the field with this documented name, in exactly this letter case.
    fn from_name(name: &[u8]) -> Option<Self> {
        name.strip_prefix(Self::PREFIX).and_then(Self::from_suffix)
    }
    /// Returns the versions that have the field, as the document writes them, such as `[1.0, 3.0)`, or `None`
    /// for the fields of an outcome.
    fn interval(self) -> Option<&'static str>;
    /// Returns `true` if the value is a bearer credential.
    fn is_credential(self) -> bool;
}

/// The versions of a response.
pub trait DocumentedVersion: Value + Copy + Eq + Debug + Display + Send + Sync + 'static {
    /// Returns the set of fields that the version has.
    fn fields(self) -> u64;
    /// Returns the set of fields that the version requires.
    fn required_fields(self) -> u64;
}

/// The outcomes other than a success.
pub trait DocumentedOutcome: Copy + Eq + Debug + 'static {
    /// The string of an outcome, in any of its spellings.
    type String: Value + Into<Self>;
    /// The code of an outcome.
    type Code: Value + Into<Self>;

    /// Returns the documented string.
    fn name(self) -> &'static str;
}

/// A documented value, for code that lists the values of any field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Choice {
    /// The documented name, as it is sent.
    pub name: &'static str,
    /// The meaning of the value, in the words of the document.
    pub description: &'static str,
    /// `false` if the document says "not in use".
    pub in_use: bool,
}

/// An example response of the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// The title of the example.
    pub title: &'static str,
    /// The origin of the example.
    pub origin: Origin,
    /// The names and values, in the documented order.
    pub fields: &'static [(&'static str, &'static str)],
}

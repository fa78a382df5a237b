//! The traits and types with which a spec describes names, fields, versions and outcomes to the reader.

use core::fmt::{self, Debug, Display};
use core::str::FromStr;

use super::named::unknown_name;
use super::{Named, UnknownName, Value};

/// The origin of an entry of the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

impl Origin {
    /// The name, as a spec writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Published => "published",
            Self::Observed => "observed",
            Self::Inferred => "inferred",
        }
    }
}

impl Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Origin {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let all = [Self::Documented, Self::Published, Self::Observed, Self::Inferred];
        all.into_iter().find(|it| it.name() == name).ok_or_else(|| unknown_name("Origin", name))
    }
}

/// The documented fields of a response: those of a success, and the two of every other outcome.
///
/// A set of fields is a `u64` with the bit [`index`](Self::index) set for each.
pub trait DocumentedField: Named + Display {
    /// The versions of the response.
    type Version: DocumentedVersion;
    /// The prefix of every documented name.
    const PREFIX: &'static [u8];
    /// The field that names the version of a success.
    const VERSION: Self;
    /// The field with the name of an outcome other than a success.
    const OUTCOME_STRING: Self;
    /// The field with the code of an outcome other than a success.
    const OUTCOME_CODE: Self;

    /// Returns the position in [`ALL`](Named::ALL).
    fn index(self) -> usize;
    /// Returns the field whose documented name is [`PREFIX`](Self::PREFIX) followed by `suffix`, in exactly
    /// this letter case.
    fn from_suffix(suffix: &[u8]) -> Option<Self>;
    /// Returns the field with this documented name, in exactly this letter case.
    fn from_bytes(name: &[u8]) -> Option<Self> {
        name.strip_prefix(Self::PREFIX).and_then(Self::from_suffix)
    }
    /// Returns the versions that have the field, as the document writes them, such as `[1.0, 3.0)`, or `None`
    /// for the fields of an outcome.
    fn interval(self) -> Option<&'static str>;
}

/// The versions of a response.
pub trait DocumentedVersion: Value + Copy + Eq + Debug + Display + Send + Sync + 'static {
    /// Returns the set of fields that the version has.
    fn fields(self) -> u64;
    /// Returns the set of fields that the version requires.
    fn required_fields(self) -> u64;
}

/// The outcomes other than a success.
pub trait DocumentedOutcome: Named {
    /// The string of an outcome, in any of its spellings.
    type String: Value + Into<Self>;
    /// The code of an outcome.
    type Code: Value + Into<Self>;
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

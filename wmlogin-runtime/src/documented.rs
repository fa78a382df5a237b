//! What a spec says about names, fields, versions and outcomes, as the reader needs it.

use core::fmt::{self, Debug, Display};
use core::str::FromStr;

use super::named::unknown_name;
use super::{Named, UnknownName, Value};

/// Where an entry of the spec comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The operator's documents that the spec mirrors.
    Documented,
    /// Another page of the operator.
    Published,
    /// Seen in the operator's own widget or in several public clients, documented nowhere.
    Observed,
    /// Concluded by this project from the above.
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

/// The documented fields of a response: those of a success and the two of every other outcome.
///
/// A set of fields is a `u64` with the bit [`index`](Self::index) set for each.
pub trait DocumentedField: Named + Display {
    /// The versions of the response.
    type Version: DocumentedVersion;
    /// What every documented name begins with.
    const PREFIX: &'static [u8];
    /// The field that names the version of a success.
    const VERSION: Self;
    /// The field with the name of an outcome that is no success.
    const OUTCOME_STRING: Self;
    /// The field with the code of an outcome that is no success.
    const OUTCOME_CODE: Self;

    /// The position in [`ALL`](Named::ALL).
    fn index(self) -> usize;
    /// The field whose documented name is [`PREFIX`](Self::PREFIX) and this, in exactly this letter
    /// case.
    fn from_suffix(suffix: &[u8]) -> Option<Self>;
    /// The field with this documented name, in exactly this letter case.
    fn from_bytes(name: &[u8]) -> Option<Self> {
        name.strip_prefix(Self::PREFIX).and_then(Self::from_suffix)
    }
    /// The versions that have the field, as the document writes them, such as `[1.0, 3.0)`; none for
    /// the fields of an outcome.
    fn interval(self) -> Option<&'static str>;
}

/// The versions of a response.
pub trait DocumentedVersion: Value + Copy + Eq + Debug + Display + Send + Sync + 'static {
    /// The set of fields that the version has.
    fn fields(self) -> u64;
    /// The set of fields that the version cannot do without.
    fn required_fields(self) -> u64;
}

/// The responses that are no success.
pub trait DocumentedOutcome: Named {
    /// The outcome as its string, in any of its spellings.
    type String: Value + Into<Self>;
    /// The outcome as its code.
    type Code: Value + Into<Self>;
}

/// An example response of the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// What it is an example of.
    pub title: &'static str,
    /// Where it comes from.
    pub origin: Origin,
    /// Names and values, in the documented order.
    pub fields: &'static [(&'static str, &'static str)],
}

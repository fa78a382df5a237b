//! What a spec says about names, fields, versions and outcomes, as the reader needs it.

use core::fmt::{self, Debug, Display};

use super::Value;

/// Where an entry of the spec comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    /// The name as it is sent.
    fn name(self) -> &'static str;
}

/// The documented fields of a response: those of a success and the two of every other outcome.
///
/// A set of fields is a `u64` with the bit [`index`](Self::index) set for each.
pub trait DocumentedField: Named + Eq + Debug + Display + Send + Sync + 'static {
    /// The versions of the response.
    type Version: DocumentedVersion;
    /// What every documented name begins with.
    const PREFIX: &'static [u8];
    /// Every field; the position of each is its index.
    const ALL: &'static [Self];
    /// The field that names the version of a success.
    const VERSION: Self;
    /// The field with the name of an outcome that is no success.
    const OUTCOME_STRING: Self;
    /// The field with the code of an outcome that is no success.
    const OUTCOME_CODE: Self;

    /// The position in [`ALL`](Self::ALL).
    fn index(self) -> usize;
    /// The field whose documented name is [`PREFIX`](Self::PREFIX) and this, in exactly this letter
    /// case.
    fn from_suffix(suffix: &[u8]) -> Option<Self>;
    /// The field with this documented name, in exactly this letter case.
    fn from_name(name: &[u8]) -> Option<Self> {
        name.strip_prefix(Self::PREFIX).and_then(Self::from_suffix)
    }
    /// The versions that have the field, as the document writes them, such as `[1.0, 3.0)`; none for
    /// the fields of an outcome.
    fn interval(self) -> Option<&'static str>;
    /// Whether whoever holds the value can act as the user.
    fn is_credential(self) -> bool;
}

/// The versions of a response.
pub trait DocumentedVersion: Value + Copy + Eq + Debug + Display + Send + Sync + 'static {
    /// The set of fields that the version has.
    fn fields(self) -> u64;
    /// The set of fields that the version cannot do without.
    fn required_fields(self) -> u64;
}

/// The responses that are no success.
pub trait DocumentedOutcome: Copy + Eq + Debug + 'static {
    /// The outcome as its string, in any of its spellings.
    type String: Value + Into<Self>;
    /// The outcome as its code.
    type Code: Value + Into<Self>;

    /// The documented string.
    fn name(self) -> &'static str;
}

/// A documented value, for code that offers the values of any field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Choice {
    /// The documented name, as it is sent.
    pub name: &'static str,
    /// What the value means, in the words of the document.
    pub description: &'static str,
    /// Whether the document does not say "not in use".
    pub in_use: bool,
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

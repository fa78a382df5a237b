//! The traits and types with which a spec describes names, fields, versions and outcomes to the reader.

use core::fmt::{Debug, Display};

use super::{Named, Origin, Value};

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

//! Types of values: enumerations, tables of status codes, flags, identifiers and date formats.

#[cfg(feature = "cargo-codegen")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Name, Optional, Origin, Spanned};

/// An enumeration.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Enum {
    /// The documented name of the type.
    pub name: Name,
    /// The name that Rust names are made of, if it is not the documented one.
    pub rust: Option<Name>,
    /// The meaning of the type.
    pub description: String,
    /// The origin of the entry; the file's if absent.
    pub origin: Option<Origin>,
    /// Its values, in the documented order.
    pub values: Spanned<Vec<EnumValue>>,
}

/// A value of an enumeration.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EnumValue {
    /// The documented id; all values of an enum have one, or none has.
    pub id: Option<Spanned<i32>>,
    /// The documented name, as it is sent.
    pub name: Name,
    /// The name that Rust names are made of, if it is not the documented one.
    pub rust: Option<Name>,
    /// The meaning of the value.
    pub description: String,
    /// `false` for a value whose documented comment is "not in use".
    pub in_use: Option<bool>,
    /// `false` for a value that says that the thing is absent or unknown.
    pub present: Option<bool>,
    /// The enum that says more, for a documented comment such as "see `PasswordType`".
    pub see: Option<Name>,
    /// The meaning of the value to the code of this project: `certificate`.
    pub role: Option<Name>,
    /// The origin of the entry; the enum's if absent.
    pub origin: Option<Origin>,
}

/// A table of status codes.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The name of its type.
    pub name: Name,
    /// The name that Rust names are made of, if it is not the documented one.
    pub rust: Option<Name>,
    /// The meaning of the codes.
    pub description: String,
    /// The origin of the entry; the file's if absent.
    pub origin: Option<Origin>,
    /// The codes, in the published order.
    pub codes: Spanned<Vec<Code>>,
}

/// A status code.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// The number.
    pub code: Spanned<i32>,
    /// The name, as it is sent.
    pub name: Name,
    /// The name that Rust names are made of, if it is not the documented one.
    pub rust: Option<Name>,
    /// `true` for a name of this project's own, where only a description was published.
    #[serde(default)]
    pub coined: Optional<bool>,
    /// The meaning of the code, where the name alone does not say it.
    pub description: Option<String>,
    /// Advice to a site's programmer or its user, where that is known. These are this project's own words,
    /// never the operator's: they are inferred, whatever the code's origin.
    pub help: Option<String>,
    /// The origin of the entry; the table's if absent.
    pub origin: Option<Origin>,
}

/// A set of flags.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Flags {
    /// The documented name of the type.
    pub name: Name,
    /// The name that Rust names are made of, if it is not the documented one.
    pub rust: Option<Name>,
    /// The meaning of the flags.
    pub description: String,
    /// The origin of the entry; the file's if absent.
    pub origin: Option<Origin>,
    /// The sign between two names. A space after it is read too.
    pub separator: Name,
    /// The text that is written between two names, if that is not the separator alone.
    pub written_separator: Option<Name>,
    /// The text that is written when no flag is set.
    pub none: NoFlags,
    /// The bits, lowest first.
    pub bits: Vec<Flag>,
}

/// The name of the empty set of flags.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NoFlags {
    /// The documented name.
    pub name: Name,
    /// Its meaning.
    pub description: String,
}

/// One bit of a set of flags.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Flag {
    /// The position of the bit, 0 for the lowest and 31 for the highest; the flag's value is `1 << bit`.
    pub bit: Spanned<u8>,
    /// The documented name; a reserved bit has none.
    #[serde(default)]
    pub name: Optional<Name>,
    /// The name that Rust names are made of, if it is not the documented one.
    pub rust: Option<Name>,
    /// `true` for a bit that is documented as taken, without a meaning.
    #[serde(default)]
    pub reserved: Optional<bool>,
    /// The meaning of the flag.
    pub description: String,
    /// The meaning of the flag to the code of this project: `cached`, `quiet`.
    pub role: Option<Name>,
    /// The origin of the entry; the flags' if absent.
    pub origin: Option<Origin>,
}

/// A string with a grammar.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Identifier {
    /// The name of the type.
    pub name: Name,
    /// The name that Rust names are made of, if it is not the documented one.
    pub rust: Option<Name>,
    /// The thing that it identifies.
    pub description: String,
    /// Its shape.
    #[serde(default)]
    pub kind: Optional<IdentifierKind>,
    /// For a token, the characters it is made of, as in a regular expression's class: `a-zA-Z0-9/$`.
    pub characters: Option<Name>,
    /// For a token, the number of its characters.
    pub length: Option<Spanned<Length>>,
    /// `true` for a bearer credential: it is never shown by chance.
    #[serde(default)]
    pub credential: Optional<bool>,
    /// The grammar as the document prints it, where that is wrong or cannot be used.
    pub printed: Option<String>,
    /// The mistake in the document, and why the spec is right.
    pub erratum: Option<String>,
    /// The origin of the entry; the file's if absent.
    pub origin: Option<Origin>,
}

/// The shape of an identifier.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum IdentifierKind {
    /// Characters out of a set, bounded in number.
    #[default]
    Token,
    /// A GUID with hyphens and without braces, in any letter case.
    Guid,
}

/// The number of characters of a token.
#[derive(Debug, Clone, Copy, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Length {
    /// The fewest.
    pub min: Spanned<u8>,
    /// The most.
    pub max: Spanned<u8>,
}

/// A format of dates and times, as a .NET custom format string.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cargo-codegen", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DateFormat {
    /// The name of the format, and of its type.
    pub name: Name,
    /// The name that Rust names are made of, if it is not the documented one.
    pub rust: Option<Name>,
    /// The format: `dd`, `MM`, `yyyy`, `HH`, `mm`, `ss`, `fff`, `K`, and what stands between them.
    pub format: Name,
    /// The use of the format.
    pub description: String,
    /// The format as the document prints it, where that is wrong.
    pub printed: Option<String>,
    /// The mistake in the document, and why the spec is right.
    pub erratum: Option<String>,
    /// The origin of the entry; the file's if absent.
    pub origin: Option<Origin>,
}

//! What generated code stands on: everything about reading and writing that does not depend on the
//! spec.
//!
//! Code that `wmlogin-codegen` writes into another crate names this module, so it is public; a site
//! has no need of it, except for the error types.
//!
//! The pieces, from the wire inwards:
//!
//! - [`Fields`] takes a form body or decoded pairs apart, once, and keeps the documented fields;
//! - [`Value`] reads one of them, strictly, and writes it back;
//! - [`ParseError`] says which field of which version was wrong, and how.

#[cfg(feature = "serde")]
mod deserialize;
mod documented;
mod error;
mod fields;
mod flags;
mod form;
mod guid;
mod period;
pub mod time;
mod token;
mod value;
mod write;

pub use alloc::string::{String, ToString};
pub use alloc::vec::Vec;

pub use bitflags::bitflags;
pub use chrono::{DateTime, Datelike, Timelike, Utc};
#[cfg(feature = "serde")]
pub use deserialize::{FieldsVisitor, serde};
pub use documented::{Choice, DocumentedField, DocumentedOutcome, DocumentedVersion, Example, Named, Origin};
pub use error::{Excerpt, ParseError, Problem, ValueError};
pub use fields::{Fields, MAX_BODY_LENGTH, MAX_PAIRS, MAX_VALUE_LENGTH};
pub use flags::{FlagsText, read_flags, write_flags};
pub use form::{Encoded, Text};
pub use guid::Guid;
pub use period::Period;
pub use token::Token;
pub use uuid::Uuid;
pub use value::{Value, read};
pub use write::{FieldVisitor, FormWriter, PageQuery, PairWriter};

pub use crate::deserialize_response;

/// Implements nothing, because the feature `serde` is off. Generated code cannot ask for the features
/// of this crate itself.
#[cfg(not(feature = "serde"))]
#[macro_export]
#[doc(hidden)]
macro_rules! deserialize_response {
    ($($ignored:tt)*) => {};
}

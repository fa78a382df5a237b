//! Runtime support for the code that `wmlogin-codegen` generates: the parts of reading and writing that do
//! not depend on a spec.
//!
//! Generated code refers to this crate, so a crate with its own spec depends on it and on nothing else of the
//! project. A site uses [`wmlogin-types`](https://docs.rs/wmlogin-types), which re-exports what its users need.
//!
//! The main parts:
//!
//! - [`Fields`] splits a form body or decoded pairs once, and keeps the documented fields;
//! - [`Value`] reads one of them, strictly, and writes it back;
//! - [`ParseError`] names the invalid field, its version and the problem.
//!
//! ```
//! use wmlogin_runtime::{Guid, Problem};
//!
//! let id = Guid::read(b"7AFA5173-bddb-453a-adce-99fb012ceb73")?;
//! assert_eq!(id.as_str(), "7AFA5173-bddb-453a-adce-99fb012ceb73"); // printed as given
//! assert!(id == Guid::read(b"7afa5173-bddb-453a-adce-99fb012ceb73")?); // compared by value
//! # Ok::<(), Problem>(())
//! ```
//!
//! # Features
//!
//! - `serde`: `Deserialize` for generated responses.
//!
//! The crate is `no_std` and needs `alloc`.

#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

#[cfg(feature = "serde")]
mod deserialize;
mod documented;
mod error;
mod fields;
mod flags;
mod form;
mod guid;
mod period;
mod problem;
pub mod text;
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
pub use error::ParseError;
pub use fields::Fields;
pub use flags::{FlagsText, read_flags, write_flags};
pub use form::{Encoded, Text};
pub use guid::Guid;
pub use period::Period;
pub use problem::{Excerpt, Problem, ValueError};
pub use token::Token;
pub use uuid::Uuid;
pub use value::{Value, read};
pub use write::{FieldVisitor, FormWriter, PageQuery, PairWriter};

/// The maximum length of a form body, in bytes.
///
/// The longest documented response is shorter than 1,000 bytes; the rest is room for fields that the
/// operator adds.
pub const MAX_BODY_LENGTH: usize = 16 * 1024;

/// The maximum number of pairs in a form body.
///
/// There are 18 documented fields; the rest is room for fields that the operator adds.
pub const MAX_PAIRS: usize = 128;

/// The maximum length of a documented field's value, in decoded bytes: more than all flags together.
pub const MAX_VALUE_LENGTH: usize = 256;

/// Implements nothing, because the feature `serde` is disabled. Generated code cannot query the features of
/// this crate itself.
#[cfg(not(feature = "serde"))]
#[macro_export]
#[doc(hidden)]
macro_rules! deserialize_response {
    ($($ignored:tt)*) => {};
}

/// The examples of the README, which have to compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

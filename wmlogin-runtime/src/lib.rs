//! Runtime support for the code that `wmlogin-codegen` generates: the parts of reading and writing that do
//! not depend on a spec.
//!
//! Generated code refers to this crate, so a crate with its own spec depends on it and on nothing else of the
//! project. A site uses [`wmlogin-types`](https://docs.rs/wmlogin-types), which re-exports what its users need.
//!
//! The main parts:
//!
//! - [`Value`] reads a single value, strictly, and writes it back;
//! - [`Named`] is an enum of documented names, each a [`Row`] of a documented table;
//! - [`FieldVisitor`] visits the fields of a response, a query, a request or an answer;
//! - [`ParseError`] names the field of a response that is wrong, [`TextError`] the parameter of a query.
//!
//! ```
//! use wmlogin_runtime::{Problem, Value, ValueError, read};
//!
//! assert_eq!(read::<bool>("1"), Ok(true));
//! let error: ValueError = read::<bool>("yes").unwrap_err();
//! assert_eq!(error.problem, Problem::Unknown);
//! assert_eq!(<bool as Value>::EXPECTED, "1 or 0");
//! ```
//!
//! Generated code uses the module `generated` as well, which is hidden from the documentation: its items
//! change with the generator. Generated code checks that both have the same version.
//!
//! # Features
//!
//! - `serde`: `Serialize` and `Deserialize` for generated values, and `Deserialize` for responses.
//!
//! The crate is `no_std` and needs `alloc`.

#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

mod codes;
mod documented;
mod encoded;
mod endpoint;
mod error;
mod fields;
mod flags;
mod folds;
mod form;
mod guid;
mod named;
mod origin;
mod period;
mod problem;
mod quick;
mod response;
mod row;
#[cfg(feature = "serde")]
mod serde_text;
pub mod text;
mod texts;
mod time;
mod token;
mod unknown;
mod value;
mod version;
mod write;

pub use bitflags::Flags;
pub use chrono::{DateTime, Utc};
pub use documented::{DocumentedField, DocumentedOutcome, DocumentedVersion, Example};
pub use endpoint::Endpoint;
pub use error::ParseError;
pub use named::Named;
pub use origin::Origin;
pub use period::Period;
pub use problem::{Excerpt, Problem, ValueError};
pub use row::Row;
pub use texts::{MAX_QUERY_LENGTH, TextError};
pub use unknown::{UnknownName, UnknownNumber};
pub use uuid::Uuid;
pub use value::{Value, read};
pub use write::{FieldVisitor, FormWriter, PageHost, PairWriter};

/// The maximum length of a form body, in bytes.
///
/// The longest documented response is shorter than 1,000 bytes; the rest is room for fields that the
/// operator adds.
pub const MAX_BODY_LENGTH: usize = 16 * 1024;

/// The maximum number of pairs in a form body.
///
/// There are 18 documented fields; the rest is room for fields that the operator adds.
pub const MAX_PAIRS: usize = 128;

/// The part that only generated code and the generator use; it changes with them.
#[doc(hidden)]
pub mod generated {
    pub use alloc::string::{String, ToString};
    pub use alloc::vec::Vec;

    pub use bitflags::bitflags;

    pub use crate::documented::{DocumentedField, DocumentedOutcome, DocumentedVersion, Example};
    pub use crate::endpoint::{Endpoint, endpoint};
    pub use crate::error::ParseError;
    pub use crate::fields::Fields;
    pub use crate::flags::{FlagsText, read_flags, take_flags, write_flags};
    pub use crate::form::{Encoded, Text};
    pub use crate::guid::Guid;
    pub use crate::named::{Named, UNKNOWN};
    pub use crate::origin::Origin;
    pub use crate::period::Period;
    pub use crate::problem::{Problem, ValueError};
    pub use crate::quick::{Body, GiveUp};
    pub use crate::row::{NameList, Row, row};
    #[cfg(feature = "serde")]
    pub use crate::serde_text::{FieldsVisitor, deserialize_text, serde, serialize_text};
    pub use crate::texts::{TextError, Texts, time_text};
    pub use crate::time::{
        Part, Template, length as time_length, read as read_time, truncate, write as write_time,
    };
    pub use crate::token::{Token, check as check_token};
    pub use crate::unknown::{unknown_name, unknown_number};
    pub use crate::value::{Value, display, read};
    pub use crate::version::fields_of;
    pub use crate::write::{FieldVisitor, FormWriter, PageHost, PairWriter, form_encoded};
    pub use crate::{
        DateTime, Utc, Uuid, codes, copied_fold, credential, enumeration, fields, flag_set, fold, guid,
        guid_credential, identifier, names, numbered, parameters, reasons, response, rows, status_table,
        time_format, versions, written,
    };

    /// The version of this crate, and of the generator whose code it supports.
    pub const VERSION: &str = env!("CARGO_PKG_VERSION");

    /// Fails to compile where the code was generated for another version of this crate.
    pub const fn generated_for(version: &str) {
        let (own, other) = (VERSION.as_bytes(), version.as_bytes());
        let mut same = own.len() == other.len();
        let mut index = 0;
        while same && index < own.len() {
            same = own[index] == other[index];
            index += 1;
        }
        assert!(
            same,
            "the code was generated by another version of wmlogin-codegen than that of wmlogin-runtime"
        );
    }
}

/// Implements nothing, because the feature `serde` is disabled. Generated code cannot query the features of
/// this crate itself.
#[cfg(not(feature = "serde"))]
#[macro_export]
#[doc(hidden)]
macro_rules! deserialize_response {
    ($($ignored:tt)*) => {};
}

/// Implements nothing, because the feature `serde` is off.
#[cfg(not(feature = "serde"))]
#[macro_export]
#[doc(hidden)]
macro_rules! serialize_as_text {
    ($($ignored:tt)*) => {};
}

/// Implements nothing, because the feature `serde` is off.
#[cfg(not(feature = "serde"))]
#[macro_export]
#[doc(hidden)]
macro_rules! deserialize_as_text {
    ($($ignored:tt)*) => {};
}

/// The examples of the README, which have to compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

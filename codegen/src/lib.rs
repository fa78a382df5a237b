//! Generates the typed Rust model of a login protocol from its spec: YAML files that mirror the
//! operator's documents.
//!
//! ```text
//! spec/*.yaml --load--> spec (as written, every value with its place) --resolve--> model --emit--> files
//! ```
//!
//! [`Spec::read`] and [`Spec::resolve`] find every problem of their step, or go on to a [`Model`] that has none.
//! The model turns into text, and only [`Plan`] touches the disk. `cargo codegen` goes this way for the crate
//! `wmlogin-types`, [`Builder`] for the build script of a crate that keeps a spec of its own.
//!
//! # Problems
//!
//! All problems of a stage are reported in one run, across all files: first those of syntax and shape, and
//! once every file has the right shape, those of meaning. A file with a syntax error is not looked at beyond
//! it. Each is displayed with its place, the line and what was expected.
//!
//! The generator knows enums, flags, identifiers, date formats, versions, fields, conditions, outcomes
//! and tables. It knows no name of the protocol: those are in the spec.
//!
//! # Features
//!
//! - `cargo-codegen`: the program behind `cargo codegen`, with the module `workspace`, the JSON Schema of spec
//!   files and the differences between generated files. [`Builder`] does without it.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod builder;
mod carried;
#[cfg(feature = "cargo-codegen")]
mod changes;
mod diagnostic;
mod emit;
mod error;
mod load;
mod model;
mod names;
mod resolve;
mod roles;
mod source;
mod spec;
mod wording;
#[cfg(feature = "cargo-codegen")]
pub mod workspace;
mod write;

pub use builder::Builder;
#[cfg(feature = "cargo-codegen")]
pub use changes::Changes;
pub use diagnostic::Diagnostics;
#[cfg(feature = "cargo-codegen")]
pub use emit::schema::schema;
pub use emit::source::GeneratedFile;
pub use error::Error;
pub use load::{Input, ReadError, Spec};
pub use model::Model;
pub use write::{FileError, Plan};

/// The examples of the README, which have to compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

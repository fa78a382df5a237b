//! What the generator makes of every case in `codegen/tests/cases`, compiled.
//!
//! The `generated.rs` of a case shows the text; that it is Rust in an older edition and under the strictest
//! lints, and does what it says, is shown here. The generated tests of examples run as tests of this package.

#![deny(
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    non_ascii_idents,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unreachable_pub,
    unused,
    unused_import_braces,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    variant_size_differences,
    clippy::all,
    clippy::nursery,
    clippy::pedantic,
    clippy::restriction
)]
#![allow(
    clippy::blanket_clippy_restriction_lints,
    clippy::pub_use,
    reason = "every lint is meant, except that names are exported to where the code is included"
)]

include!(concat!(env!("OUT_DIR"), "/specs.rs"));

#[cfg(test)]
#[allow(
    unused_results,
    unused_qualifications,
    clippy::all,
    clippy::nursery,
    clippy::pedantic,
    clippy::restriction
)]
mod tests;

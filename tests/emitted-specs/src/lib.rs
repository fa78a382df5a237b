//! What the generator makes of every small spec in `tests/specs`, compiled.
//!
//! The snapshots in `tests/tests/it/emitted.rs` show the text; that it is Rust, and does what it says, is shown
//! here. The generated tests of enumerations and examples run as tests of this package.

include!(concat!(env!("OUT_DIR"), "/specs.rs"));

#[cfg(test)]
mod tests;

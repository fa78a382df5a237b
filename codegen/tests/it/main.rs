//! The generator as its users see it: cases of a spec with what comes out, and the program.

mod cases;
#[cfg(feature = "cargo-codegen")]
mod program;

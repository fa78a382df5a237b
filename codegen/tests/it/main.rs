//! The generator as its users see it: cases of a spec with what comes out, hostile files, and the program.

mod cases;
mod hostile;
#[cfg(feature = "cargo-codegen")]
mod program;

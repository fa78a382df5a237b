//! The spec, the generated code and the documents, each against the others.

mod architecture;
#[cfg(unix)]
mod book;
mod codes;
mod documentation;
mod errors;
mod examples;
mod gating;
mod generated;
mod guidelines;
mod hostile;
mod limits;
mod memory;
mod names;
mod no_std;
mod plain_values;

mod refused;
mod requests;
mod round_trip;
mod structure;
mod tables;
mod values;

//! Properties that hold for any input.
//!
//! Each module has one `check`, which panics if something does not hold, and returns `true` if the input was
//! accepted. `cargo fuzz run NAME` looks for input
//! that breaks it; the tests try the seeds in `seeds/NAME` and changes of them.

pub mod answer;
pub mod certificates;
pub mod flow;
pub mod pkcs12;
pub mod queries;
pub mod reading;
pub mod spec;

/// A check. Returns `true` if the input was accepted.
pub type Check = fn(&[u8]) -> bool;

/// Every check, by the name of its target.
pub const CHECKS: [(&str, Check); 7] = [
    ("answer", answer::check),
    ("certificates", certificates::check),
    ("flow", flow::check),
    ("pkcs12", pkcs12::check),
    ("queries", queries::check),
    ("reading", reading::check),
    ("spec", spec::check),
];

/// Runs a check on the files that the program is given, to see again what cargo-fuzz has found.
///
/// # Panics
///
/// Something does not hold, or a file cannot be read.
pub fn run_files(check: Check) {
    for file in std::env::args_os().skip(1) {
        let _ = check(&std::fs::read(&file).expect("a file that can be read"));
    }
}

//! `wmlogin inspect`: reads a response and says what is in it.
//!
//! Nothing here knows a documented name, value or format: what there is to say comes from
//! `wmlogin_types`, so that what the spec gains is shown without a change here.

mod arguments;
mod json;
mod report;
mod text;

use std::io;
use std::process::ExitCode;

pub use arguments::Arguments;
use chrono::Utc;
use report::Report;

use crate::failure::Failure;
use crate::response::{self, PastedResponse};
use crate::{output, width};

/// Reads the response and prints what is in it, or why it cannot be read.
pub fn run(arguments: &Arguments) -> ExitCode {
    let input = response::read(arguments.file.as_deref());
    let shown = input.and_then(|input| shown(&input, arguments));
    match shown.and_then(|text| output::print(&text).map_err(unwritten)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) if arguments.format.is_json() => {
            // Standard error has the same, in any case.
            let _ = output::failure_json(&failure).and_then(|json| output::print(&json));
            output::fail(&Failure { advice: None, ..failure }).into()
        }
        Err(failure) => output::fail(&failure).into(),
    }
}

/// Returns the report on a response.
fn shown(input: &[u8], arguments: &Arguments) -> Result<String, Failure> {
    let pasted = PastedResponse::recognise(input);
    if let Some(source) = pasted.source() {
        output::note(&format!("Read as {source}, and the form body in it."));
    }
    let response = pasted.response().map_err(|error| response::unreadable(&error, &pasted))?;
    let at = arguments.at.unwrap_or_else(Utc::now);
    let report = Report::new(&response, &pasted, at, arguments.show_credentials);
    if arguments.format.is_json() {
        json::report(&report).map_err(unwritten)
    } else {
        Ok(width::fit(text::report(&report).to_string()))
    }
}

#[expect(clippy::needless_pass_by_value, reason = "passed to `map_err`")]
fn unwritten(error: io::Error) -> Failure {
    Failure::not_asked("write", format!("cannot write the report: {error}"))
}

#[cfg(test)]
mod tests;

//! `wmlogin inspect`: reads a response and says what is in it.
//!
//! Nothing here knows a documented name, value or format: what there is to say comes from
//! `wmlogin_types`, so that what the spec gains is shown without a change here.

mod arguments;
mod error;
mod json;
mod report;
mod text;

use std::process::ExitCode;

pub use arguments::Arguments;
use chrono::Utc;
use error::Error;
use report::Report;

use crate::output;
use crate::response::{self, PastedResponse};

/// Reads the response and prints what is in it, or why it cannot be read.
pub fn run(arguments: &Arguments) -> ExitCode {
    let input = response::read(arguments.file.as_deref()).map_err(Error::from);
    let shown = input.and_then(|input| shown(&input, arguments));
    match shown.and_then(|text| output::print(&text).map_err(Error::Write)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if arguments.json {
                // Standard error has the same, in any case.
                let _ = json::error(&error).and_then(|json| output::print(&json));
            }
            output::note(&complaint(&error, arguments.json));
            ExitCode::FAILURE
        }
    }
}

/// Returns the report on a response.
fn shown(input: &[u8], arguments: &Arguments) -> Result<String, Error> {
    let pasted = PastedResponse::recognise(input);
    let response = pasted.response().map_err(|error| response::Error::unreadable(error, &pasted))?;
    let at = arguments.at.unwrap_or_else(Utc::now);
    let report = Report::new(&response, &pasted, at, arguments.show_credentials);
    if arguments.json {
        json::report(&report).map_err(Error::Write)
    } else {
        Ok(text::report(&report).to_string())
    }
}

/// The reason why there is no report, with advice for a person.
fn complaint(error: &Error, for_programs: bool) -> String {
    let reason = format!("wmlogin: {}", output::chain(error));
    match error.advice().filter(|_| !for_programs) {
        Some(advice) => format!("{reason}\n{advice}"),
        None => reason,
    }
}

#[cfg(test)]
mod tests;

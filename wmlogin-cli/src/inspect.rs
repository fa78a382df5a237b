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
    match print(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error, arguments.json);
            ExitCode::FAILURE
        }
    }
}

fn print(arguments: &Arguments) -> Result<(), Error> {
    let report = report(arguments)?;
    let printed = if arguments.json {
        json::report(&report).and_then(|json| output::print(&json))
    } else {
        output::print(&text::report(&report).to_string())
    };
    printed.map_err(Error::Write)
}

fn report(arguments: &Arguments) -> Result<Report, Error> {
    let input = response::read(arguments.file.as_deref())?;
    let pasted = PastedResponse::recognise(&input);
    let response = pasted.response().map_err(|error| response::Error::unreadable(error, &pasted))?;
    let at = arguments.at.unwrap_or_else(Utc::now);
    Ok(Report::new(&response, &pasted, at, arguments.show_credentials))
}

fn complain(error: &Error, as_json: bool) {
    if as_json {
        // Standard error says the same, in any case.
        let _ = json::error(error).and_then(|json| output::print(&json));
    }
    output::note(&format!("wmlogin: {}", output::chain(error)));
    if let Some(advice) = error.advice().filter(|_| !as_json) {
        output::note(&advice);
    }
}

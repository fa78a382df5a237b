//! `wmlogin verify`: asks the service whether a response is genuine.

mod arguments;
mod checks;
mod error;
mod json;
mod question;
mod text;

use std::io;
use std::process::ExitCode;

pub use arguments::Arguments;
use error::Error;
use wmlogin_client::VerifiedLogin;

use crate::output;

/// The input cannot be read.
const NO_INPUT: u8 = 2;

/// The service could not be asked.
const NOT_ASKED: u8 = 3;

/// Asks the service, and prints its yes with what it confirms, or why there is none.
pub fn run(arguments: &Arguments) -> ExitCode {
    let outcome = question::ask(arguments);
    let code = match &outcome {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) if error.is_no() => ExitCode::FAILURE,
        Err(error) if error.is_input() => ExitCode::from(NO_INPUT),
        Err(_) => ExitCode::from(NOT_ASKED),
    };
    match print(arguments, &outcome) {
        Ok(()) => code,
        Err(error) => {
            output::note(&format!("wmlogin: cannot write the report: {error}"));
            ExitCode::from(NOT_ASKED)
        }
    }
}

fn print(arguments: &Arguments, outcome: &Result<VerifiedLogin, Error>) -> io::Result<()> {
    if arguments.json {
        output::print(&json::report(outcome, arguments)?)?;
    } else if let Ok(login) = outcome {
        output::print(&text::report(login, arguments).to_string())?;
    }
    if let Err(error) = outcome {
        output::note(&format!("wmlogin: {}: {}", error.verdict(), output::chain(error)));
        if let Some(advice) = error.advice().filter(|_| !arguments.json) {
            output::note(&advice);
        }
    }
    Ok(())
}

//! `wmlogin verify`: asks the service whether a response is genuine.

mod arguments;
mod checks;
mod json;
mod question;
mod text;

use std::io;
use std::process::ExitCode;

pub use arguments::Arguments;
use wmlogin_client::VerifiedLogin;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::{output, width};

/// Asks the service, and prints its yes with what it confirms, or why there is none.
pub fn run(arguments: &Arguments) -> ExitCode {
    let outcome = question::ask(arguments);
    if let Err(error) = print(arguments, &outcome) {
        let message = format!("cannot write the report: {error}");
        return output::fail(&Failure::not_asked("write", message)).into();
    }
    match outcome {
        Ok(_) => ExitCode::SUCCESS,
        Err(failure) => {
            let message = format!("{}: {}", verdict(failure.exit), failure.message);
            let advice = failure.advice.filter(|_| !arguments.format.is_json());
            output::fail(&Failure { message, advice, ..failure }).into()
        }
    }
}

fn print(arguments: &Arguments, outcome: &Result<VerifiedLogin, Failure>) -> io::Result<()> {
    if arguments.format.is_json() {
        output::print(&json::report(outcome, arguments)?)?;
    } else if let Ok(login) = outcome {
        output::print(&width::fit(text::report(login, arguments).to_string()))?;
    }
    Ok(())
}

/// Returns the outcome in a few words.
const fn verdict(exit: Exit) -> &'static str {
    match exit {
        Exit::Done | Exit::Due => "confirmed",
        Exit::No => "not confirmed",
        Exit::Input => "the input cannot be read",
        Exit::NotAsked => "the service could not be asked",
    }
}

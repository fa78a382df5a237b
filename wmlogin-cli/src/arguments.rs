//! The command line.

use std::borrow::Cow;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::{foreign, inspect, output};

/// The program, which is named and described in its manifest.
#[derive(Parser)]
#[command(name = env!("CARGO_BIN_NAME"), version, about, long_about = None)]
struct Program {
    #[command(subcommand)]
    command: Command,
}

/// What the program is to do.
#[derive(Subcommand)]
pub enum Command {
    /// Read a response of the authentication page and say what is in it
    ///
    /// The response is what the user's browser posts to the site: a form body, a URL
    /// with a query, or a name and a value on each line, as the documents print them.
    /// Which of these it is shows from the text.
    ///
    /// Exit code: 0 if the response could be read, 1 if not, 2 for wrong arguments.
    #[command(verbatim_doc_comment)]
    Inspect(inspect::Arguments),
}

/// The command, or the exit code once help or what is wrong with the arguments has been printed.
pub fn parse() -> Result<Command, ExitCode> {
    Program::try_parse().map(|program| program.command).map_err(|error| {
        print(&error);
        u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
    })
}

/// Prints help, or what is wrong; a response given as an argument would be quoted there.
fn print(error: &clap::Error) {
    match foreign::conceal(&error.to_string()) {
        Cow::Owned(concealed) if error.use_stderr() => output::note(concealed.trim_end()),
        // There is nobody left to tell when this fails.
        _ => drop(error.print()),
    }
}

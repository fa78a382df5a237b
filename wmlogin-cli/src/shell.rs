//! `wmlogin completions` and `wmlogin man`: what shells and manuals have of the program.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Command};
use clap_complete::Shell;

use crate::failure::Failure;
use crate::file::shown;
use crate::output;

/// The shell.
#[derive(Args)]
pub struct Completions {
    /// The shell
    #[arg(value_name = "SHELL", value_parser = shells())]
    shell: Shell,
}

fn shells() -> impl TypedValueParser<Value = Shell> {
    PossibleValuesParser::new(["bash", "zsh", "fish", "powershell"]).try_map(|name| name.parse::<Shell>())
}

/// The place of the manual pages.
#[derive(Args)]
pub struct Man {
    /// The folder to write them to, one for each command
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Prints the completions for a shell.
pub fn completions(arguments: &Completions, mut program: Command) -> ExitCode {
    let mut script = Vec::new();
    let name = program.get_name().to_owned();
    clap_complete::generate(arguments.shell, &mut program, name, &mut script);
    match output::print(&String::from_utf8_lossy(&script)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => output::fail(&Failure::not_asked("write", format!("cannot write: {error}"))).into(),
    }
}

/// Writes the manual pages.
pub fn man(arguments: &Man, program: Command) -> ExitCode {
    match clap_mangen::generate_to(program, &arguments.folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let message = format!("cannot write to {}: {error}", shown(&arguments.folder));
            output::fail(&Failure::input("write", message)).into()
        }
    }
}

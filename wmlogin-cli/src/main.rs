//! The program `wmlogin`.

mod arguments;
mod foreign;
mod inspect;
mod output;

use std::process::ExitCode;

use arguments::Command;

fn main() -> ExitCode {
    match arguments::parse() {
        Ok(Command::Inspect(arguments)) => inspect::run(&arguments),
        Err(code) => code,
    }
}

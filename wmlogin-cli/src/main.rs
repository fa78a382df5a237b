//! The program `wmlogin`.

mod arguments;
mod elapsed;
mod foreign;
mod inspect;
mod login_url;
mod moment;
mod names;
mod output;
mod response;
mod service;
mod verify;

use std::process::ExitCode;

use arguments::Command;

fn main() -> ExitCode {
    match arguments::parse() {
        Ok(Command::Inspect(arguments)) => inspect::run(&arguments),
        Ok(Command::LoginUrl(arguments)) => login_url::run(arguments),
        Ok(Command::Verify(arguments)) => verify::run(&arguments),
        Err(code) => code,
    }
}

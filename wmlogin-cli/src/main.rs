//! The program `wmlogin`.

mod arguments;
mod certificate;
mod demo;
mod elapsed;
mod foreign;
mod gatekeeper;
mod inspect;
mod issue;
mod listen;
mod login_url;
mod moment;
mod names;
mod output;
mod response;
mod service;
mod until_stopped;
mod verify;

use std::process::ExitCode;

use arguments::Command;

fn main() -> ExitCode {
    match arguments::parse() {
        Ok(Command::Certificate(arguments)) => certificate::run(arguments),
        Ok(Command::Demo(arguments)) => demo::run(&arguments),
        Ok(Command::Gatekeeper(arguments)) => gatekeeper::run(arguments),
        Ok(Command::Issue(arguments)) => issue::run(&arguments),
        Ok(Command::Inspect(arguments)) => inspect::run(&arguments),
        Ok(Command::LoginUrl(arguments)) => login_url::run(&arguments),
        Ok(Command::Verify(arguments)) => verify::run(&arguments),
        Err(code) => code,
    }
}

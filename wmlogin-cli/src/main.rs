//! The program `wmlogin`.

mod arguments;
mod certificate;
mod demo;
mod examples;
mod exit;
mod failure;
mod file;
mod foreign;
mod format;
mod forward_auth;
mod gatekeeper;
mod inspect;
mod issue;
mod key_store;
mod listen;
mod login_url;
mod messages;
mod moment;
mod names;
mod output;
mod progress;
mod renamed;
mod response;
mod service;
mod shell;
mod until_stopped;
mod verify;
mod width;

use std::process::ExitCode;
use std::time::SystemTime;

use arguments::Command;
use failure::Failure;

fn main() -> ExitCode {
    messages::choose_colors();
    match arguments::parse() {
        Ok(_) if SystemTime::now() < SystemTime::UNIX_EPOCH => output::fail(&before_1970()).into(),
        Ok(Command::Certificate(arguments)) => certificate::run(arguments),
        Ok(Command::Completions(arguments)) => shell::completions(&arguments, arguments::program()),
        Ok(Command::Man(arguments)) => shell::man(&arguments, arguments::program()),
        Ok(Command::Demo(arguments)) => demo::run(&arguments),
        Ok(Command::ForwardAuth(arguments)) => forward_auth::run(*arguments),
        Ok(Command::Gatekeeper(arguments)) => gatekeeper::run(arguments),
        Ok(Command::Issue(arguments)) => issue::run(&arguments),
        Ok(Command::Inspect(arguments)) => inspect::run(&arguments),
        Ok(Command::LoginUrl(arguments)) => login_url::run(&arguments),
        Ok(Command::Verify(arguments)) => verify::run(&arguments),
        Err(code) => code,
    }
}

/// The libraries for times, TLS and HTTP panic for such a time.
fn before_1970() -> Failure {
    Failure::not_asked("clock", "the clock of this machine shows a time before 1970").advise("Set it.")
}

//! The program `wmlogin`.

mod arguments;
mod certificate;
mod demo;
mod elapsed;
mod examples;
mod exit;
mod failure;
mod file;
mod foreign;
mod format;
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

fn main() -> ExitCode {
    messages::choose_colors();
    // The libraries beneath panic for such a time.
    if SystemTime::now() < SystemTime::UNIX_EPOCH {
        output::complain("wmlogin: the clock of this machine shows a time before 1970; set it");
        return ExitCode::from(3);
    }
    match arguments::parse() {
        Ok(Command::Certificate(arguments)) => certificate::run(arguments),
        Ok(Command::Completions(arguments)) => shell::completions(&arguments, arguments::program()),
        Ok(Command::Man(arguments)) => shell::man(&arguments, arguments::program()),
        Ok(Command::Demo(arguments)) => demo::run(&arguments),
        Ok(Command::Gatekeeper(arguments)) => gatekeeper::run(arguments),
        Ok(Command::Issue(arguments)) => issue::run(&arguments),
        Ok(Command::Inspect(arguments)) => inspect::run(&arguments),
        Ok(Command::LoginUrl(arguments)) => login_url::run(&arguments),
        Ok(Command::Verify(arguments)) => verify::run(&arguments),
        Err(code) => code,
    }
}

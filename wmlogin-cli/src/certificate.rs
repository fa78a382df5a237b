//! `wmlogin certificate`: personal certificates, made, registered, kept, renewed and used by their owner.
//!
//! Every command is a file below, in the same shape: it reads what it needs, asks for passphrases and
//! servers while nothing is locked, and then makes [one step](store) in the store. The store's files, the
//! passphrases, the keys and the backup files each have a file of their own.

mod arguments;
mod backup;
mod chain;
mod error;
mod exit;
mod export;
mod harden;
mod import;
mod install;
mod key;
mod login;
mod passphrase;
mod pkcs12;
mod register;
mod renew;
mod request;
mod root;
mod server;
mod status;
mod store;
mod terminal;
mod text;

use std::process::ExitCode;

pub use arguments::Arguments;
use arguments::Command;
use error::Error;
use exit::Exit;
use store::{Store, shown};
use wmlogin_certificate::folder;

use crate::output;

/// Runs the command, and prints what it did or why it did not.
pub fn run(arguments: Arguments) -> ExitCode {
    let outcome = perform(arguments).and_then(|(text, exit)| {
        output::print(&text).map_err(Error::Print)?;
        Ok(exit)
    });
    let exit = outcome.unwrap_or_else(|error| {
        output::note(&format!("wmlogin: {}", output::chain(&error)));
        if let Some(advice) = error.advice() {
            output::note(&advice);
        }
        error.exit()
    });
    exit.into()
}

fn perform(arguments: Arguments) -> Result<(String, Exit), Error> {
    let store = Store::new(&arguments.store()?);
    if let Some(folder) = folder::writable_above(store.root()) {
        let folder = shown(&folder);
        output::note(&format!(
            "Warning: other users can replace the store, because they can write to {folder}"
        ));
    }
    let text = match arguments.command {
        Command::Status(arguments) => return status::run(&arguments, &store),
        Command::Login(arguments) => return login::run(&arguments, &store),
        Command::Request(arguments) => request::run(&arguments, &store),
        Command::Register(arguments) => register::run(&arguments, &store),
        Command::Install(arguments) => install::run(&arguments, &store),
        Command::Backup(arguments) => backup::run(&arguments, &store),
        Command::Harden(arguments) => harden::run(&arguments, &store),
        Command::Renew(arguments) => renew::run(&arguments, &store),
        Command::Import(arguments) => import::run(&arguments, &store),
        Command::Export(arguments) => export::run(&arguments, &store),
    };
    Ok((text?, Exit::Done))
}

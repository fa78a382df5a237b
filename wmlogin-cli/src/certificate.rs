//! `wmlogin certificate`: personal certificates, made, registered, kept, renewed and used by their owner.
//!
//! Every command is a file below, in the same shape: it reads what it needs, asks for passphrases and servers
//! while nothing is locked, takes one step in the [key store](crate::key_store), and reports it.

mod add;
mod arguments;
mod backup;
mod export;
mod harden;
mod import;
mod passphrase;
mod register;
mod renew;
mod request;
mod server;
mod signing;
mod status;
mod terminal;
mod test;
mod text;

use std::process::ExitCode;

use clap::{Args, Subcommand};
use wmlogin_certificate::folder;

use crate::examples;
use crate::exit::{self, Exit};
use crate::failure::{Failure, chain};
use crate::file::shown;
use crate::key_store::KeyStore;
use crate::output;

/// A command, and the store that it is for.
#[derive(Args)]
#[command(subcommand_required = true, arg_required_else_help = true, after_help = exit::HELP)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,

    #[command(flatten)]
    store: arguments::Store,
}

/// A command about certificates.
#[derive(Subcommand)]
enum Command {
    /// Make a key pair on this computer, and the request for its certificate
    ///
    /// The private key is written once, encrypted under a new passphrase. It is never sent
    /// anywhere, never printed and never overwritten.
    #[command(verbatim_doc_comment, after_help = examples::REQUEST)]
    Request(request::Arguments),

    /// Send the request to a certification server, and install the certificate that it signs
    #[command(after_help = examples::REGISTER)]
    Register(register::Arguments),

    /// Add a certificate that came another way, such as by e-mail
    ///
    /// Checks that it is for the key of a request that waits, names the request's WMID, is
    /// within its dates, is one to sign in with and leads to the given root.
    #[command(verbatim_doc_comment, after_help = examples::ADD)]
    Add(add::Arguments),

    /// Write key, certificate and chain into one file under a passphrase of its own
    ///
    /// The file, PKCS #12, is opened again and compared before it counts as a backup. Best
    /// kept on a removable disk.
    #[command(verbatim_doc_comment, after_help = examples::BACKUP)]
    Backup(backup::Arguments),

    /// Replace the exportable private key by one from the backup that only this program uses
    ///
    /// What it protects from: the key file no longer opens with the passphrase alone, in no
    /// other program and on no other machine, and this program uses it without exporting it.
    /// What it does not protect from: whoever has the whole store, the passphrase and this
    /// program's source. The disk may also keep the old file's blocks for a while.
    #[command(verbatim_doc_comment, after_help = examples::HARDEN)]
    Harden(harden::Arguments),

    /// Show the certificates, how long they are valid, and what is to be done
    ///
    /// Needs no passphrase. Exit code: 0 if all is well, 4 if a renewal is due, 1 if a
    /// certificate has expired or is not valid yet, or an entry is damaged.
    #[command(verbatim_doc_comment, after_help = examples::STATUS)]
    Status(status::Arguments),

    /// Renew a certificate: a new key pair, its request, its certificate
    ///
    /// The old certificate and key stay until the new ones are installed, and are kept
    /// among the replaced ones after that. A renewal that was begun is continued.
    #[command(verbatim_doc_comment, after_help = examples::RENEW)]
    Renew(renew::Arguments),

    /// Take over key, certificate and chain from a backup file (.p12, .pfx)
    #[command(after_help = examples::IMPORT)]
    Import(import::Arguments),

    /// Write a certificate to a file, with its key (p12, pfx) or without (cer, pem)
    #[command(after_help = examples::EXPORT)]
    Export(export::Arguments),

    /// Open a page with the certificate, to see that a server takes it
    ///
    /// Shows the certificate in the TLS handshake, hardened key or not, asks for the page
    /// and prints what the server answers. Where that goes on at another address, open it in
    /// the browser in which the login was begun.
    #[command(verbatim_doc_comment, after_help = examples::TEST)]
    Test(test::Arguments),
}

/// Runs the command, and prints what it did or why it did not.
pub fn run(arguments: Arguments) -> ExitCode {
    let outcome = perform(arguments).and_then(|(text, exit)| {
        output::print(&text).map_err(|error| Failure::not_asked("print", chain(&error)))?;
        Ok(exit)
    });
    outcome.unwrap_or_else(|failure| output::fail(&failure)).into()
}

fn perform(arguments: Arguments) -> Result<(String, Exit), Failure> {
    let store = KeyStore::new(&arguments.store.folder()?);
    tracing::info!(folder = %shown(store.root()), "the store of certificates");
    if let Some(folder) = folder::writable_above(store.root()) {
        let folder = shown(&folder);
        output::note(&format!(
            "Warning: other users can replace the store, because they can write to {folder}"
        ));
    }
    let text = match arguments.command {
        Command::Status(arguments) => return status::run(&arguments, &store),
        Command::Test(arguments) => return test::run(&arguments, &store),
        Command::Register(arguments) => return register::run(&arguments, &store),
        Command::Renew(arguments) => return renew::run(&arguments, &store),
        Command::Request(arguments) => request::run(&arguments, &store),
        Command::Add(arguments) => add::run(&arguments, &store),
        Command::Backup(arguments) => backup::run(&arguments, &store),
        Command::Harden(arguments) => harden::run(&arguments, &store),
        Command::Import(arguments) => import::run(&arguments, &store),
        Command::Export(arguments) => export::run(&arguments, &store),
    };
    Ok((text?, Exit::Done))
}

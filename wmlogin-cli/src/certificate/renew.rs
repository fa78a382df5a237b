//! `wmlogin certificate renew`: the three steps again, with a new key.

use clap::Args;
use wmlogin_certificate::Holder;

use super::arguments::{Choice, KeyPassphrase, KeyType, Server};
use super::signing::have_signed;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::key_store::key::Kind;
use crate::key_store::{Contents, Entry, Installed, KeyStore, Name};
use crate::{output, progress};

/// The certificate, and the properties of its successor.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    choice: Choice,

    #[command(flatten)]
    server: Server,

    /// The e-mail address that the new certificate is to name; that of the old one unless it is given
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,

    /// The kind of the new key: rsa-2048 unless it is given
    #[arg(long, value_name = "KIND", value_enum)]
    key_type: Option<KeyType>,

    /// Renew before the renewal is offered
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    passphrase: KeyPassphrase,
}

/// Makes a request with a new key, unless one waits, and has it signed.
pub fn run(arguments: &Arguments, store: &KeyStore) -> Result<(String, Exit), Failure> {
    let roots = arguments.server.root.read()?;
    let contents = store.read()?;
    let wmid = arguments.choice.wmid.map_or_else(|| contents.only_wmid(), Ok)?;
    if let Some(begun) = contents.pending(&wmid) {
        resume(arguments, begun)?;
        return have_signed(begun, &arguments.server, &roots, store);
    }
    let (entry, installed) = contents.choose(Some(wmid))?;
    let name = begin(arguments, entry, installed, store)?;
    let contents = store.read()?;
    let begun = find(&contents, &name).ok_or_else(|| Entry::nothing_pending(&wmid))?;
    have_signed(begun, &arguments.server, &roots, store)
}

/// Makes the new key pair and its request.
fn begin(
    arguments: &Arguments,
    entry: &Entry,
    installed: &Installed,
    store: &KeyStore,
) -> Result<Name, Failure> {
    installed.check_renewal(arguments.force)?;
    let holder = installed.certificate.holder();
    let holder = Holder::new(*holder.wmid(), arguments.email.as_deref().or(holder.email()))
        .map_err(|error| Failure::input(error.kind(), &error))?;
    let passphrase = arguments.passphrase.source().chosen()?;
    let kind = arguments.key_type.unwrap_or_default().into();
    let make = || store.request_renewal(entry, &holder, kind, &passphrase);
    progress::during("Making the key pair", make)
}

/// Goes on with a request that was made before, if it is the one that is wanted.
fn resume(arguments: &Arguments, begun: &Entry) -> Result<(), Failure> {
    let Some(request) = begun.pending() else { return Ok(()) };
    let other_email = arguments.email.is_some() && arguments.email.as_deref() != request.holder().email();
    let other_key = arguments.key_type.is_some_and(|kind| !Kind::from(kind).is_of(request.key()));
    if other_email || other_key {
        let email = request.holder().email().unwrap_or("no e-mail address");
        let found = format!("{email} with a key of {}", request.key());
        let message = format!("a renewal for {found} was begun, as {}", begun.name);
        return Err(Failure::no("other_renewal", message)
            .advise("Continue it without --email and --key-type, or delete its folder to begin another."));
    }
    output::note(&format!("Continuing with the request that was made before, {}.", begun.name));
    Ok(())
}

fn find<'a>(contents: &'a Contents, name: &Name) -> Option<&'a Entry> {
    contents.entries().find(|entry| entry.name == *name)
}

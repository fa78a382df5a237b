//! `wmlogin certificate renew`: the three steps again, with a new key.

use chrono::Utc;
use clap::Args;
use wmlogin_certificate::Holder;

use super::arguments::{Choice, KeyPassphrase, Server};
use super::error::Error;
use super::key::Kind;
use super::register::register;
use super::request::KeyPair;
use super::root::Roots;
use super::store::{self, Contents, Entry, Installed, Name, Store};
use crate::output;

/// Which certificate, and how its successor is to be.
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
    key: Option<Kind>,

    /// Renew before the renewal is offered
    #[arg(long)]
    early: bool,

    #[command(flatten)]
    passphrase: KeyPassphrase,
}

/// Makes a request with a new key, unless one waits, and has it signed.
pub fn run(arguments: &Arguments, store: &Store) -> Result<String, Error> {
    let roots = Roots::read(arguments.server.root.file())?;
    let contents = store.read()?;
    let wmid = arguments.choice.wmid.map_or_else(|| contents.only_wmid(), Ok)?;
    if let Some(begun) = contents.pending(&wmid) {
        resume(arguments, begun)?;
        return register(begun, &arguments.server, &roots, store);
    }
    let (entry, installed) = contents.choose(Some(wmid))?;
    let name = begin(arguments, entry, installed, store)?;
    let contents = store.read()?;
    let begun = find(&contents, &name).ok_or(Error::NothingPendingOf(wmid))?;
    register(begun, &arguments.server, &roots, store)
}

/// Makes the new key pair and its request.
fn begin(arguments: &Arguments, entry: &Entry, installed: &Installed, store: &Store) -> Result<Name, Error> {
    let certificate = &installed.certificate;
    let wmid = *certificate.holder().wmid();
    let (now, until, from) = (Utc::now(), certificate.not_after(), certificate.renewal_from());
    if now > until {
        return Err(Error::Expired { wmid, until });
    }
    if now < from && !arguments.early {
        return Err(Error::NotDue { wmid, from });
    }
    let email = arguments.email.as_deref().or(certificate.holder().email());
    let holder = Holder::new(wmid, email)?;
    let passphrase = arguments.passphrase.source().chosen()?;
    let key_pair = KeyPair::generate(arguments.key.unwrap_or_default(), &holder, &passphrase)?;
    let writer = store.write()?;
    let contents = writer.contents()?;
    if let Some(begun) = contents.pending(&wmid) {
        return Err(Error::Pending(begun.name, begun.folder.clone()));
    }
    if contents.current(&wmid).is_none_or(|(current, _)| current.name != entry.name) {
        return Err(store::Error::Changed(entry.name).into());
    }
    Ok(writer.add(wmid, &key_pair.files())?)
}

/// Goes on with a request that was made before, if it is the one that is wanted.
fn resume(arguments: &Arguments, begun: &Entry) -> Result<(), Error> {
    let Some(request) = begun.pending() else { return Ok(()) };
    let other_email = arguments.email.is_some() && arguments.email.as_deref() != request.holder().email();
    let other_key = arguments.key.is_some_and(|kind| !kind.is_of(request.key()));
    if other_email || other_key {
        let email = request.holder().email().unwrap_or("no e-mail address");
        let found = format!("{email} with a key of {}", request.key());
        return Err(Error::OtherRenewal { name: begun.name, found });
    }
    output::note(&format!("Continuing with the request that was made before, {}.", begun.name));
    Ok(())
}

fn find<'a>(contents: &'a Contents, name: &Name) -> Option<&'a Entry> {
    contents.entries().find(|entry| entry.name == *name)
}

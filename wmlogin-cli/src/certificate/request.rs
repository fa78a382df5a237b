//! `wmlogin certificate request`: the first step, a private key and the request for its certificate.

use std::path::PathBuf;

use chrono::Utc;
use clap::Args;
use wmlogin_certificate::{Holder, folder};
use wmlogin_types::Wmid;

use super::arguments::KeyPassphrase;
use super::error::Error;
use super::key::{self, Kind, PrivateKey};
use super::passphrase::Passphrase;
use super::store::{Contents, KEY, Name, REQUEST, Store, shown};
use super::text::Text;

/// For whom, and with which key.
#[derive(Args)]
pub struct Arguments {
    /// The WMID that the certificate is to be for
    #[arg(long, value_name = "WMID")]
    wmid: Wmid,

    /// The e-mail address that the certificate is to name
    #[arg(long, value_name = "ADDRESS")]
    email: String,

    /// The kind of the key
    #[arg(long, value_name = "KIND", value_enum, default_value_t)]
    key: Kind,

    /// Also write the request to this file, which must not be there yet
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    #[command(flatten)]
    passphrase: KeyPassphrase,
}

/// Makes the key pair and its request.
pub fn run(arguments: &Arguments, store: &Store) -> Result<String, Error> {
    let holder = Holder::new(arguments.wmid, Some(&arguments.email))?;
    // Before anybody types a passphrase for nothing.
    arguments.out.as_deref().map_or(Ok(()), folder::refuse_existing)?;
    refuse_second(&store.read()?, store, &arguments.wmid)?;
    let passphrase = arguments.passphrase.source().chosen()?;
    let key_pair = KeyPair::generate(arguments.key, &holder, &passphrase)?;
    let writer = store.write()?;
    refuse_second(&writer.contents()?, store, &arguments.wmid)?;
    let name = writer.add(arguments.wmid, &key_pair.files())?;
    drop(writer);
    if let Some(out) = &arguments.out {
        folder::create(out, key_pair.request.as_bytes())?;
    }
    Ok(report(arguments, store, &name))
}

fn refuse_second(contents: &Contents, store: &Store, wmid: &Wmid) -> Result<(), Error> {
    if let Some(pending) = contents.pending(wmid) {
        return Err(Error::Pending(pending.name, store.folder(&pending.name)));
    }
    match contents.current(wmid) {
        Some((_, current)) if current.certificate.not_after() >= Utc::now() => {
            Err(Error::Installed { wmid: *wmid, until: current.certificate.not_after() })
        }
        _ => Ok(()),
    }
}

/// A new private key and its request, as they are kept.
pub struct KeyPair {
    key: zeroize::Zeroizing<String>,
    request: String,
}

impl KeyPair {
    /// Makes them.
    ///
    /// # Errors
    ///
    /// The system gives no random numbers.
    pub fn generate(kind: Kind, holder: &Holder, passphrase: &Passphrase) -> Result<Self, Error> {
        let key = PrivateKey::generate(kind)?;
        let request = key.request(holder)?;
        Ok(Self { key: key::encrypt(&key, passphrase)?, request })
    }

    /// The files of an entry.
    pub fn files(&self) -> [(&'static str, &[u8]); 2] {
        [(KEY, self.key.as_bytes()), (REQUEST, self.request.as_bytes())]
    }
}

fn report(arguments: &Arguments, store: &Store, name: &Name) -> String {
    let folder = store.folder(name);
    let sentence = format!("{} has a key pair that waits for its certificate.", arguments.wmid);
    Text::done("Requested", sentence)
        .gap()
        .row("Request", shown(&folder.join(REQUEST)))
        .optional_row("", arguments.out.as_deref().map(shown))
        .row("Private key", shown(&folder.join(KEY)))
        .gap()
        .line("The private key stays here, encrypted under the passphrase. Have the request signed:")
        .line("  wmlogin certificate register --server URL --root FILE")
        .line("or send it, and install the certificate that comes:")
        .line("  wmlogin certificate install FILE --root FILE")
        .finish()
}

//! `wmlogin certificate request`: the first step, a private key and the request for its certificate.

use std::path::PathBuf;

use clap::Args;
use wmlogin_certificate::{Holder, folder};
use wmlogin_types::Wmid;

use super::arguments::{KeyPassphrase, KeyType};
use super::text::Text;
use crate::failure::Failure;
use crate::file::shown;
use crate::key_store::{KEY, KeyStore, Name, REQUEST};
use crate::progress;

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
    key_type: KeyType,

    /// Also write the request to this file, which must not be there yet
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    passphrase: KeyPassphrase,
}

/// Makes the key pair and its request.
pub fn run(arguments: &Arguments, store: &KeyStore) -> Result<String, Failure> {
    let holder = Holder::new(arguments.wmid, Some(&arguments.email))
        .map_err(|error| Failure::input(error.kind(), &error))?;
    // Before anybody types a passphrase for nothing.
    arguments.output.as_deref().map_or(Ok(()), folder::refuse_existing)?;
    store.check_request(&arguments.wmid)?;
    let passphrase = arguments.passphrase.source().chosen()?;
    let make = || store.request(&holder, arguments.key_type.into(), &passphrase);
    let (name, request) = progress::during("Making the key pair", make)?;
    if let Some(output) = &arguments.output {
        folder::create(output, request.as_bytes())?;
    }
    Ok(report(arguments, store, &name))
}

fn report(arguments: &Arguments, store: &KeyStore, name: &Name) -> String {
    let folder = store.folder(name);
    let sentence = format!("{} has a key pair that waits for its certificate.", arguments.wmid);
    Text::done("Requested", sentence)
        .gap()
        .row("Request", shown(&folder.join(REQUEST)))
        .optional_row("", arguments.output.as_deref().map(shown))
        .row("Private key", shown(&folder.join(KEY)))
        .gap()
        .line("The private key stays here, encrypted under the passphrase. Have the request signed:")
        .line("  wmlogin certificate register --server URL --root FILE")
        .line("or send it, and add the certificate that comes:")
        .line("  wmlogin certificate add FILE --root FILE")
        .finish()
}

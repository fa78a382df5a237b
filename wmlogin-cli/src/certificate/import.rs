//! `wmlogin certificate import`: key, certificate and chain from a backup file.

use std::path::PathBuf;

use chrono::Utc;
use clap::Args;
use wmlogin_types::Wmid;

use super::arguments::{BackupPassphrase, KeyPassphrase};
use super::text::Text;
use crate::failure::Failure;
use crate::file::{self, shown};
use crate::key_store::pkcs12::{self, Backup};
use crate::key_store::{KeyStore, Name, unusable_backup};
use crate::progress;

/// The file, and its passphrases.
#[derive(Args)]
pub struct Arguments {
    /// The backup file: .p12 or .pfx; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The WMID of the private key, of a file with keys of several
    #[arg(long, value_name = "WMID")]
    wmid: Option<Wmid>,

    #[command(flatten)]
    backup_passphrase: BackupPassphrase,

    #[command(flatten)]
    passphrase: KeyPassphrase,
}

/// Takes over what is in the file.
pub fn run(arguments: &Arguments, store: &KeyStore) -> Result<String, Failure> {
    let file = file::read(&arguments.file, pkcs12::MAX_LENGTH)?;
    let backup_passphrase = arguments.backup_passphrase.source().foreign()?;
    let open = || pkcs12::read(&file, &backup_passphrase, arguments.wmid, Utc::now());
    let backup = progress::during("Opening the backup", open)
        .map_err(|error| unusable_backup(&arguments.file, error))?;
    if !backup.certificate.key().is_accepted() {
        let message = format!("the private key is {}, which is not accepted", backup.certificate.key());
        return Err(Failure::no("weak_key", message));
    }
    store.check_import(&backup)?;
    let passphrase = arguments.passphrase.source().chosen()?;
    let name = progress::during("Keeping the key", || store.import(&backup, &passphrase))?;
    Ok(report(&backup, store, &name))
}

fn report(backup: &Backup, store: &KeyStore, name: &Name) -> String {
    let folder = store.folder(name);
    let certificate = &backup.certificate;
    Text::done("Imported", format_args!("{} has a certificate and its private key.", name.wmid))
        .gap()
        .certificate(certificate, certificate.not_after())
        .row("Folder", shown(&folder))
        .gap()
        .optional_line(
            backup.lacks_mac.then_some("The file has no MAC: a change of it would not have been noticed."),
        )
        .optional_line(
            backup
                .has_open_key
                .then_some("Its private key is not encrypted: delete the file, or keep it safe."),
        )
        .line("Its issuer was not verified: whoever made the file could put any certificate into it.")
        .finish()
}

//! `wmlogin certificate backup`: key, certificate and chain in one file, opened again and compared.

use std::path::{Path, PathBuf};

use chrono::{SubsecRound, Utc};
use clap::Args;
use wmlogin_certificate::folder;
use wmlogin_certificate::pkcs12::Error as OpenError;

use super::arguments::{BackupPassphrase, Choice, KeyPassphrase};
use super::text::Text;
use crate::failure::Failure;
use crate::file::{self, shown};
use crate::key_store::key::PrivateKey;
use crate::key_store::{
    BackupRecord, Entry, Installed, KeyStore, Passphrase, absolute, other_backup, pkcs12, unusable_backup,
};
use crate::progress;

/// The certificate, and the file to write.
#[derive(Args)]
pub struct Arguments {
    /// The file to write, which must not be there yet: .p12 or .pfx
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,

    #[command(flatten)]
    choice: Choice,

    #[command(flatten)]
    passphrase: KeyPassphrase,

    #[command(flatten)]
    backup_passphrase: BackupPassphrase,
}

/// Writes the backup, verifies it and notes it in the store.
pub fn run(arguments: &Arguments, store: &KeyStore) -> Result<String, Failure> {
    let contents = store.read()?;
    let (entry, installed) = contents.choose(arguments.choice.wmid)?;
    entry.check_exportable(installed)?;
    let key = store.open_key(entry, installed, &arguments.passphrase.source().known()?)?;
    let passphrase = arguments.backup_passphrase.source().chosen()?;
    let file = absolute(&arguments.output);
    // One that is there is left as it is: it may be the backup of a run that was killed.
    if !file.exists() {
        let name = installed.certificate.holder().wmid().as_str();
        let write = || pkcs12::write(&key, &installed.chain, name, &passphrase);
        folder::create(&file, &progress::during("Encrypting the backup", write)?)?;
    }
    let record = progress::during("Verifying the backup", || verify(&file, &key, installed, &passphrase))?;
    store.write()?.note_backup(entry, &record)?;
    Ok(report(&record, entry, installed))
}

/// Opens the file and compares all that is in it.
fn verify(
    file: &Path,
    key: &PrivateKey,
    installed: &Installed,
    passphrase: &Passphrase,
) -> Result<BackupRecord, Failure> {
    let bytes = file::read(file, pkcs12::MAX_LENGTH)?;
    let wmid = *installed.certificate.holder().wmid();
    let backup = pkcs12::read(&bytes, passphrase, Some(wmid), Utc::now()).map_err(|error| match error {
        pkcs12::Error::Open(OpenError::Passphrase) => unusable_backup(file, error),
        _ => other_backup(file),
    })?;
    if backup.key.secret_der() != key.secret_der() || backup.chain != installed.chain {
        return Err(other_backup(file));
    }
    Ok(BackupRecord::new(file.to_owned(), &bytes, Utc::now().trunc_subsecs(0)))
}

fn report(record: &BackupRecord, entry: &Entry, installed: &Installed) -> String {
    let sentence = format!(
        "the file was opened again, and has the private key, the certificate and its chain of {}.",
        entry.name.wmid
    );
    let text = Text::done("Verified", sentence)
        .gap()
        .row("Backup", shown(&record.file))
        .row("Certificate", installed.certificate.fingerprint());
    text.gap()
        .line("Keep it, and its passphrase, apart from this computer. Next:")
        .line("  wmlogin certificate harden")
        .finish()
}

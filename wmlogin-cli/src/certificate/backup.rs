//! `wmlogin certificate backup`: key, certificate and chain in one file, opened again and compared.

use std::path::{Path, PathBuf};

use chrono::{SubsecRound, Utc};
use clap::Args;
use wmlogin_certificate::folder;

use super::arguments::{BackupPassphrase, Choice, KeyPassphrase};
use super::error::Error;
use super::key::{KeyProtection, PrivateKey};
use super::passphrase::Passphrase;
use super::pkcs12;
use super::store::{BackupRecord, Entry, Installed, Store, absolute, shown};
use super::text::Text;
use crate::file;

/// Which certificate, and where to.
#[derive(Args)]
pub struct Arguments {
    /// The file to write, which must not be there yet: .p12 or .pfx
    #[arg(long, value_name = "FILE")]
    to: PathBuf,

    #[command(flatten)]
    choice: Choice,

    #[command(flatten)]
    passphrase: KeyPassphrase,

    #[command(flatten)]
    backup_passphrase: BackupPassphrase,
}

/// Writes the backup, verifies it and notes it in the store.
pub fn run(arguments: &Arguments, store: &Store) -> Result<String, Error> {
    let contents = store.read()?;
    let (entry, installed) = contents.choose(arguments.choice.wmid)?;
    let key = exportable_key(entry, installed, &arguments.passphrase, store)?;
    let passphrase = arguments.backup_passphrase.source().chosen()?;
    let file = absolute(&arguments.to);
    // One that is there is left as it is: it may be the backup of a run that was ended.
    if !file.exists() {
        write(&file, &key, installed, &passphrase)?;
    }
    let record = verify(&file, &key, installed, &passphrase)?;
    store.write()?.note_backup(entry, &record)?;
    Ok(report(&record, entry, installed))
}

/// The key of an entry, if it may leave the store and is the certificate's.
///
/// # Errors
///
/// It is hardened, it is another one, or the passphrase is wrong.
pub fn exportable_key(
    entry: &Entry,
    installed: &Installed,
    passphrase: &KeyPassphrase,
    store: &Store,
) -> Result<PrivateKey, Error> {
    match installed.key.protection() {
        KeyProtection::Exportable => open_key(entry, installed, &passphrase.source().known()?, store),
        KeyProtection::Hardened => Err(Error::Hardened(entry.name)),
    }
}

/// The key of an entry, if it is the certificate's.
///
/// # Errors
///
/// It is another one, or the passphrase is wrong.
pub fn open_key(
    entry: &Entry,
    installed: &Installed,
    passphrase: &Passphrase,
    store: &Store,
) -> Result<PrivateKey, Error> {
    let key = installed.key.open(passphrase, store.secret()?.as_ref())?;
    let is_same = installed.certificate.is_for(key.public_key_der());
    if is_same { Ok(key) } else { Err(Error::SwappedKey(entry.name)) }
}

fn write(file: &Path, key: &PrivateKey, installed: &Installed, passphrase: &Passphrase) -> Result<(), Error> {
    let name = installed.certificate.holder().wmid().as_str();
    let bytes = pkcs12::write(key, &installed.chain, name, passphrase).map_err(Error::Write)?;
    Ok(folder::create(file, &bytes)?)
}

/// Opens the file and compares all that is in it.
///
/// # Errors
///
/// It cannot be opened, or holds something else.
fn verify(
    file: &Path,
    key: &PrivateKey,
    installed: &Installed,
    passphrase: &Passphrase,
) -> Result<BackupRecord, Error> {
    let bytes = file::read(file, pkcs12::MAX_LENGTH)?;
    let backup = pkcs12::read(&bytes, passphrase, Some(*installed.certificate.holder().wmid()), Utc::now())
        .map_err(|error| match error {
        pkcs12::Error::Passphrase => Error::Pkcs12 { file: file.to_owned(), source: error },
        _ => Error::OtherBackup(file.to_owned()),
    })?;
    if backup.key.secret_der() != key.secret_der() || backup.chain != installed.chain {
        return Err(Error::OtherBackup(file.to_owned()));
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

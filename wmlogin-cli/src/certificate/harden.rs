//! `wmlogin certificate harden`: the document's aftercare. With a backup made, the exportable private key is
//! deleted from the store, and installed again from the backup so that it cannot be exported.

use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use chrono::Utc;
use clap::Args;
use wmlogin_types::CertificateAftercare;

use super::arguments::{BackupPassphrase, Choice, KeyPassphrase};
use super::backup::open_key;
use super::error::Error;
use super::key::{self, KeyProtection, PrivateKey};
use super::passphrase::Passphrase;
use super::pkcs12;
use super::store::{BackupRecord, Entry, Installed, KEY, Store, absolute, shown};
use super::text::Text;
use crate::file;
use crate::output;

/// Which certificate, and its backup.
#[derive(Args)]
pub struct Arguments {
    /// The verified backup, if it is not where it was written to
    #[arg(long, value_name = "FILE")]
    backup: Option<PathBuf>,

    /// Do not ask
    #[arg(long)]
    yes: bool,

    #[command(flatten)]
    choice: Choice,

    #[command(flatten)]
    passphrase: KeyPassphrase,

    #[command(flatten)]
    backup_passphrase: BackupPassphrase,
}

/// Puts the key of the backup, hardened, in the place of the exportable one.
pub fn run(arguments: &Arguments, store: &Store) -> Result<String, Error> {
    let contents = store.read()?;
    let (entry, installed) = contents.choose(arguments.choice.wmid)?;
    if installed.key.protection() == KeyProtection::Hardened {
        return Err(Error::HardenedAlready(entry.name));
    }
    let record = installed.backup.as_ref().ok_or(Error::NoBackup(entry.name))?;
    let file = arguments.backup.as_deref().map_or_else(|| record.file.clone(), absolute);
    if !arguments.yes {
        ask(entry)?;
    }
    let passphrase = arguments.passphrase.source().known()?;
    let from_store = open_key(entry, installed, &passphrase, store)?;
    let backup_passphrase = arguments.backup_passphrase.source().known()?;
    let from_backup = key_of_backup(&file, record, installed, &backup_passphrase)?;
    if from_backup.secret_der() != from_store.secret_der() {
        return Err(Error::OtherBackup(file));
    }
    let secret = store.write()?.secret()?;
    let hardened = key::seal(&from_backup, &passphrase, &secret)?;
    store.write()?.replace_key(entry, &hardened)?;
    Ok(report(entry))
}

fn key_of_backup(
    file: &Path,
    record: &BackupRecord,
    installed: &Installed,
    passphrase: &Passphrase,
) -> Result<PrivateKey, Error> {
    let bytes = file::read(file, pkcs12::MAX_LENGTH)?;
    if !record.is_of(&bytes) {
        return Err(Error::ChangedBackup { file: file.to_owned(), verified: record.verified });
    }
    let unusable = |source| Error::Pkcs12 { file: file.to_owned(), source };
    let backup = pkcs12::read(&bytes, passphrase, Some(*installed.certificate.holder().wmid()), Utc::now())
        .map_err(unusable)?;
    let is_same = backup.chain == installed.chain;
    if is_same { Ok(backup.key) } else { Err(Error::OtherBackup(file.to_owned())) }
}

/// Asks at the terminal.
fn ask(entry: &Entry) -> Result<(), Error> {
    let input = io::stdin();
    if !input.is_terminal() {
        return Err(Error::NobodyToAsk);
    }
    output::note(&format!(
        "The exportable private key of {} will be removed from the store. From then on its backup\n\
         is the only one that another program can use. Type yes to go on:",
        entry.name.wmid
    ));
    let mut answer = String::new();
    // What cannot be read is no yes.
    let _ = input.lock().read_line(&mut answer);
    if answer.trim() == "yes" { Ok(()) } else { Err(Error::NotConfirmed) }
}

fn report(entry: &Entry) -> String {
    let text = Text::done(
        "Hardened",
        format_args!("the private key of {} is used here and not exported.", entry.name.wmid),
    )
    .gap()
    .row("Private key", shown(&entry.folder.join(KEY)))
    .gap();
    let steps =
        CertificateAftercare::ALL.iter().map(|step| format!("  {}. {}", step.id(), step.description()));
    let text = text.line("The aftercare of the document is complete:");
    steps.fold(text, Text::line).finish()
}

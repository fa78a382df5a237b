//! `wmlogin certificate harden`: the document's aftercare. With a backup made, the exportable private key is
//! deleted from the store, and installed again from the backup so that it cannot be exported.

use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use chrono::Utc;
use clap::Args;
use wmlogin_types::CertificateAftercare;

use super::arguments::{BackupPassphrase, Choice, KeyPassphrase};
use super::text::Text;
use crate::failure::Failure;
use crate::file::{self, shown};
use crate::key_store::key::{KeyProtection, PrivateKey};
use crate::key_store::{
    ANOTHER_BACKUP, BackupRecord, Entry, Installed, KEY, KeyStore, Passphrase, absolute, other_backup,
    pkcs12, unusable_backup,
};
use crate::{output, progress};

/// The certificate, and its backup.
#[derive(Args)]
pub struct Arguments {
    /// The verified backup, if it is not where it was written to
    #[arg(long, value_name = "FILE")]
    backup: Option<PathBuf>,

    /// Do not ask
    #[arg(short, long)]
    yes: bool,

    #[command(flatten)]
    choice: Choice,

    #[command(flatten)]
    passphrase: KeyPassphrase,

    #[command(flatten)]
    backup_passphrase: BackupPassphrase,
}

/// Puts the key of the backup, hardened, in the place of the exportable one.
pub fn run(arguments: &Arguments, store: &KeyStore) -> Result<String, Failure> {
    let contents = store.read()?;
    let (entry, installed) = contents.choose(arguments.choice.wmid)?;
    if installed.key.protection() == KeyProtection::Hardened {
        let message = format!("the private key in {} is hardened already", entry.name);
        return Err(Failure::no("hardened_already", message));
    }
    let record = installed.backup.as_ref().ok_or_else(|| {
        Failure::no("no_backup", format!("{} has no verified backup", entry.name))
            .advise("Make one first: wmlogin certificate backup --output FILE")
    })?;
    let file = arguments.backup.as_deref().map_or_else(|| record.file.clone(), absolute);
    if !arguments.yes {
        ask(entry)?;
    }
    let passphrase = arguments.passphrase.source().known()?;
    let from_store = store.open_key(entry, installed, &passphrase)?;
    let backup_passphrase = arguments.backup_passphrase.source().known()?;
    let open = || key_of_backup(&file, record, installed, &backup_passphrase);
    let from_backup = progress::during("Opening the backup", open)?;
    if from_backup.secret_der() != from_store.secret_der() {
        return Err(other_backup(&file));
    }
    progress::during("Hardening the key", || store.harden(entry, &from_backup, &passphrase))?;
    Ok(report(entry))
}

fn key_of_backup(
    file: &Path,
    record: &BackupRecord,
    installed: &Installed,
    passphrase: &Passphrase,
) -> Result<PrivateKey, Failure> {
    let bytes = file::read(file, pkcs12::MAX_LENGTH)?;
    if !record.is_of(&bytes) {
        let message = format!("{} is not the file that was verified at {}", shown(file), record.verified);
        return Err(Failure::no("changed_backup", message).advise(ANOTHER_BACKUP));
    }
    let wmid = *installed.certificate.holder().wmid();
    let backup = pkcs12::read(&bytes, passphrase, Some(wmid), Utc::now())
        .map_err(|error| unusable_backup(file, error))?;
    if backup.chain == installed.chain { Ok(backup.key) } else { Err(other_backup(file)) }
}

/// Asks at the terminal.
fn ask(entry: &Entry) -> Result<(), Failure> {
    let input = io::stdin();
    if !input.is_terminal() {
        let message = "there is no terminal to ask whether the exportable key may be removed";
        return Err(
            Failure::input("nobody_to_ask", message).advise("Where nobody is to be asked, say --yes.")
        );
    }
    output::complain(&format!(
        "The exportable private key of {} will be removed from the store. From then on its backup\n\
         is the only one that another program can use. Type yes to go on:",
        entry.name.wmid
    ));
    let mut answer = String::new();
    // What cannot be read is no yes.
    let _ = input.lock().read_line(&mut answer);
    if answer.trim() == "yes" {
        Ok(())
    } else {
        Err(Failure::no("not_confirmed", "not hardened: nobody said yes"))
    }
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

//! `wmlogin certificate import`: key, certificate and chain from a backup file.

use std::path::PathBuf;

use chrono::Utc;
use clap::Args;
use wmlogin_types::Wmid;

use super::arguments::{BackupPassphrase, KeyPassphrase};
use super::error::Error;
use super::key;
use super::pkcs12::{self, Backup};
use super::root::pem;
use super::store::{CERTIFICATE, Contents, KEY, Name, Store, shown};
use super::text::Text;
use crate::file;

/// Which file.
#[derive(Args)]
pub struct Arguments {
    /// The backup file: .p12 or .pfx
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
pub fn run(arguments: &Arguments, store: &Store) -> Result<String, Error> {
    let file = file::read(&arguments.file, pkcs12::MAX_LENGTH)?;
    let backup_passphrase = arguments.backup_passphrase.source().foreign()?;
    let unusable = |source| Error::Pkcs12 { file: arguments.file.clone(), source };
    let backup = pkcs12::read(&file, &backup_passphrase, arguments.wmid, Utc::now()).map_err(unusable)?;
    if !backup.certificate.key().is_accepted() {
        return Err(Error::WeakKey(backup.certificate.key()));
    }
    refuse(&store.read()?, &backup)?;
    let passphrase = arguments.passphrase.source().chosen()?;
    let key = key::encrypt(&backup.key, &passphrase)?;
    let certificates = pem(&backup.chain);
    let writer = store.write()?;
    refuse(&writer.contents()?, &backup)?;
    let files = [(KEY, key.as_bytes()), (CERTIFICATE, certificates.as_bytes())];
    let name = writer.add(*backup.certificate.holder().wmid(), &files)?;
    Ok(report(&backup, store, &name))
}

/// What is whole and later is not replaced.
fn refuse(contents: &Contents, backup: &Backup) -> Result<(), Error> {
    let wmid = *backup.certificate.holder().wmid();
    if let Some(pending) = contents.pending(&wmid) {
        return Err(Error::Pending(pending.name, pending.folder.clone()));
    }
    let Some((entry, installed)) = contents.current(&wmid) else { return Ok(()) };
    if installed.certificate == backup.certificate {
        return Err(Error::ImportedAlready(entry.name));
    }
    let until = installed.certificate.not_after();
    let is_later = installed.certificate.not_before() > backup.certificate.not_before();
    if is_later && until >= Utc::now() { Err(Error::ImportedLater { wmid, until }) } else { Ok(()) }
}

fn report(backup: &Backup, store: &Store, name: &Name) -> String {
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

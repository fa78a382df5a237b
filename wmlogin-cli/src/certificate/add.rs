//! `wmlogin certificate add`: the third step, in which a certificate is checked and kept.

use std::path::PathBuf;

use clap::Args;
use wmlogin_certificate::{CertificateRequest, MAX_FILE_LENGTH, PersonalCertificate, ReadError};

use super::arguments::Root;
use super::signing;
use super::text::Text;
use crate::failure::Failure;
use crate::file::{self, shown};
use crate::key_store::{Contents, Entry, KeyStore, other_key};

/// The certificate, and the root that it has to lead to.
#[derive(Args)]
pub struct Arguments {
    /// File with the certificate (.cer), in DER or PEM; or PKCS #7, as some servers send it; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    #[command(flatten)]
    root: Root,
}

/// Checks the certificate and installs it.
pub fn run(arguments: &Arguments, store: &KeyStore) -> Result<String, Failure> {
    let roots = arguments.root.read()?;
    let file = file::read(&arguments.file, MAX_FILE_LENGTH as u64)?;
    let unreadable = |error: ReadError| {
        Failure::no(error.kind(), format!("{} cannot be used: {error}", shown(&arguments.file)))
    };
    let certificates = signing::certificates(&file).map_err(unreadable)?;
    let certificate = PersonalCertificate::from_der(&certificates[0]).map_err(unreadable)?;
    let contents = store.read()?;
    match of_key(&contents, &certificate) {
        Some(entry) if is_installed(entry, &certificate) => {
            // A process that installed it may have been killed before everything was in its place.
            drop(store.write()?);
            Ok(Text::installed("Installed already", entry, &certificate).finish())
        }
        Some(entry) if entry.pending().is_some() => {
            let answer = store.install(entry, &certificates, &roots)?;
            Ok(signing::report(&answer, entry, store).0)
        }
        _ => Err(other_key(certificate.holder().wmid())),
    }
}

fn of_key<'a>(contents: &'a Contents, certificate: &PersonalCertificate) -> Option<&'a Entry> {
    contents.entries().find(|entry| {
        let pending = entry.pending().map(CertificateRequest::public_key_der);
        let key = pending.or(entry.installed().map(|installed| installed.certificate.public_key_der()));
        key.is_some_and(|key| certificate.is_for(key)) && !entry.retired
    })
}

fn is_installed(entry: &Entry, certificate: &PersonalCertificate) -> bool {
    entry.installed().is_some_and(|installed| installed.certificate == *certificate)
}

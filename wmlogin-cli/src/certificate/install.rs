//! `wmlogin certificate install`: the third step, in which a certificate is checked and kept.

use std::path::PathBuf;

use clap::Args;
use wmlogin_certificate::{
    CertificateRequest, MAX_FILE_LENGTH, PersonalCertificate, ReadError, read_certificates,
};

use super::arguments::Root;
use super::error::Error;
use super::root::{Roots, pem};
use super::store::{CERTIFICATE, Contents, Entry, Store, shown};
use super::text::Text;
use crate::file;

/// Which certificate, and which root it has to lead to.
#[derive(Args)]
pub struct Arguments {
    /// File with the certificate (.cer), in DER or PEM; or PKCS #7, as some servers send it
    #[arg(value_name = "FILE")]
    file: PathBuf,

    #[command(flatten)]
    root: Root,
}

/// Checks the certificate and installs it.
pub fn run(arguments: &Arguments, store: &Store) -> Result<String, Error> {
    let roots = Roots::read(arguments.root.file())?;
    let file = file::read(&arguments.file, MAX_FILE_LENGTH as u64)?;
    let unreadable = |reason| Error::Certificate { file: arguments.file.clone(), reason };
    let certificates = certificates(&file).map_err(unreadable)?;
    let certificate = PersonalCertificate::from_der(&certificates[0]).map_err(unreadable)?;
    let contents = store.read()?;
    match of_key(&contents, &certificate) {
        Some(entry) if is_installed(entry, &certificate) => {
            // Whoever installed it may have been ended before everything was in its place.
            drop(store.write()?);
            Ok(report("Installed already", entry, &certificate).finish())
        }
        Some(entry) if entry.pending().is_some() => install(entry, &certificates, &roots, store),
        _ => Err(Error::OtherKey { wmid: *certificate.holder().wmid() }),
    }
}

/// Returns the certificates of a file in DER, a personal one first.
///
/// # Errors
///
/// Returns an error if there is no certificate that can be read.
pub fn certificates(file: &[u8]) -> Result<Vec<Vec<u8>>, ReadError> {
    let mut certificates: Vec<Vec<u8>> = read_certificates(file)?.iter().map(|der| der.to_vec()).collect();
    // A file may begin with the root.
    let personal = certificates.iter().position(|der| PersonalCertificate::from_der(der).is_ok());
    certificates.swap(0, personal.unwrap_or_default());
    Ok(certificates)
}

/// Checks the first of these certificates and gives it to the entry, whose request it answers.
///
/// # Errors
///
/// It does not answer the request, or is not to be believed.
pub fn install(entry: &Entry, ders: &[Vec<u8>], roots: &Roots, store: &Store) -> Result<String, Error> {
    let request = entry.pending().ok_or(Error::NothingPendingOf(entry.name.wmid))?;
    let first = ders.first().map(Vec::as_slice).unwrap_or_default();
    let claimed = PersonalCertificate::from_der(first).map_err(Error::Answer)?;
    if !claimed.is_for(request.public_key_der()) {
        return Err(Error::OtherKey { wmid: *claimed.holder().wmid() });
    }
    let (expected, found) = (*request.holder().wmid(), *claimed.holder().wmid());
    if found != expected {
        return Err(Error::OtherWmid { expected, found });
    }
    let verified = roots.verify(ders)?;
    let writer = store.write()?;
    let contents = writer.contents()?;
    let replaced = contents.current(&found).map(|(replaced, _)| store.replaced_folder(&replaced.name));
    writer.install(entry, &pem(&verified.chain))?;
    Ok(report("Installed", entry, &verified.certificate)
        .optional_row("Replaced", replaced.as_deref().map(shown))
        .gap()
        .line("The private key can still be exported, which is unsafe for long:")
        .line("  wmlogin certificate backup --to FILE   on a removable disk")
        .line("  wmlogin certificate harden")
        .finish())
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

fn report(word: &str, entry: &Entry, certificate: &PersonalCertificate) -> Text {
    Text::done(word, format_args!("{} has a certificate.", certificate.holder().wmid()))
        .gap()
        .certificate(certificate, certificate.not_after())
        .row("Certificate", shown(&entry.folder.join(CERTIFICATE)))
}

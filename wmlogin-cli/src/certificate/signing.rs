//! Certificates that came for a request: from a server or in a file.

use wmlogin_certificate::{PersonalCertificate, ReadError, read_certificates};

use super::arguments::Server;
use super::server;
use super::text::Text;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::file::shown;
use crate::key_store::{Answer, Entry, KeyStore, Roots, not_a_certificate};

/// Has the request of an entry signed, and installs what comes back, or keeps it until it is valid.
pub fn have_signed(
    entry: &Entry,
    server: &Server,
    roots: &Roots,
    store: &KeyStore,
) -> Result<(String, Exit), Failure> {
    let request = entry.pending().ok_or_else(|| Entry::nothing_pending(&entry.name.wmid))?;
    let kept = entry.signed();
    // What came before and cannot be used any more is asked for again.
    let answer = match store.install_or_keep(entry, kept, roots) {
        Ok(answer) if !kept.is_empty() => answer,
        _ => {
            let file = server::sign(&server.server, roots, request)?;
            let certificates = certificates(&file).map_err(|error| not_a_certificate(&error))?;
            store.install_or_keep(entry, &certificates, roots)?
        }
    };
    Ok(report(&answer, entry, store))
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

/// Returns the report on what came.
pub fn report(answer: &Answer, entry: &Entry, store: &KeyStore) -> (String, Exit) {
    match answer {
        Answer::Installed { certificate, replaced } => {
            let replaced = replaced.map(|name| shown(&store.replaced_folder(&name)));
            let text = Text::installed("Installed", entry, certificate)
                .optional_row("Replaced", replaced)
                .gap()
                .line("The private key can still be exported, which is unsafe for long:")
                .line("  wmlogin certificate backup --output FILE   on a removable disk")
                .line("  wmlogin certificate harden");
            (text.finish(), Exit::Done)
        }
        Answer::NotYetValid { certificate } => {
            let text = Text::done("Signed", "the certificate is kept with its request until it is valid.")
                .gap()
                .certificate(certificate, certificate.not_after())
                .gap()
                .line(
                    "This machine's clock is behind the server's, or wrong. After the certificate is valid:",
                )
                .line("  wmlogin certificate register   with the same arguments");
            (text.finish(), Exit::Due)
        }
    }
}

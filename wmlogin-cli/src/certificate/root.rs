//! The roots that a certificate has to lead to, and the check that it does.

use std::path::Path;

use chrono::Utc;
use pkcs8::{Document, LineEnding};
use rustls::pki_types::CertificateDer;
use wmlogin_certificate::{
    CertificateError, CertificateVerifier, MAX_FILE_LENGTH, PersonalCertificate, read_certificates,
};

use super::chain;
use super::error::Error;
use crate::file;

/// RFC 7468 section 5.
const LABEL: &str = "CERTIFICATE";

/// The roots of a file.
pub struct Roots {
    ders: Vec<Vec<u8>>,
}

/// A certificate that was verified, with the certificates up to its root.
pub struct Verified {
    /// The certificate.
    pub certificate: PersonalCertificate,
    /// The certificates in DER, the personal one first.
    pub chain: Vec<Vec<u8>>,
}

impl Roots {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// It cannot be read, or holds something else.
    pub fn read(file: &Path) -> Result<Self, Error> {
        let unusable = |source| Error::Root { file: file.to_owned(), source };
        let bytes = file::read(file, MAX_FILE_LENGTH as u64)?;
        let certificates = read_certificates(&bytes).map_err(|error| unusable(error.into()))?;
        let roots = Self { ders: certificates.iter().map(|certificate| certificate.to_vec()).collect() };
        verifier(&roots.ders).map_err(|error| match error {
            Error::Verifier(error) => unusable(error.into()),
            error => error,
        })?;
        Ok(roots)
    }

    /// The roots.
    pub fn certificates(&self) -> Vec<CertificateDer<'static>> {
        self.ders.iter().map(|der| CertificateDer::from(der.clone())).collect()
    }

    /// The roots in PEM.
    pub fn pem(&self) -> String {
        pem(&self.ders)
    }

    /// Verifies the first of these certificates at this moment; the others may stand between it and the root.
    ///
    /// # Errors
    ///
    /// The first check that fails.
    pub fn verify(&self, certificates: &[Vec<u8>]) -> Result<Verified, Error> {
        let first = certificates.first().map(Vec::as_slice).unwrap_or_default();
        // Which root it leads to, the verifier does not tell; one after the other does.
        for root in &self.ders {
            if let Ok(certificate) = check(std::slice::from_ref(root), certificates) {
                let others: Vec<_> = certificates.iter().chain([root]).cloned().collect();
                return Ok(Verified { certificate, chain: chain::order(first, &others) });
            }
        }
        let error = check(&self.ders, certificates).err();
        Err(error.unwrap_or(CertificateError::UnknownIssuer { issuer: "an unknown one".to_owned() }.into()))
    }
}

fn check(roots: &[Vec<u8>], certificates: &[Vec<u8>]) -> Result<PersonalCertificate, Error> {
    let chain: Vec<_> = certificates.iter().map(|der| der.as_slice().into()).collect();
    Ok(verifier(roots)?.check_chain(&chain, Utc::now())?)
}

fn verifier(roots: &[Vec<u8>]) -> Result<CertificateVerifier, Error> {
    let builder = roots
        .iter()
        .fold(CertificateVerifier::builder(), |builder, root| builder.root_certificates(root.clone()));
    Ok(builder.build()?)
}

/// Certificates in PEM, one after the other.
pub fn pem(ders: &[Vec<u8>]) -> String {
    let encode = |der: &Vec<u8>| Document::try_from(der.as_slice())?.to_pem(LABEL, LineEnding::LF);
    // Whatever was read as DER can be written as PEM.
    ders.iter().filter_map(|der| encode(der).ok()).collect()
}

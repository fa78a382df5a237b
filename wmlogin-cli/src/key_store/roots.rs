//! The roots that a certificate has to lead to, and the check that it does.

use chrono::Utc;
use pkcs8::{Document, LineEnding};
use rustls::pki_types::CertificateDer;
use wmlogin_certificate::{
    CertificateError, CertificateVerifier, CertificateVerifierBuildError, PersonalCertificate,
    read_certificates,
};

use super::chain;

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
    /// Reads the content of a file.
    ///
    /// # Errors
    ///
    /// Returns an error if it holds no roots.
    pub fn read(file: &[u8]) -> Result<Self, CertificateVerifierBuildError> {
        let certificates = read_certificates(file).map_err(CertificateVerifierBuildError::Root)?;
        let roots = Self { ders: certificates.iter().map(|certificate| certificate.to_vec()).collect() };
        verifier(&roots.ders)?;
        Ok(roots)
    }

    /// Returns the roots.
    pub fn certificates(&self) -> Vec<CertificateDer<'static>> {
        self.ders.iter().map(|der| CertificateDer::from(der.clone())).collect()
    }

    /// Returns the roots in PEM.
    pub fn pem(&self) -> String {
        pem(&self.ders)
    }

    /// Verifies the first of these certificates at this moment; the others may stand between it and the root.
    ///
    /// # Errors
    ///
    /// Returns the first check that fails.
    pub fn verify(&self, certificates: &[Vec<u8>]) -> Result<Verified, CertificateError> {
        let first = certificates.first().map(Vec::as_slice).unwrap_or_default();
        // The verifier does not tell to which root it leads; asking for one after the other does.
        for root in &self.ders {
            if let Ok(certificate) = check(std::slice::from_ref(root), certificates) {
                let others: Vec<_> = certificates.iter().chain([root]).cloned().collect();
                return Ok(Verified { certificate, chain: chain::order(first, &others) });
            }
        }
        let error = check(&self.ders, certificates).err();
        Err(error.unwrap_or(CertificateError::UnknownIssuer { issuer: "an unknown one".to_owned() }))
    }
}

fn check(roots: &[Vec<u8>], certificates: &[Vec<u8>]) -> Result<PersonalCertificate, CertificateError> {
    let chain: Vec<_> = certificates.iter().map(|der| der.as_slice().into()).collect();
    let verifier = verifier(roots).map_err(|error| CertificateError::Path(error.into()))?;
    verifier.check_chain(&chain, Utc::now())
}

fn verifier(roots: &[Vec<u8>]) -> Result<CertificateVerifier, CertificateVerifierBuildError> {
    let builder = CertificateVerifier::builder();
    roots.iter().fold(builder, |builder, root| builder.root_certificates(root.clone())).build()
}

/// Returns certificates in PEM, one after the other.
pub fn pem(ders: &[Vec<u8>]) -> String {
    let encode = |der: &Vec<u8>| Document::try_from(der.as_slice())?.to_pem(LABEL, LineEnding::LF);
    // Everything that was read as DER can be written as PEM.
    ders.iter().filter_map(|der| encode(der).ok()).collect()
}

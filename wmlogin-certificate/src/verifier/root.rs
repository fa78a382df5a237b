//! The roots of the paths.

use pki_types::{CertificateDer, TrustAnchor};
use webpki::anchor_from_trusted_cert;

use super::build_error::CertificateVerifierBuildError;
use super::usage;
use crate::name::printable;
use crate::read_error::ReadError;
use crate::x509::Certificate;

/// A trusted root. Its key is what is trusted, so its dates are ignored; what it is restricted to is not.
pub(super) struct Root {
    pub anchor: TrustAnchor<'static>,
    /// A `SubjectPublicKeyInfo`; the anchor has it without tag and length.
    pub public_key: Vec<u8>,
    /// The maximum number of issuers between it and a personal certificate, if it has one.
    pub max_between: Option<u8>,
    /// Says if it may sign revocation lists.
    pub signs_lists: bool,
}

impl Root {
    pub fn read(certificate: &CertificateDer<'_>) -> Result<Self, CertificateVerifierBuildError> {
        let parsed = Certificate::parse(certificate).map_err(CertificateVerifierBuildError::Root)?;
        let subject = || printable(parsed.subject());
        let constraints = parsed.basic_constraints().map_err(CertificateVerifierBuildError::Root)?;
        // Before version 3, a certificate could not declare it.
        if parsed.has_extensions() && !constraints.as_ref().is_some_and(|constraints| constraints.ca) {
            return Err(CertificateVerifierBuildError::NoAuthority { subject: subject() });
        }
        let key = parsed.key();
        if !key.is_accepted() {
            return Err(CertificateVerifierBuildError::WeakRoot { subject: subject(), key });
        }
        if let Some(lacking) =
            usage::lacking_of_issuer(&parsed).map_err(CertificateVerifierBuildError::Root)?
        {
            return Err(CertificateVerifierBuildError::RootUsage { subject: subject(), lacking });
        }
        let anchor = anchor_from_trusted_cert(certificate).map_err(|error| ReadError::Field(error.into()));
        Ok(Self {
            anchor: anchor.map_err(CertificateVerifierBuildError::Root)?.to_owned(),
            public_key: parsed.public_key().map_err(CertificateVerifierBuildError::Root)?,
            max_between: constraints.and_then(|constraints| constraints.path_len_constraint),
            signs_lists: usage::signs_lists(&parsed).map_err(CertificateVerifierBuildError::Root)?,
        })
    }
}

//! The verification of personal certificates.

mod build_error;
mod builder;
mod error;
mod path;
mod revocation;
mod root;
mod usage;

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, TimeDelta, Utc};
use pki_types::CertificateDer;

pub use build_error::CertificateVerifierBuildError;
pub use builder::CertificateVerifierBuilder;
pub use error::CertificateError;
pub use revocation::{MAX_REVOCATION_LIST_LENGTH, RevocationListError};

use super::certificate::PersonalCertificate;
use super::login::{PresentedCertificate, VerifiedCertificate};
use super::read_error::{MAX_CERTIFICATE_LENGTH, MAX_CERTIFICATES, ReadError};
use super::x509::Certificate;
use path::Trust;
use revocation::RevocationList;
use root::Root;

/// Verifies personal certificates; the only way to obtain a [`VerifiedCertificate`]. Cloning is cheap, and
/// clones share their revocation lists.
///
/// ```
/// use wmlogin_certificate::{CertificateVerifier, CertificateVerifierBuildError};
///
/// fn verifier(root: &[u8]) -> Result<CertificateVerifier, CertificateVerifierBuildError> {
///     CertificateVerifier::builder().root_certificates(root).build()
/// }
/// ```
///
/// # What is checked
///
/// - The certificate can be parsed to its last byte, and no limit is exceeded.
/// - Its key is [strong enough](super::RSA_BITS). It is not a CA certificate; it permits `digitalSignature` if
///   it has a key usage extension, and `clientAuth` if it has an extended one.
/// - It leads to one of the roots (RFC 5280 section 6.1) by signatures that cannot be forged: none is made
///   with SHA-1 or weaker. The issuers' certificates are valid at the time. The dates of the roots are
///   ignored, because the verifier trusts their keys, not their certificates.
/// - Each issuer, and the root, has such a key, and is a CA certificate with room for the issuers below it. It permits `keyCertSign`
///   if it has a key usage extension, and `clientAuth` if it has an extended one.
/// - It is not revoked, if there are revocation lists. A revocation in any list counts. Each issuer in the path
///   must have a list that it signed and may sign (`cRLSign`), whose `thisUpdate` has come, and whose
///   `nextUpdate` has not passed: otherwise RFC 5280 section 6.3.3 leaves the status undetermined, and the
///   certificate is refused.
/// - The time is within its validity period, or outside by no more than the clock skew.
/// - Its subject is exactly one WMID.
///
/// # What is not checked
///
/// What decides nothing about who signs in:
///
/// - E-mail addresses: a certificate may have any number of them, in any form.
/// - The serial number: zero, negative numbers and up to 32 bytes are accepted, as RFC 5280 section 4.1.2.2 asks of
///   everybody but authorities, and compared with the revocation lists as they are.
/// - The exponent of an RSA key: 3 is no weakness in signatures that are verified in full.
/// - The key identifiers of issuers, which help to find a path; and the kind of Netscape (`nsCertType`), which RFC 5280
///   does not have.
///
/// Without an extended key usage, a certificate is for every use. Signatures with RSA-PSS are accepted; a key that is
/// for RSA-PSS alone is not, because no browser signs in with one.
#[derive(Clone)]
pub struct CertificateVerifier(Arc<Settings>);

/// Returns the time.
type Clock = Box<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// The settings, as checked by the [`CertificateVerifierBuilder`].
struct Settings {
    /// At least one.
    roots: Vec<Root>,
    skew: TimeDelta,
    clock: Clock,
    revocation: RwLock<Arc<[RevocationList]>>,
}

impl CertificateVerifier {
    /// Returns a builder for a verifier.
    pub fn builder() -> CertificateVerifierBuilder {
        CertificateVerifierBuilder::new()
    }

    /// Verifies the certificate at the current time.
    ///
    /// # Errors
    ///
    /// Returns the first check that fails. Do not sign the user in.
    pub fn verify(&self, presented: &PresentedCertificate) -> Result<VerifiedCertificate, CertificateError> {
        self.verify_at(presented, (self.0.clock)())
    }

    /// Verifies the certificate at the given time.
    ///
    /// # Errors
    ///
    /// Returns the first check that fails. Do not sign the user in.
    pub fn verify_at(
        &self,
        presented: &PresentedCertificate,
        now: DateTime<Utc>,
    ) -> Result<VerifiedCertificate, CertificateError> {
        Ok(VerifiedCertificate::new(self.check_chain(presented.chain(), now)?, now))
    }

    /// Checks the first certificate in the same way but without proof of possession, such as one from a
    /// file; the certificates of its issuers follow it. Do not sign a user in with the result.
    ///
    /// # Errors
    ///
    /// Returns the first check that fails.
    pub fn check_chain(
        &self,
        chain: &[CertificateDer<'_>],
        now: DateTime<Utc>,
    ) -> Result<PersonalCertificate, CertificateError> {
        let leaf = within_limits(chain)?;
        let parsed = Certificate::parse(leaf)?;
        accept_key(&parsed)?;
        let (since, until) = parsed.dates()?;
        let lists = self.revocation_lists();
        let latest = now.checked_add_signed(self.0.skew).unwrap_or(DateTime::<Utc>::MAX_UTC);
        let trust = Trust { roots: &self.0.roots, lists: &lists, latest };
        // Within the skew, or if the dates are the only problem, the path is checked for the nearest time at
        // which the certificate is valid.
        let due = path::check(chain, &parsed, trust, now.max(since).min(until))?;
        usage::check_person(&parsed)?;
        self.check_dates(since, until, now)?;
        match due {
            Some(due) if is_beyond(due, now, self.0.skew) => {
                Err(CertificateError::OldRevocationList { due, now })
            }
            _ => Ok(PersonalCertificate::read(&parsed)?),
        }
    }

    /// Replaces the revocation lists of this verifier and all its clones by these, in DER or PEM.
    ///
    /// # Errors
    ///
    /// Returns an error if one of them cannot be used; the current lists then stay.
    pub fn replace_revocation_lists<T: AsRef<[u8]>>(
        &self,
        lists: impl IntoIterator<Item = T>,
    ) -> Result<(), RevocationListError> {
        let lists = RevocationList::read_all(lists)?;
        *self.0.revocation.write().unwrap_or_else(PoisonError::into_inner) = lists;
        Ok(())
    }

    /// Returns the names of the roots, with which a server tells clients whose certificates it accepts.
    #[cfg(feature = "tls")]
    pub(crate) fn root_names(&self) -> Vec<rustls::DistinguishedName> {
        let names = self.0.roots.iter().map(|root| root.anchor.subject.as_ref());
        names.map(rustls::DistinguishedName::in_sequence).collect()
    }

    fn revocation_lists(&self) -> Arc<[RevocationList]> {
        Arc::clone(&self.0.revocation.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn check_dates(
        &self,
        since: DateTime<Utc>,
        until: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), CertificateError> {
        if is_beyond(now, since, self.0.skew) {
            return Err(CertificateError::NotYetValid { since, now });
        }
        if is_beyond(until, now, self.0.skew) {
            return Err(CertificateError::Expired { until, now });
        }
        Ok(())
    }
}

impl fmt::Debug for CertificateVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CertificateVerifier")
            .field("roots", &self.0.roots.len())
            .field("clock_skew", &self.0.skew)
            .field("revocation_lists", &self.revocation_lists().len())
            .finish_non_exhaustive()
    }
}

/// Returns `true` if `later` is after `earlier` by more than the skew. Certificates count in whole seconds.
fn is_beyond(earlier: DateTime<Utc>, later: DateTime<Utc>, skew: TimeDelta) -> bool {
    later.timestamp() - earlier.timestamp() > skew.num_seconds()
}

/// Returns the first certificate if the chain exceeds no limit.
fn within_limits<'a, 'b>(chain: &'a [CertificateDer<'b>]) -> Result<&'a CertificateDer<'b>, ReadError> {
    if chain.len() > MAX_CERTIFICATES {
        return Err(ReadError::TooMany { count: chain.len() });
    }
    match chain.iter().map(|certificate| certificate.len()).max() {
        Some(length) if length > MAX_CERTIFICATE_LENGTH => Err(ReadError::TooLong { length }),
        _ => chain.first().ok_or(ReadError::NoCertificate),
    }
}

fn accept_key(certificate: &Certificate<'_>) -> Result<(), CertificateError> {
    let key = certificate.key();
    if key.is_accepted() { Ok(()) } else { Err(CertificateError::WeakKey { key }) }
}

//! Whether a certificate is to be believed.

mod builder;
mod path;

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, TimeDelta, Utc};
use pki_types::{CertificateDer, TrustAnchor};
use x509_parser::certificate::X509Certificate;

pub use builder::{CertificateVerifierBuildError, CertificateVerifierBuilder};

use super::error::CertificateError;
use super::file::MAX_CERTIFICATES;
use super::key::KeyKind;
use super::personal::{MAX_CERTIFICATE_LENGTH, PersonalCertificate, parse, time};
use super::presented::PresentedCertificate;
use super::read_error::ReadError;
use super::revocation::{RevocationList, RevocationListError};
use super::verified::VerifiedCertificate;

/// Verifies personal certificates; the only maker of a [`VerifiedCertificate`]. Cloning is cheap; the
/// clones are one verifier.
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
/// - The certificate can be read to its last byte, and nothing is too long or too much.
/// - Its key is [strong enough](super::RSA_BITS), and is that of a person: no authority's, for
///   `digitalSignature` if it has a key usage, and for `clientAuth` if it has an extended one.
/// - It leads to one of the roots (RFC 5280 section 6.1) by signatures that cannot be forged: none is made
///   with SHA-1 or less. The issuers' certificates are valid at the time; the dates of the roots do not
///   matter, because their keys are trusted and not what is written beside them.
/// - It is not revoked, if there are revocation lists. Then there must be one of the issuer of each
///   certificate, signed by that issuer, and its `nextUpdate` must not have passed: RFC 5280 section 6.3.3
///   leaves the status undetermined otherwise, which is refused.
/// - It is within its dates, or no further out than the clock skew.
/// - Its subject is one WMID.
#[derive(Clone)]
pub struct CertificateVerifier(Arc<Settings>);

/// Returns the time.
type Clock = Box<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Settings that a [`CertificateVerifierBuilder`] has checked.
struct Settings {
    /// At least one.
    roots: Vec<TrustAnchor<'static>>,
    skew: TimeDelta,
    clock: Clock,
    revocation: RwLock<Arc<[RevocationList]>>,
}

impl CertificateVerifier {
    /// Begins a verifier.
    pub fn builder() -> CertificateVerifierBuilder {
        CertificateVerifierBuilder::new()
    }

    /// Verifies the certificate at this moment.
    ///
    /// # Errors
    ///
    /// The first check that fails; nobody is signed in.
    pub fn verify(&self, presented: &PresentedCertificate) -> Result<VerifiedCertificate, CertificateError> {
        self.verify_at(presented, (self.0.clock)())
    }

    /// Verifies the certificate at another moment.
    ///
    /// # Errors
    ///
    /// The first check that fails; nobody is signed in.
    pub fn verify_at(
        &self,
        presented: &PresentedCertificate,
        now: DateTime<Utc>,
    ) -> Result<VerifiedCertificate, CertificateError> {
        Ok(VerifiedCertificate::new(self.check_chain(presented.chain(), now)?, now))
    }

    /// Makes the same checks of a certificate that nobody proved to have the key of, such as one from a
    /// file; those of its issuers follow it. It signs nobody in.
    ///
    /// # Errors
    ///
    /// The first check that fails.
    pub fn check_chain(
        &self,
        chain: &[CertificateDer<'_>],
        now: DateTime<Utc>,
    ) -> Result<PersonalCertificate, CertificateError> {
        let leaf = within_limits(chain)?;
        let parsed = parse(leaf)?;
        accept_key(&parsed)?;
        let (since, until) = dates(&parsed)?;
        let lists = self.revocation_lists();
        // Within the skew, or where the dates are the only problem, the path is checked for the nearest
        // moment at which the certificate is valid.
        let issuers = path::check(chain, &parsed, &self.0.roots, &lists, now.max(since).min(until))?;
        check_key_usage(&parsed)?;
        self.check_dates(since, until, now)?;
        self.check_freshness(lists.iter().filter(|list| issuers.contains(list.list.issuer())), now)?;
        Ok(PersonalCertificate::read(leaf, &parsed)?)
    }

    /// Takes these revocation lists, in DER or PEM, in place of those that there are; for every clone.
    ///
    /// # Errors
    ///
    /// One of them cannot be used. Then those that there are stay.
    pub fn replace_revocation_lists<T: AsRef<[u8]>>(
        &self,
        lists: impl IntoIterator<Item = T>,
    ) -> Result<(), RevocationListError> {
        let read: Result<_, _> = lists.into_iter().map(|list| RevocationList::read(list.as_ref())).collect();
        *self.0.revocation.write().unwrap_or_else(PoisonError::into_inner) = read?;
        Ok(())
    }

    /// The names of the roots, for a server to tell whose certificates it takes.
    #[cfg(feature = "tls")]
    pub(crate) fn root_names(&self) -> Vec<rustls::DistinguishedName> {
        let names = self.0.roots.iter().map(|root| root.subject.as_ref());
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

    fn check_freshness<'a>(
        &self,
        lists: impl Iterator<Item = &'a RevocationList>,
        now: DateTime<Utc>,
    ) -> Result<(), CertificateError> {
        match lists.map(|list| list.next_update).min() {
            Some(due) if is_beyond(due, now, self.0.skew) => {
                Err(CertificateError::OldRevocationList { due, now })
            }
            _ => Ok(()),
        }
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

/// Whether `later` is more than the skew after `earlier`. Certificates count in whole seconds.
fn is_beyond(earlier: DateTime<Utc>, later: DateTime<Utc>, skew: TimeDelta) -> bool {
    later.timestamp() - earlier.timestamp() > skew.num_seconds()
}

/// The first certificate, if there are not too many and none of them is too long.
fn within_limits<'a, 'b>(chain: &'a [CertificateDer<'b>]) -> Result<&'a CertificateDer<'b>, ReadError> {
    if chain.len() > MAX_CERTIFICATES {
        return Err(ReadError::TooMany { count: chain.len() });
    }
    match chain.iter().map(|certificate| certificate.len()).max() {
        Some(length) if length > MAX_CERTIFICATE_LENGTH => Err(ReadError::TooLong { length }),
        _ => chain.first().ok_or(ReadError::NoCertificate),
    }
}

fn accept_key(certificate: &X509Certificate<'_>) -> Result<(), CertificateError> {
    let key = KeyKind::of(certificate.public_key());
    if key.is_accepted() { Ok(()) } else { Err(CertificateError::WeakKey { key }) }
}

fn dates(certificate: &X509Certificate<'_>) -> Result<(DateTime<Utc>, DateTime<Utc>), ReadError> {
    let validity = certificate.validity();
    Ok((time(validity.not_before)?, time(validity.not_after)?))
}

/// The other uses of the key are the path's business.
fn check_key_usage(certificate: &X509Certificate<'_>) -> Result<(), CertificateError> {
    let usage = certificate.key_usage().map_err(ReadError::malformed)?;
    if usage.is_some_and(|usage| !usage.value.digital_signature()) {
        return Err(CertificateError::KeyUsage { extension: "keyUsage", lacking: "digitalSignature" });
    }
    Ok(())
}

//! A personal certificate as read from its bytes.

use std::fmt;

use chrono::{DateTime, Utc};
use pki_types::CertificateDer;
use sha2::{Digest, Sha256};
use wmlogin_types::CERTIFICATE_RENEWAL_WINDOW;

use super::holder::Holder;
use super::key::{KeyKind, is_same};
use super::name::printable;
use super::read_error::ReadError;
use super::serial::{Serial, write_pairs};
use super::x509::Certificate;

/// A personal certificate as read from its bytes. **Nothing in it is verified**: do not sign a user in with
/// it.
///
/// It holds what a list of certificates displays. A [`CertificateVerifier`](super::CertificateVerifier)
/// checks whether any of it is true.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonalCertificate {
    der: CertificateDer<'static>,
    holder: Holder,
    serial: Serial,
    issuer: String,
    not_before: DateTime<Utc>,
    not_after: DateTime<Utc>,
    key: KeyKind,
    public_key: Vec<u8>,
}

impl PersonalCertificate {
    /// Reads a certificate in DER, to its last byte.
    ///
    /// # Errors
    ///
    /// Returns an error if the bytes are not an X.509 certificate whose subject is a WMID.
    pub fn from_der(der: &[u8]) -> Result<Self, ReadError> {
        Self::read(&Certificate::parse(der)?)
    }

    /// Copies what was parsed.
    pub(super) fn read(parsed: &Certificate<'_>) -> Result<Self, ReadError> {
        let (not_before, not_after) = parsed.dates()?;
        Ok(Self {
            der: CertificateDer::from(parsed.der().to_vec()),
            holder: Holder::read(parsed.subject(), parsed.extensions()).map_err(ReadError::Holder)?,
            serial: Serial::from_integer(parsed.serial()).map_err(ReadError::Serial)?,
            issuer: printable(parsed.issuer()),
            not_before,
            not_after,
            key: parsed.key(),
            public_key: parsed.public_key()?,
        })
    }

    /// Returns the person that the certificate is for.
    #[must_use]
    pub const fn holder(&self) -> &Holder {
        &self.holder
    }

    /// Returns the serial number, which is unique for the issuer.
    #[must_use]
    pub const fn serial(&self) -> &Serial {
        &self.serial
    }

    /// Returns the digest that people compare certificates by.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint(Sha256::digest(&self.der).into())
    }

    /// Returns the name of the issuer, in one line for people, truncated if it is long.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Returns the first second in which the certificate is valid.
    #[must_use]
    pub const fn not_before(&self) -> DateTime<Utc> {
        self.not_before
    }

    /// Returns the last second in which the certificate is valid.
    #[must_use]
    pub const fn not_after(&self) -> DateTime<Utc> {
        self.not_after
    }

    /// Returns the time from which a renewal is offered: [`CERTIFICATE_RENEWAL_WINDOW`] before the end.
    #[must_use]
    pub fn renewal_from(&self) -> DateTime<Utc> {
        CERTIFICATE_RENEWAL_WINDOW.before(self.not_after).unwrap_or(self.not_before)
    }

    /// Returns the kind of the public key.
    #[must_use]
    pub const fn key(&self) -> KeyKind {
        self.key
    }

    /// Returns the public key: the DER of a `SubjectPublicKeyInfo` (RFC 5280 section 4.1.2.7).
    #[must_use]
    pub fn public_key_der(&self) -> &[u8] {
        &self.public_key
    }

    /// Returns `true` if the certificate is for this public key, the DER of a `SubjectPublicKeyInfo`. Keys are
    /// compared by their values, because some have several encodings.
    #[must_use]
    pub fn is_for(&self, public_key_der: &[u8]) -> bool {
        is_same(&self.public_key, public_key_der)
    }

    /// Returns the certificate itself.
    #[must_use]
    pub const fn der(&self) -> &CertificateDer<'static> {
        &self.der
    }
}

impl fmt::Debug for PersonalCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PersonalCertificate")
            .field("holder", &self.holder)
            .field("serial", &self.serial)
            .field("fingerprint", &self.fingerprint())
            .field("issuer", &self.issuer)
            .field("not_before", &self.not_before)
            .field("not_after", &self.not_after)
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

/// The SHA-256 digest of a certificate. It prints as in openssl, in pairs of hexadecimal digits: `0A:1B:…`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Returns the bytes of the digest.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_pairs(f, &self.0)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

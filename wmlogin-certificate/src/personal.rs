//! A personal certificate as it was read.

use std::fmt;

use chrono::{DateTime, Utc};
use pki_types::CertificateDer;
use wmlogin_types::CERTIFICATE_RENEWAL_WINDOW;
use x509_parser::certificate::X509Certificate;
use x509_parser::error::X509Error;
use x509_parser::prelude::FromDer;
use x509_parser::time::ASN1Time;

use super::fingerprint::Fingerprint;
use super::holder::Holder;
use super::key::KeyKind;
use super::name::printable;
use super::read_error::ReadError;
use super::serial::Serial;

/// The longest certificate that is read, in bytes. One with an RSA key of 8192 bits, signed with another,
/// has about 3000.
pub const MAX_CERTIFICATE_LENGTH: usize = 16 * 1024;

/// A personal certificate as it was read: **nothing of it is verified**, so sign nobody in with it.
///
/// It tells what a list of certificates shows. A
/// [`CertificateVerifier`](super::CertificateVerifier) tells whether any of it is true.
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
    /// It is no X.509 certificate, or not one whose subject is a WMID.
    pub fn from_der(der: &[u8]) -> Result<Self, ReadError> {
        Self::read(der, &parse(der)?)
    }

    /// Takes over what was parsed.
    pub(super) fn read(der: &[u8], parsed: &X509Certificate<'_>) -> Result<Self, ReadError> {
        let names = parsed.subject_alternative_name().map_err(ReadError::malformed)?;
        let names = names.map_or(&[][..], |extension| &extension.value.general_names);
        let validity = parsed.validity();
        Ok(Self {
            der: CertificateDer::from(der.to_vec()),
            holder: Holder::read(parsed.subject(), names).map_err(ReadError::Holder)?,
            serial: serial(parsed)?,
            issuer: printable(parsed.issuer()),
            not_before: time(validity.not_before)?,
            not_after: time(validity.not_after)?,
            key: KeyKind::of(parsed.public_key()),
            public_key: parsed.public_key().raw.to_vec(),
        })
    }

    /// Whom it is for.
    #[must_use]
    pub const fn holder(&self) -> &Holder {
        &self.holder
    }

    /// The number that the issuer gave it.
    #[must_use]
    pub const fn serial(&self) -> &Serial {
        &self.serial
    }

    /// What people compare it by.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.der)
    }

    /// The name of the issuer, in one line for people, cut if it is long.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The first moment at which it is valid.
    #[must_use]
    pub const fn not_before(&self) -> DateTime<Utc> {
        self.not_before
    }

    /// The last second in which it is valid.
    #[must_use]
    pub const fn not_after(&self) -> DateTime<Utc> {
        self.not_after
    }

    /// From when on its renewal is offered: [`CERTIFICATE_RENEWAL_WINDOW`] before its end.
    #[must_use]
    pub fn renewal_from(&self) -> DateTime<Utc> {
        CERTIFICATE_RENEWAL_WINDOW.before(self.not_after).unwrap_or(self.not_before)
    }

    /// The kind of its public key.
    #[must_use]
    pub const fn key(&self) -> KeyKind {
        self.key
    }

    /// Its public key: the DER of a `SubjectPublicKeyInfo` (RFC 5280 section 4.1.2.7).
    #[must_use]
    pub fn public_key_der(&self) -> &[u8] {
        &self.public_key
    }

    /// The certificate itself.
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

/// One certificate, and nothing after it.
pub(super) fn parse(der: &[u8]) -> Result<X509Certificate<'_>, ReadError> {
    if der.len() > MAX_CERTIFICATE_LENGTH {
        return Err(ReadError::TooLong { length: der.len() });
    }
    match X509Certificate::from_der(der) {
        Ok(([], certificate)) => Ok(certificate),
        Ok((rest, _)) => Err(ReadError::TrailingBytes { count: rest.len() }),
        Err(error) => Err(ReadError::malformed(X509Error::from(error))),
    }
}

fn serial(parsed: &X509Certificate<'_>) -> Result<Serial, ReadError> {
    // RFC 5280 section 4.1.2.2: it is positive, so the first bit of the INTEGER is not set.
    match parsed.raw_serial() {
        [0x80..=0xFF, ..] => Err(ReadError::malformed("the serial number is negative")),
        bytes => Serial::from_bytes(bytes).map_err(ReadError::malformed),
    }
}

pub(super) fn time(time: ASN1Time) -> Result<DateTime<Utc>, ReadError> {
    DateTime::from_timestamp(time.timestamp(), 0).ok_or_else(|| ReadError::malformed("a date cannot be read"))
}

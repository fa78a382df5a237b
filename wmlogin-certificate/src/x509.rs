//! The fields of a certificate, as far as they are used here (RFC 5280 section 4.1).

use chrono::{DateTime, Utc};
use der::asn1::{AnyRef, BitStringRef, IntRef, ObjectIdentifier};
use der::oid::AssociatedOid;
use der::{Decode, Encode, Error, ErrorKind, Sequence, Tag, Tagged};
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::{BasicConstraints, CrlDistributionPoints, ExtendedKeyUsage, KeyUsage};
use x509_cert::spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};
use x509_cert::time::{Time, Validity};

use super::key::{KeyKind, is_same};
use super::read_error::{MAX_CERTIFICATE_LENGTH, ReadError};
use super::signed::Signed;
use super::tlv;

const INTEGER: u8 = 0x02;
const SEQUENCE: u8 = 0x30;
const VERSION: u8 = 0xA0;

/// The version that is encoded as 2.
const VERSION_3: u8 = 2;

/// A certificate that was parsed. Names stay as they are: the crate `der` rejects some types of strings.
#[derive(Sequence)]
struct TbsCertificate<'a> {
    #[asn1(context_specific = "0", default = "Default::default")]
    version: u8,
    serial: IntRef<'a>,
    algorithm: AlgorithmIdentifierRef<'a>,
    issuer: AnyRef<'a>,
    validity: Validity,
    subject: AnyRef<'a>,
    key: SubjectPublicKeyInfoRef<'a>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    issuer_id: Option<BitStringRef<'a>>,
    #[asn1(context_specific = "2", tag_mode = "IMPLICIT", optional = "true")]
    subject_id: Option<BitStringRef<'a>>,
    #[asn1(context_specific = "3", optional = "true")]
    extensions: Option<Vec<Extension>>,
}

/// A certificate of any kind and version that was parsed. **Nothing in it is verified.**
///
/// Its extensions are read on demand.
pub struct Certificate<'a> {
    der: &'a [u8],
    tbs: TbsCertificate<'a>,
}

impl<'a> Certificate<'a> {
    /// Parses a single certificate, to its last byte.
    ///
    /// # Errors
    ///
    /// Returns an error if the bytes are not an X.509 certificate, or exceed the limit.
    pub fn parse(der: &'a [u8]) -> Result<Self, ReadError> {
        if der.len() > MAX_CERTIFICATE_LENGTH {
            return Err(ReadError::TooLong { length: der.len() });
        }
        let signed = Signed::from_der(der).map_err(|error| match error.kind() {
            ErrorKind::TrailingData { remaining, .. } => {
                ReadError::TrailingBytes { count: usize::try_from(remaining).unwrap_or(usize::MAX) }
            }
            _ => ReadError::malformed(error),
        })?;
        match TbsCertificate::from_der(signed.content) {
            Ok(tbs) => Self { der, tbs }.checked(),
            Err(error) if is_certificate(signed.content) => Err(ReadError::Field(error.into())),
            Err(error) => Err(ReadError::malformed(error)),
        }
    }

    fn checked(self) -> Result<Self, ReadError> {
        if !is_name(self.tbs.issuer) || !is_name(self.tbs.subject) {
            return Err(ReadError::malformed("a name is not a sequence"));
        }
        match repeated(self.extensions()) {
            Some(oid) => Err(ReadError::Field(format!("the extension {oid} occurs twice").into())),
            None => Ok(self),
        }
    }

    /// Returns the bytes that were parsed.
    #[must_use]
    pub const fn der(&self) -> &'a [u8] {
        self.der
    }

    /// Returns `true` if the version has extensions.
    pub(crate) const fn has_extensions(&self) -> bool {
        self.tbs.version >= VERSION_3
    }

    /// Returns the content of the `INTEGER`: a number in two's complement, the most significant byte first.
    pub(crate) fn serial(&self) -> &'a [u8] {
        self.tbs.serial.as_bytes()
    }

    /// Returns the name of the issuer, without tag and length.
    #[must_use]
    pub fn issuer(&self) -> &'a [u8] {
        self.tbs.issuer.value()
    }

    /// Returns the name of the subject, without tag and length.
    #[must_use]
    pub fn subject(&self) -> &'a [u8] {
        self.tbs.subject.value()
    }

    /// Returns the first and the last second in which it is valid.
    pub(crate) fn dates(&self) -> Result<(DateTime<Utc>, DateTime<Utc>), ReadError> {
        Ok((time(self.tbs.validity.not_before)?, time(self.tbs.validity.not_after)?))
    }

    /// Returns `true` if the certificate is for this public key, the DER of a `SubjectPublicKeyInfo`.
    #[must_use]
    pub fn is_for(&self, public_key_der: &[u8]) -> bool {
        self.public_key().is_ok_and(|key| is_same(&key, public_key_der))
    }

    /// Returns the kind of the public key.
    pub(crate) fn key(&self) -> KeyKind {
        KeyKind::of(&self.tbs.key)
    }

    /// Returns the public key: a `SubjectPublicKeyInfo`.
    pub(crate) fn public_key(&self) -> Result<Vec<u8>, ReadError> {
        self.tbs.key.to_der().map_err(|error| ReadError::Field(error.into()))
    }

    /// Returns the key usage, if the certificate has the extension.
    pub(crate) fn key_usage(&self) -> Result<Option<KeyUsage>, ReadError> {
        self.extension("keyUsage")
    }

    /// Returns the extended key usage, if the certificate has the extension.
    pub(crate) fn extended_key_usage(&self) -> Result<Option<ExtendedKeyUsage>, ReadError> {
        self.extension("extKeyUsage")
    }

    /// Returns the basic constraints, if the certificate has the extension.
    pub(crate) fn basic_constraints(&self) -> Result<Option<BasicConstraints>, ReadError> {
        self.extension("basicConstraints")
    }

    /// Returns the places of revocation lists, if the certificate has the extension.
    pub(crate) fn revocation_points(&self) -> Result<Option<CrlDistributionPoints>, ReadError> {
        self.extension("cRLDistributionPoints")
    }

    /// Returns the extensions.
    pub(crate) fn extensions(&self) -> &[Extension] {
        self.tbs.extensions.as_deref().unwrap_or_default()
    }

    fn extension<T>(&self, name: &'static str) -> Result<Option<T>, ReadError>
    where
        T: for<'b> Decode<'b, Error = Error> + AssociatedOid,
    {
        let found = self.extensions().iter().find(|extension| extension.extn_id == T::OID);
        let decoded = found.map(|extension| T::from_der(extension.extn_value.as_bytes())).transpose();
        decoded.map_err(|error| ReadError::Extension { name, source: error.into() })
    }
}

/// Returns an extension that occurs twice, which RFC 5280 section 4.2 forbids: it would be open which one counts.
pub(super) fn repeated(extensions: &[Extension]) -> Option<ObjectIdentifier> {
    let mut oids: Vec<_> = extensions.iter().map(|extension| extension.extn_id).collect();
    oids.sort_unstable();
    oids.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0])
}

fn is_name(value: AnyRef<'_>) -> bool {
    value.tag() == Tag::Sequence
}

/// Returns `true` if the content has the first fields of a certificate, even if one of them is invalid.
fn is_certificate(mut content: &[u8]) -> bool {
    let Some((SEQUENCE, mut fields)) = tlv::value(&mut content) else { return false };
    let mut tags = std::iter::from_fn(|| tlv::value(&mut fields)).map(|(tag, _)| tag).peekable();
    let _version = tags.next_if_eq(&VERSION);
    tags.take(6).eq([INTEGER, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE])
}

pub(super) fn time(time: Time) -> Result<DateTime<Utc>, ReadError> {
    let seconds = i64::try_from(time.to_unix_duration().as_secs()).ok();
    let time = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    time.ok_or_else(|| ReadError::Field("a date is out of range".into()))
}

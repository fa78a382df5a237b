//! Kinds of public keys.

use std::fmt;
use std::ops::RangeInclusive;

use der::asn1::{ObjectIdentifier, UintRef};
use der::oid::db::rfc5912::{ID_EC_PUBLIC_KEY, RSA_ENCRYPTION, SECP_256_R_1, SECP_384_R_1};
use der::{Decode, Sequence};
use x509_cert::spki::SubjectPublicKeyInfoRef;

/// The accepted lengths of RSA keys, in bits: shorter ones are weak, and longer ones keep a server busy.
pub const RSA_BITS: RangeInclusive<usize> = 2048..=8192;

/// The kind of a public key and its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyKind {
    /// RSA with a modulus of some length.
    Rsa {
        /// The length of the modulus.
        bits: usize,
    },
    /// ECDSA on the curve P-256.
    EcdsaP256,
    /// ECDSA on the curve P-384.
    EcdsaP384,
    /// Any other kind; none of them is accepted.
    Other,
}

impl KeyKind {
    pub(super) fn of(key: &SubjectPublicKeyInfoRef<'_>) -> Self {
        match key.algorithm.oid {
            RSA_ENCRYPTION => rsa(key).unwrap_or(Self::Other),
            ID_EC_PUBLIC_KEY => match curve(key) {
                Some(SECP_256_R_1) => Self::EcdsaP256,
                Some(SECP_384_R_1) => Self::EcdsaP384,
                _ => Self::Other,
            },
            _ => Self::Other,
        }
    }

    /// Returns `true` if such a key is accepted: RSA of [`RSA_BITS`], or ECDSA on one of the two curves.
    #[must_use]
    pub fn is_accepted(self) -> bool {
        match self {
            Self::Rsa { bits } => RSA_BITS.contains(&bits),
            Self::EcdsaP256 | Self::EcdsaP384 => true,
            Self::Other => false,
        }
    }
}

/// Returns the accepted kinds, for an error message: "expected …".
pub(super) fn accepted_kinds() -> String {
    let (min, max) = (RSA_BITS.start(), RSA_BITS.end());
    format!("RSA of {min} to {max} bits, or {} or {}", KeyKind::EcdsaP256, KeyKind::EcdsaP384)
}

/// An `RSAPublicKey` (RFC 8017 appendix A.1.1).
#[derive(Sequence)]
struct RsaPublicKey<'a> {
    modulus: UintRef<'a>,
    exponent: UintRef<'a>,
}

fn rsa(key: &SubjectPublicKeyInfoRef<'_>) -> Option<KeyKind> {
    let key = RsaPublicKey::from_der(key.subject_public_key.as_bytes()?).ok()?;
    let modulus = key.modulus.as_bytes();
    let bits = modulus.first().map_or(0, |first| 8 * modulus.len() - first.leading_zeros() as usize);
    Some(KeyKind::Rsa { bits })
}

/// Returns `true` if both are the same public key, each a `SubjectPublicKeyInfo` in DER. The value counts, not the
/// bytes: the parameters of RSA may be missing, and a point may be compressed (RFC 5480 section 2.2).
pub(super) fn is_same(one: &[u8], other: &[u8]) -> bool {
    let value = |key| KeyValue::read(key).filter(|_| !key.is_empty());
    one == other || value(one).is_some_and(|one| value(other).is_some_and(|other| one.is_same(&other)))
}

/// The value of a public key, of a kind that has several encodings.
enum KeyValue<'a> {
    Rsa(RsaPublicKey<'a>),
    Point { curve: ObjectIdentifier, point: &'a [u8] },
}

impl<'a> KeyValue<'a> {
    fn read(key: &'a [u8]) -> Option<Self> {
        let key = SubjectPublicKeyInfoRef::from_der(key).ok()?;
        let value = key.subject_public_key.as_bytes()?;
        match key.algorithm.oid {
            RSA_ENCRYPTION => RsaPublicKey::from_der(value).ok().map(Self::Rsa),
            ID_EC_PUBLIC_KEY => Some(Self::Point { curve: curve(&key)?, point: value }),
            _ => None,
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Rsa(one), Self::Rsa(other)) => {
                (one.modulus, one.exponent) == (other.modulus, other.exponent)
            }
            (Self::Point { curve, point }, Self::Point { curve: of, point: other }) => {
                curve == of && compressed(point) == compressed(other)
            }
            _ => false,
        }
    }
}

/// Returns the point in compressed form (SEC 1 section 2.3.3): its x coordinate, and whether y is odd.
fn compressed(point: &[u8]) -> Vec<u8> {
    match point {
        [0x04, coordinates @ ..] => {
            let (x, y) = coordinates.split_at(coordinates.len() / 2);
            let parity = y.last().map_or(0, |last| last & 1);
            [&[0x02 | parity][..], x].concat()
        }
        other => other.to_vec(),
    }
}

fn curve(key: &SubjectPublicKeyInfoRef<'_>) -> Option<ObjectIdentifier> {
    key.algorithm.parameters?.decode_as().ok()
}

impl fmt::Display for KeyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rsa { bits } => write!(f, "RSA {bits}"),
            Self::EcdsaP256 => f.pad("ECDSA P-256"),
            Self::EcdsaP384 => f.pad("ECDSA P-384"),
            Self::Other => f.pad("of an unsupported kind"),
        }
    }
}

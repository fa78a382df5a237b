//! Kinds of public keys.

use std::fmt;
use std::ops::RangeInclusive;

use x509_parser::asn1_rs::Oid;
use x509_parser::oid_registry::{OID_EC_P256, OID_KEY_TYPE_EC_PUBLIC_KEY, OID_NIST_EC_P384};
use x509_parser::public_key::{PublicKey, RSAPublicKey};
use x509_parser::x509::SubjectPublicKeyInfo;

/// The accepted lengths of RSA keys, in bits: shorter ones are weak, and longer ones keep a server busy.
pub const RSA_BITS: RangeInclusive<usize> = 2048..=8192;

/// The kind of a public key and its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyKind {
    /// RSA.
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
    pub(super) fn of(key: &SubjectPublicKeyInfo<'_>) -> Self {
        match key.parsed() {
            Ok(PublicKey::RSA(key)) => Self::Rsa { bits: bits(&key) },
            Ok(PublicKey::EC(_)) if key.algorithm.algorithm == OID_KEY_TYPE_EC_PUBLIC_KEY => {
                let curve: Option<Oid<'_>> =
                    key.algorithm.parameters.as_ref().and_then(|parameters| parameters.as_oid().ok());
                match curve {
                    Some(curve) if curve == OID_EC_P256 => Self::EcdsaP256,
                    Some(curve) if curve == OID_NIST_EC_P384 => Self::EcdsaP384,
                    _ => Self::Other,
                }
            }
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

/// Returns the length of the modulus in bits; the library's own method counts whole bytes.
fn bits(key: &RSAPublicKey<'_>) -> usize {
    let zeros = key.modulus.iter().take_while(|&&byte| byte == 0).count();
    let significant = &key.modulus[zeros..];
    significant.first().map_or(0, |first| 8 * significant.len() - first.leading_zeros() as usize)
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

//! The kinds of private keys, by name: the libraries beneath do not tell a damaged key from one that they do not support.

use der::Decode;
use der::asn1::{AnyRef, ObjectIdentifier};
use der::oid::db::DB;
use der::oid::db::rfc5912::{
    ID_DSA, ID_EC_PUBLIC_KEY, ID_RSASSA_PSS, RSA_ENCRYPTION, SECP_256_R_1, SECP_384_R_1,
};
use der::oid::db::rfc8410::{ID_ED_448, ID_ED_25519};
use pkcs8::PrivateKeyInfoRef;
use wmlogin_certificate::{KeyKind, RSA_BITS};

use super::Error;

/// Checks that the kind of a key in PKCS #8 is accepted. What cannot be parsed is left to the library that uses it.
///
/// # Errors
///
/// Returns an error with the name of the kind.
pub fn check(der: &[u8]) -> Result<(), Error> {
    let Ok(info) = PrivateKeyInfoRef::from_der(der) else { return Ok(()) };
    let kind = match info.algorithm.oid {
        RSA_ENCRYPTION => match bits(info.private_key.as_bytes()) {
            Some(bits) if !RSA_BITS.contains(&bits) => KeyKind::Rsa { bits }.to_string(),
            _ => return Ok(()),
        },
        ID_EC_PUBLIC_KEY => match info.algorithm.parameters.map(AnyRef::decode_as::<ObjectIdentifier>) {
            None | Some(Ok(SECP_256_R_1 | SECP_384_R_1)) => return Ok(()),
            Some(Ok(curve)) => format!("ECDSA on {}", name(&curve)),
            Some(Err(_)) => "ECDSA on a curve without a name".to_owned(),
        },
        ID_RSASSA_PSS => "RSA for PSS alone".to_owned(),
        ID_DSA => "DSA".to_owned(),
        ID_ED_25519 => "Ed25519".to_owned(),
        ID_ED_448 => "Ed448".to_owned(),
        other => name(&other),
    };
    Err(Error::Kind { kind })
}

/// Returns the length of the modulus, the second field of an `RSAPrivateKey` (RFC 8017 appendix A.1.2).
fn bits(key: &[u8]) -> Option<usize> {
    let fields = Vec::<AnyRef<'_>>::from_der(key).ok()?;
    let modulus = fields.get(1)?.value();
    let zeros = modulus.iter().take_while(|byte| **byte == 0).count();
    let first = modulus.get(zeros)?;
    Some(8 * (modulus.len() - zeros) - first.leading_zeros() as usize)
}

fn name(oid: &ObjectIdentifier) -> String {
    DB.by_oid(oid).map_or_else(|| oid.to_string(), str::to_owned)
}

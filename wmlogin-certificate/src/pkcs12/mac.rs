//! The MAC of a PKCS #12 file, by which a change and a wrong passphrase are noticed.

use der::Sequence;
use der::asn1::{ObjectIdentifier, OctetStringRef};
use der::oid::db::rfc5912::{ID_SHA_1, ID_SHA_224, ID_SHA_256, ID_SHA_384, ID_SHA_512};
use hmac::digest::block_api::{BlockSizeUser, EagerHash};
use hmac::digest::{Digest, FixedOutputReset, OutputSizeUser};
use hmac::{Hmac, KeyInit, Mac as _};
use pkcs8::spki::AlgorithmIdentifierRef;
use sha1::Sha1;
use sha2::{Sha224, Sha256, Sha384, Sha512};

use super::Error;
use super::cipher::{self, MAX_ITERATIONS, Password};
use super::kdf::{Purpose, derive};

/// A `MacData` (RFC 7292 section 4).
#[derive(Sequence)]
pub(super) struct Mac<'a> {
    digest: DigestInfo<'a>,
    salt: &'a OctetStringRef,
    #[asn1(default = "one")]
    iterations: u32,
}

#[derive(Sequence)]
struct DigestInfo<'a> {
    algorithm: AlgorithmIdentifierRef<'a>,
    digest: &'a OctetStringRef,
}

const fn one() -> u32 {
    1
}

/// Checks the MAC of the content with a password.
type Check = fn(&Mac<'_>, &[u8], &[u8]) -> bool;

impl Mac<'_> {
    /// Returns the one of the passwords that the MAC was made with.
    pub fn verify(&self, content: &[u8], passwords: Vec<Password>) -> Result<Password, Error> {
        let check = check(&self.digest.algorithm.oid)
            .ok_or_else(|| Error::Unsupported { algorithm: cipher::name(&self.digest.algorithm.oid) })?;
        if self.iterations > MAX_ITERATIONS {
            return Err(Error::too_many(self.iterations));
        }
        let made_with = |password: &Password| check(self, content, password.utf_16());
        passwords.into_iter().find(made_with).ok_or(Error::Passphrase)
    }
}

fn is_of<D>(mac: &Mac<'_>, content: &[u8], password: &[u8]) -> bool
where
    D: Digest + EagerHash + FixedOutputReset + BlockSizeUser,
{
    let length = <D as OutputSizeUser>::output_size();
    let key = derive::<D>(password, mac.salt.as_bytes(), Purpose::Mac, mac.iterations, length);
    Hmac::<D>::new_from_slice(&key)
        .is_ok_and(|hmac| hmac.chain_update(content).verify_slice(mac.digest.digest.as_bytes()).is_ok())
}

fn check(digest: &ObjectIdentifier) -> Option<Check> {
    Some(match *digest {
        ID_SHA_1 => is_of::<Sha1>,
        ID_SHA_224 => is_of::<Sha224>,
        ID_SHA_256 => is_of::<Sha256>,
        ID_SHA_384 => is_of::<Sha384>,
        ID_SHA_512 => is_of::<Sha512>,
        _ => return None,
    })
}

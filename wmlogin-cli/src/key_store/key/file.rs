//! The files of private keys, in PEM and encrypted as PKCS #8 (RFC 5958 section 3) with PBES2 (RFC 8018):
//! AES-256 in CBC mode under a key that PBKDF2 with HMAC-SHA-256 derives. There are two kinds of protection.
//!
//! *Exportable*: under the passphrase. Other programs can open it: `openssl pkey -in key.pem`. OWASP prefers
//! scrypt, but openssl does not open a file with as much memory as OWASP recommends.
//!
//! *Hardened*: under a digest of the passphrase and of a secret that the store has in a file of its own, with
//! a PEM label that no other program knows. This keeps the key from anyone who has only the key file and the
//! passphrase: from a synchronised folder or a mail, from programs that search for keys, and from an owner who
//! would export it without thinking. It does not keep it from anyone who has the whole store, the passphrase
//! and this source file: what the program can open, they can. A file system may also keep the blocks of the
//! former exportable file.

use pkcs8::der::Decode;
use pkcs8::pkcs5::EncryptionScheme;
use pkcs8::pkcs5::pbes2::{self, Kdf};
use pkcs8::{EncryptedPrivateKeyInfoOwned, LineEnding, PrivateKeyInfoRef, SecretDocument};
use sha2::{Digest, Sha256};
use wmlogin_types::runtime::text::normalize;
use zeroize::Zeroizing;

use super::{Error, PrivateKey};
use crate::key_store::passphrase::Passphrase;
use crate::key_store::secret::Secret;

/// OWASP, Password Storage Cheat Sheet: PBKDF2 with HMAC-SHA-256.
const ITERATIONS: u32 = 600_000;

/// More than a later version of this program would use, but few enough to finish.
const MAX_ITERATIONS: u32 = 10_000_000;

/// RFC 7468 section 11.
const EXPORTABLE_LABEL: &str = "ENCRYPTED PRIVATE KEY";

const HARDENED_LABEL: &str = "WMLOGIN HARDENED PRIVATE KEY";

/// The prefix of the digest, which makes it useless for anything else.
const HARDENED_CONTEXT: &[u8] = b"wmlogin hardened private key 1\0";

/// The protection of a private key in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyProtection {
    /// Under the passphrase.
    Exportable,
    /// Under the passphrase and the store's secret.
    Hardened,
}

/// A key file that was read but not decrypted yet.
#[derive(Debug)]
pub struct KeyFile {
    protection: KeyProtection,
    info: EncryptedPrivateKeyInfoOwned,
}

impl KeyFile {
    /// Reads a key file, without decrypting it.
    ///
    /// # Errors
    ///
    /// Returns an error if the file is damaged or was not written by this program.
    pub fn read(pem: &[u8]) -> Result<Self, Error> {
        let pem = normalize(pem);
        let text = str::from_utf8(&pem).map_err(|error| Error::File(error.into()))?;
        let (label, document) = SecretDocument::from_pem(text).map_err(|error| Error::File(error.into()))?;
        let protection = match label {
            EXPORTABLE_LABEL => KeyProtection::Exportable,
            HARDENED_LABEL => KeyProtection::Hardened,
            _ => return Err(Error::File("it is not a private key".into())),
        };
        let info = EncryptedPrivateKeyInfoOwned::from_der(document.as_bytes());
        let info = info.map_err(|error| Error::File(error.into()))?;
        match &info.encryption_algorithm {
            EncryptionScheme::Pbes2(parameters) if is_ours(parameters) => Ok(Self { protection, info }),
            _ => Err(Error::Algorithm),
        }
    }

    /// Returns the protection of the key.
    pub const fn protection(&self) -> KeyProtection {
        self.protection
    }

    /// Decrypts the key; a hardened one requires the store's secret.
    ///
    /// # Errors
    ///
    /// Returns an error if the passphrase or the secret is wrong.
    pub fn open(&self, passphrase: &Passphrase, secret: Option<&Secret>) -> Result<PrivateKey, Error> {
        let decrypted = match (self.protection, secret) {
            (KeyProtection::Exportable, _) => self.info.decrypt(passphrase.secret()),
            (KeyProtection::Hardened, Some(secret)) => self.info.decrypt(hardened(passphrase, secret)),
            (KeyProtection::Hardened, None) => return Err(Error::NoSecret),
        };
        // After decryption with a wrong key, the padding can be valid by chance, but the content is not a key.
        let decrypted = decrypted.map_err(|_| Error::Passphrase)?;
        PrivateKeyInfoRef::from_der(decrypted.as_bytes()).map_err(|_| Error::Passphrase)?;
        PrivateKey::from_pkcs8(decrypted.as_bytes())
    }
}

/// Returns the file of an exportable key.
///
/// # Errors
///
/// Returns an error if the system provides no random numbers.
pub fn encrypt(key: &PrivateKey, passphrase: &Passphrase) -> Result<Zeroizing<String>, Error> {
    write(key, passphrase.secret().as_bytes(), EXPORTABLE_LABEL)
}

/// Returns the file of a hardened key.
///
/// # Errors
///
/// Returns an error if the system provides no random numbers.
pub fn seal(key: &PrivateKey, passphrase: &Passphrase, secret: &Secret) -> Result<Zeroizing<String>, Error> {
    write(key, &*hardened(passphrase, secret), HARDENED_LABEL)
}

fn write(key: &PrivateKey, password: &[u8], label: &'static str) -> Result<Zeroizing<String>, Error> {
    let (mut salt, mut iv) = ([0; 16], [0; 16]);
    getrandom::fill(&mut salt)?;
    getrandom::fill(&mut iv)?;
    let parameters = pbes2::Parameters::generate_pbkdf2_sha256_aes256cbc(ITERATIONS, &salt, iv)
        .map_err(|error| Error::Encrypt(error.to_string().into()))?;
    let info = PrivateKeyInfoRef::from_der(key.secret_der()).map_err(|error| Error::Encrypt(error.into()))?;
    let document = info.encrypt_with_params(parameters, password);
    let document = document.map_err(|error| Error::Encrypt(error.into()))?;
    document.to_pem(label, LineEnding::LF).map_err(|error| Error::Encrypt(error.into()))
}

/// The secret has a fixed length, so the boundary between secret and passphrase is unambiguous.
fn hardened(passphrase: &Passphrase, secret: &Secret) -> Zeroizing<[u8; 32]> {
    let digest = Sha256::new().chain_update(HARDENED_CONTEXT).chain_update(secret.as_bytes());
    Zeroizing::new(digest.chain_update(passphrase.secret()).finalize().into())
}

fn is_ours(parameters: &pbes2::Parameters) -> bool {
    matches!(&parameters.kdf, Kdf::Pbkdf2(kdf) if kdf.iteration_count <= MAX_ITERATIONS)
        && matches!(parameters.encryption, pbes2::EncryptionScheme::Aes256Cbc { .. })
}

//! The two forms in which a private key is kept, both in PEM and encrypted as PKCS #8 says (RFC 5958
//! section 3) with PBES2 (RFC 8018): AES-256 in CBC mode under a key that PBKDF2 with HMAC-SHA-256 derives.
//!
//! *Exportable*: under the passphrase. Other programs open it: `openssl pkey -in key.pem`. OWASP prefers
//! scrypt, but with as much memory as OWASP asks for, openssl does not open it.
//!
//! *Hardened*: under a digest of the passphrase and of a secret that the store has in a file of its own,
//! with a PEM label that no other program knows. It keeps the key from being carried off by who has the key
//! file and the passphrase alone: a copy in a synchronised folder or in a mail, another program that looks
//! for keys, the owner who would export it without thinking. It does not keep it from somebody who has the
//! whole store, the passphrase and this file: what the program can open, they can. A file system may also
//! keep the blocks of the exportable form that was there before.

use pkcs8::der::Decode;
use pkcs8::pkcs5::EncryptionScheme;
use pkcs8::pkcs5::pbes2::{self, Kdf};
use pkcs8::{EncryptedPrivateKeyInfoOwned, LineEnding, PrivateKeyInfoRef, SecretDocument};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{Error, PrivateKey};
use crate::certificate::passphrase::Passphrase;
use crate::certificate::store::Secret;

/// OWASP, Password Storage Cheat Sheet: PBKDF2 with HMAC-SHA-256.
const ITERATIONS: u32 = 600_000;

/// More than a later version of this program would take, few enough to end.
const MAX_ITERATIONS: u32 = 10_000_000;

/// RFC 7468 section 11.
const EXPORTABLE_LABEL: &str = "ENCRYPTED PRIVATE KEY";

const HARDENED_LABEL: &str = "WMLOGIN HARDENED PRIVATE KEY";

/// What the digest begins with, so that it is of use for nothing else.
const HARDENED_CONTEXT: &[u8] = b"wmlogin hardened private key 1\0";

/// The form in which a private key is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Under the passphrase.
    Exportable,
    /// Under the passphrase and the store's secret.
    Hardened,
}

/// A key file that was read and is not opened yet.
#[derive(Debug)]
pub struct KeyFile {
    form: Form,
    info: EncryptedPrivateKeyInfoOwned,
}

impl KeyFile {
    /// Reads a key file, which needs no passphrase.
    ///
    /// # Errors
    ///
    /// It is damaged, or not written by this program.
    pub fn read(pem: &[u8]) -> Result<Self, Error> {
        let text = str::from_utf8(pem).map_err(|error| Error::File(error.into()))?;
        let (label, document) = SecretDocument::from_pem(text).map_err(|error| Error::File(error.into()))?;
        let form = match label {
            EXPORTABLE_LABEL => Form::Exportable,
            HARDENED_LABEL => Form::Hardened,
            _ => return Err(Error::File("it holds something else than a private key".into())),
        };
        let info = EncryptedPrivateKeyInfoOwned::from_der(document.as_bytes());
        let info = info.map_err(|error| Error::File(error.into()))?;
        match &info.encryption_algorithm {
            EncryptionScheme::Pbes2(parameters) if is_ours(parameters) => Ok(Self { form, info }),
            _ => Err(Error::Algorithm),
        }
    }

    /// The form that it has.
    pub const fn form(&self) -> Form {
        self.form
    }

    /// Opens it; the store's secret is needed for a hardened one.
    ///
    /// # Errors
    ///
    /// The passphrase or the secret is another one.
    pub fn open(&self, passphrase: &Passphrase, secret: Option<&Secret>) -> Result<PrivateKey, Error> {
        let decrypted = match (self.form, secret) {
            (Form::Exportable, _) => self.info.decrypt(passphrase.secret()),
            (Form::Hardened, Some(secret)) => self.info.decrypt(hardened(passphrase, secret)),
            (Form::Hardened, None) => return Err(Error::NoSecret),
        };
        // What is decrypted under a wrong key can look like padding by chance, but not like a key.
        let decrypted = decrypted.map_err(|_| Error::Passphrase)?;
        PrivateKeyInfoRef::from_der(decrypted.as_bytes()).map_err(|_| Error::Passphrase)?;
        PrivateKey::from_pkcs8(decrypted.as_bytes())
    }
}

/// The exportable form, as a file.
///
/// # Errors
///
/// The system gives no random numbers.
pub fn encrypt(key: &PrivateKey, passphrase: &Passphrase) -> Result<Zeroizing<String>, Error> {
    write(key, passphrase.secret().as_bytes(), EXPORTABLE_LABEL)
}

/// The hardened form, as a file.
///
/// # Errors
///
/// The system gives no random numbers.
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

/// The secret has one length, so where it ends and the passphrase begins is no question.
fn hardened(passphrase: &Passphrase, secret: &Secret) -> Zeroizing<[u8; 32]> {
    let digest = Sha256::new().chain_update(HARDENED_CONTEXT).chain_update(secret.as_bytes());
    Zeroizing::new(digest.chain_update(passphrase.secret()).finalize().into())
}

fn is_ours(parameters: &pbes2::Parameters) -> bool {
    matches!(&parameters.kdf, Kdf::Pbkdf2(kdf) if kdf.iteration_count <= MAX_ITERATIONS)
        && matches!(parameters.encryption, pbes2::EncryptionScheme::Aes256Cbc { .. })
}

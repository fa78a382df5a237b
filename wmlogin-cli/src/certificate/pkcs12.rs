//! Backup files, PKCS #12 (RFC 7292): a private key, its certificate and the chain in one encrypted file.
//!
//! Written with PBES2, AES-256 and a SHA-256 MAC, as openssl 3 does by default. Read in the older ways
//! too, in which many backups were made: triple DES, RC2 with 40 bits, a SHA-1 MAC; and in BER, as
//! Firefox writes them.

use p12_keystore::error::Error as Pkcs12Error;
use p12_keystore::{
    Certificate, EncryptionAlgorithm, KeyStore, KeyStoreEntry, MacAlgorithm, Pkcs12Archive, PrivateKeyChain,
};
use pkcs8::der::asn1::OctetString;
use pkcs8::der::{Any, Decode, Encode};
use pkcs12::pfx::Pfx;
use wmlogin_certificate::{PersonalCertificate, ReadError, ber};

use super::chain;
use super::key::{self, PrivateKey};
use super::passphrase::Passphrase;

/// The longest backup file, in bytes.
pub const MAX_LENGTH: u64 = 1024 * 1024;

/// The most that .NET takes for one derivation of a key, by its defaults; OWASP asks for twice as many where
/// nobody else reads the file.
const ITERATIONS: u32 = 300_000;

/// What a backup file holds.
#[derive(Debug)]
pub struct Backup {
    /// The private key.
    pub key: PrivateKey,
    /// The certificates in DER: the one of the key, and then each by which the one before is signed.
    pub chain: Vec<Vec<u8>>,
    /// The first of the certificates.
    pub certificate: PersonalCertificate,
}

/// The backup file of this key and these certificates, the key's first.
///
/// # Errors
///
/// A certificate cannot be read, or the passphrase has a character that the format does not know.
pub fn write(
    key: &PrivateKey,
    chain: &[Vec<u8>],
    name: &str,
    passphrase: &Passphrase,
) -> Result<Vec<u8>, Error> {
    let key_of = p12_keystore::PrivateKey::from_der(key.secret_der()).map_err(Error::Write)?;
    let certificates: Result<Vec<_>, _> = chain.iter().map(|der| Certificate::from_der(der)).collect();
    let certificates = certificates.map_err(Error::Write)?;
    let entry = PrivateKeyChain::new(key_id(key), key_of, certificates);
    let mut keystore = KeyStore::new();
    keystore.add_entry(name, KeyStoreEntry::PrivateKeyChain(entry));
    keystore
        .writer(passphrase.secret())
        .encryption_algorithm(EncryptionAlgorithm::PbeWithHmacSha256AndAes256)
        .encryption_iterations(ITERATIONS)
        .mac_algorithm(MacAlgorithm::HmacSha256)
        .mac_iterations(ITERATIONS)
        .write()
        .map_err(Error::Write)
}

/// What says which key and certificate belong together inside the file; browsers use such a digest too.
fn key_id(key: &PrivateKey) -> Vec<u8> {
    use sha2::{Digest, Sha256};

    Sha256::digest(key.public_key_der())[..20].to_vec()
}

/// What is in a backup file. Nothing of the certificates is verified but that one belongs to the key.
///
/// # Errors
///
/// It cannot be opened, or does not hold one private key and its certificate.
pub fn read(file: &[u8], passphrase: &Passphrase) -> Result<Backup, Error> {
    // The MAC is made with UTF-16 without surrogates (RFC 7292 appendix B.1), so other characters open nothing.
    if passphrase.secret().chars().any(|character| u32::from(character) > 0xffff) {
        return Err(Error::Passphrase);
    }
    let archive = open(file, passphrase.secret())?;
    let key = match &archive.keys[..] {
        [] => return Err(Error::NoKey),
        [bag] => PrivateKey::from_pkcs8(bag.key.as_der()).map_err(Error::Key)?,
        several => return Err(Error::SeveralKeys { count: several.len() }),
    };
    if archive.certs.is_empty() {
        return Err(Error::NoCertificate);
    }
    let mut unread = None;
    let certificate =
        archive.certs.iter().find_map(|bag| match PersonalCertificate::from_der(bag.cert.as_der()) {
            Ok(read) => (read.public_key_der() == key.public_key_der()).then_some((read, &bag.cert)),
            Err(error) => {
                unread.get_or_insert(error);
                None
            }
        });
    let Some((certificate, of_key)) = certificate else {
        // A chain has certificates that are not personal ones; a file of them alone has nothing else.
        let alone = archive.certs.len() == 1;
        return Err(unread.filter(|_| alone).map_or(Error::OtherKey, Error::Certificate));
    };
    let others: Vec<_> = archive.certs.iter().map(|bag| bag.cert.as_der().to_vec()).collect();
    Ok(Backup { key, chain: chain::order(of_key.as_der(), &others), certificate })
}

fn open(file: &[u8], passphrase: &str) -> Result<Pkcs12Archive, Pkcs12Error> {
    if !matches!(file, [0x30, 0x80, ..]) {
        return Pkcs12Archive::from_pkcs12(file, passphrase);
    }
    let der = ber::to_der(file).ok_or(Pkcs12Error::InvalidData)?;
    let mut pfx = Pfx::from_der(&der)?;
    match Pkcs12Archive::from_pkcs12(&der, passphrase) {
        // The MAC is over the content as it was written, in BER, and it is checked first. Now that it has been
        // found right, the content is read in DER, and without it.
        Err(Pkcs12Error::DerError(_)) => {
            let content: OctetString = pfx.auth_safe.content.decode_as()?;
            let content = ber::to_der(content.as_bytes()).ok_or(Pkcs12Error::InvalidData)?;
            pfx.auth_safe.content = Any::encode_from(&OctetString::new(content)?)?;
            pfx.mac_data = None;
            Pkcs12Archive::from_pkcs12(&pfx.to_der()?, passphrase)
        }
        opened => opened,
    }
}

/// Why there is no backup to use. Its text is one line, and holds no part of a key or passphrase.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is no PKCS #12.
    #[error("it is not a PKCS #12 file, or part of it is missing")]
    Malformed(#[source] Pkcs12Error),
    /// The passphrase does not open it.
    #[error("the passphrase does not open it, or it is damaged")]
    Passphrase,
    /// It is encrypted in a way that is not known, or that takes longer than anybody would wait.
    #[error("it is encrypted in a way that is not known here")]
    Unsupported(#[source] Pkcs12Error),
    /// There is no private key in it.
    #[error("there is no private key in it")]
    NoKey,
    /// There are several.
    #[error("there are {count} private keys in it, expected one")]
    SeveralKeys { count: usize },
    /// Its key cannot be used.
    #[error("its private key cannot be used")]
    Key(#[source] key::Error),
    /// There is no certificate in it.
    #[error("there is no certificate in it")]
    NoCertificate,
    /// Its certificate cannot be used.
    #[error("its certificate cannot be used")]
    Certificate(#[source] ReadError),
    /// Its certificates are not for its key.
    #[error("no certificate in it is for the private key in it")]
    OtherKey,
    /// It cannot be written.
    #[error("the backup cannot be written with this passphrase")]
    Write(#[source] Pkcs12Error),
}

impl From<Pkcs12Error> for Error {
    fn from(error: Pkcs12Error) -> Self {
        match error {
            Pkcs12Error::MacError(_) | Pkcs12Error::UnpadError | Pkcs12Error::Pkcs5Error(_) => {
                Self::Passphrase
            }
            Pkcs12Error::UnsupportedEncryptionScheme
            | Pkcs12Error::UnsupportedMacAlgorithm
            | Pkcs12Error::UnsupportedContentType
            | Pkcs12Error::UnsupportedCertificateType
            | Pkcs12Error::InvalidParameters => Self::Unsupported(error),
            _ => Self::Malformed(error),
        }
    }
}

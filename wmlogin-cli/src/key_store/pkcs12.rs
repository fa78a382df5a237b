//! Backup files, PKCS #12 (RFC 7292): a private key, its certificate and the chain in one encrypted file.
//!
//! Written with PBES2, AES-256 and a SHA-256 MAC, as openssl 3 does by default. Read in the older ways, too, in which
//! many backups were made.

use chrono::{DateTime, Utc};
use p12_keystore::error::Error as Pkcs12Error;
use p12_keystore::{EncryptionAlgorithm, KeyStore, KeyStoreEntry, MacAlgorithm, PrivateKeyChain};

use wmlogin_certificate::pkcs12::{Archive, Error as OpenError, Other};
use wmlogin_certificate::{Certificate, PersonalCertificate, ReadError};
use wmlogin_types::Wmid;

use super::chain;
use super::key::{self, PrivateKey};
use super::passphrase::Passphrase;

/// The longest backup file, in bytes.
pub const MAX_LENGTH: u64 = 1024 * 1024;

/// The most that .NET takes for one derivation of a key, by its defaults; OWASP asks for twice as many where
/// nobody else reads the file.
const ITERATIONS: u32 = 300_000;

/// A way to convert what cannot be read. OpenSSL reads every kind, with its provider of old ciphers.
const CONVERT: &str = "\
Convert it with OpenSSL, which asks for its passphrase and for a new one:
openssl pkcs12 -legacy -in FILE -nodes | openssl pkcs12 -export -out NEW.p12";

const FROM_PEM: &str = "\
Make one of a private key and its certificate with OpenSSL:
openssl pkcs12 -export -inkey KEY.pem -in CERTIFICATE.pem -out NEW.p12";

const FROM_JAVA: &str = "\
Convert it with Java, which asks for its passphrase and for a new one:
keytool -importkeystore -srckeystore FILE -destkeystore NEW.p12 -deststoretype PKCS12";

const CERTIFICATE_ALONE: &str = "\
A private key is in the .p12 or .pfx file that was exported with it. If the key is in this store, add the
certificate: wmlogin certificate add FILE";

/// The contents of a backup file.
#[derive(Debug)]
pub struct Backup {
    /// The private key.
    pub key: PrivateKey,
    /// The certificates in DER: the one of the key, and then each by which the one before is signed.
    pub chain: Vec<Vec<u8>>,
    /// The first of the certificates.
    pub certificate: PersonalCertificate,
    /// `true` if the file has no MAC, so a change of it would not be noticed.
    pub lacks_mac: bool,
    /// `true` if the private key in the file is not encrypted.
    pub has_open_key: bool,
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
    let certificates: Result<Vec<_>, _> =
        chain.iter().map(|der| p12_keystore::Certificate::from_der(der)).collect();
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

/// Returns the identifier that joins a key with its certificate inside the file; browsers use such a digest too.
fn key_id(key: &PrivateKey) -> Vec<u8> {
    use sha2::{Digest, Sha256};

    Sha256::digest(key.public_key_der())[..20].to_vec()
}

/// Reads the private key of a file and its certificate; of several, those of the WMID. Nothing of the certificates
/// is verified but that one belongs to the key.
///
/// Of several certificates for one key, the one that is valid is taken, and of those the latest.
///
/// # Errors
///
/// Returns an error if the file cannot be opened, or does not have exactly one private key with a certificate.
pub fn read(
    file: &[u8],
    passphrase: &Passphrase,
    wmid: Option<Wmid>,
    now: DateTime<Utc>,
) -> Result<Backup, Error> {
    let archive = Archive::open(file, passphrase.secret())?;
    let mut pairs = pairs(&archive)?;
    let mut wmids: Vec<_> = pairs.iter().map(|(_, certificate)| *certificate.holder().wmid()).collect();
    if let Some(wmid) = wmid {
        pairs.retain(|(_, certificate)| *certificate.holder().wmid() == wmid);
    }
    wmids.sort_unstable_by_key(Wmid::to_string);
    wmids.dedup();
    if wmid.is_none() && wmids.len() > 1 {
        return Err(Error::SeveralKeys { wmids });
    }
    let is_valid = |it: &PersonalCertificate| (it.not_before()..=it.not_after()).contains(&now);
    let chosen = pairs.into_iter().max_by_key(|(_, it)| (is_valid(it), it.not_before()));
    let (key, certificate) = chosen.ok_or(Error::OtherWmid { wmids })?;
    let chain = chain::order(certificate.der(), &archive.certificates);
    Ok(Backup { key, chain, certificate, lacks_mac: archive.lacks_mac, has_open_key: archive.has_open_key })
}

/// Returns each private key with each of its certificates; at least one.
fn pairs(archive: &Archive) -> Result<Vec<(PrivateKey, PersonalCertificate)>, Error> {
    if archive.keys.is_empty() {
        return Err(Error::NoKey);
    }
    if archive.certificates.is_empty() {
        return Err(Error::NoCertificate);
    }
    let (mut pairs, mut problem) = (Vec::new(), None);
    for der in &archive.keys {
        let key = match PrivateKey::from_pkcs8(der) {
            Ok(key) => key,
            Err(error) => {
                problem.get_or_insert(Error::Key(error));
                continue;
            }
        };
        for certificate in &archive.certificates {
            match certificate_of(&key, certificate) {
                Ok(Some(certificate)) => {
                    pairs.push((PrivateKey::from_pkcs8(der).map_err(Error::Key)?, certificate));
                }
                Ok(None) => {}
                Err(error) => {
                    problem.get_or_insert(Error::Certificate(error));
                }
            }
        }
    }
    if pairs.is_empty() { Err(problem.unwrap_or(Error::OtherKey)) } else { Ok(pairs) }
}

/// Returns the certificate if it is one for the key.
fn certificate_of(key: &PrivateKey, der: &[u8]) -> Result<Option<PersonalCertificate>, ReadError> {
    let is_for = Certificate::parse(der)?.is_for(key.public_key_der());
    is_for.then(|| PersonalCertificate::from_der(der)).transpose()
}

/// An error that occurs when a backup file is read or written.
///
/// The text is one line, and holds no part of a key or passphrase.
#[derive(Debug, thiserror::Error, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Error {
    /// The file cannot be opened.
    #[error(transparent)]
    #[strum(transparent)]
    Open(#[from] OpenError),
    /// The file has no private key.
    #[error("there is no private key in it")]
    NoKey,
    /// The file has private keys of several WMIDs.
    #[error("there are private keys of several WMIDs in it: {}", list(.wmids))]
    SeveralKeys { wmids: Vec<Wmid> },
    /// The file has no private key of the WMID that was chosen.
    #[error("there is no private key of this WMID in it, but of {}", list(.wmids))]
    OtherWmid { wmids: Vec<Wmid> },
    /// The private key cannot be used.
    #[error(transparent)]
    Key(key::Error),
    /// The file has no certificate.
    #[error("there is no certificate in it")]
    NoCertificate,
    /// The certificate of the private key cannot be used.
    #[error("its certificate cannot be used")]
    Certificate(#[source] ReadError),
    /// The certificates are not for the private key.
    #[error("no certificate in it is for the private key in it")]
    OtherKey,
    /// The file cannot be written.
    #[error("the backup cannot be written with this passphrase")]
    Write(#[source] Pkcs12Error),
}

impl Error {
    /// Returns the name of the variant in snake case, for programs.
    pub fn kind(&self) -> &'static str {
        self.into()
    }

    /// Returns what to do about it, if there is something.
    pub const fn advice(&self) -> Option<&'static str> {
        match self {
            Self::Open(OpenError::Unsupported { .. }) => Some(CONVERT),
            Self::Open(OpenError::Other(Other::Pem)) => Some(FROM_PEM),
            Self::Open(OpenError::Other(Other::Java)) => Some(FROM_JAVA),
            Self::Open(OpenError::Other(Other::Certificates)) => Some(CERTIFICATE_ALONE),
            Self::SeveralKeys { .. } => Some("Say which with --wmid."),
            _ => None,
        }
    }
}

fn list(wmids: &[Wmid]) -> String {
    wmids.iter().map(Wmid::to_string).collect::<Vec<_>>().join(", ")
}

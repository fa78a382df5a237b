//! The contents of a PKCS #12 file (RFC 7292), opened.
//!
//! Read by hand, with the types below in place of a library's: `p12-keystore` takes neither an empty passphrase in
//! both of its forms nor one with characters beyond the basic plane, knows fewer ciphers, and rejects a file
//! for any certificate in it that it cannot parse.

use std::fmt;

use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use der::oid::db::rfc5911::{ID_DATA, ID_ENCRYPTED_DATA};
use der::{Decode, Encode, Sequence};
use pkcs8::spki::AlgorithmIdentifierRef;
use zeroize::Zeroizing;

use super::Error;
use super::cipher::{self, Password};
use super::form::binary;
use super::mac::Mac;
use crate::ber::to_der;

/// The maximum nesting of bags in bags, more than any file has.
const MAX_DEPTH: usize = 4;

/// Types of bags, and of the certificates in them (RFC 7292 section 4.2 and appendix D).
const KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.1");
const SHROUDED_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.2");
const CERTIFICATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.3");
const BAGS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.6");
const X509: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.22.1");

/// The contents of a backup file. Nothing of them is verified but the MAC.
///
/// ```
/// use wmlogin_certificate::pkcs12::{Archive, Error};
///
/// fn certificates(file: &[u8], passphrase: &str) -> Result<Vec<Vec<u8>>, Error> {
///     Ok(Archive::open(file, passphrase)?.certificates)
/// }
/// ```
#[derive(Default)]
#[non_exhaustive]
pub struct Archive {
    /// Private keys, in PKCS #8.
    pub keys: Vec<Zeroizing<Vec<u8>>>,
    /// Certificates, in DER.
    pub certificates: Vec<Vec<u8>>,
    /// `true` if the file has no MAC, so a change of it would not be noticed.
    pub lacks_mac: bool,
    /// `true` if a private key is not encrypted.
    pub has_open_key: bool,
}

impl fmt::Debug for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Archive")
            .field("keys", &self.keys.len())
            .field("certificates", &self.certificates.len())
            .field("lacks_mac", &self.lacks_mac)
            .field("has_open_key", &self.has_open_key)
            .finish()
    }
}

/// A `PFX`.
#[derive(Sequence)]
struct Pfx<'a> {
    version: u8,
    content: ContentInfo<'a>,
    mac: Option<Mac<'a>>,
}

/// A `ContentInfo` (RFC 5652 section 3).
#[derive(Sequence)]
struct ContentInfo<'a> {
    content_type: ObjectIdentifier,
    #[asn1(context_specific = "0", optional = "true")]
    content: Option<AnyRef<'a>>,
}

/// An `EncryptedData` (RFC 5652 section 8).
#[derive(Sequence)]
struct EncryptedData<'a> {
    version: u8,
    info: EncryptedContentInfo<'a>,
    attributes: Option<AnyRef<'a>>,
}

/// An `EncryptedContentInfo`, in which the content is.
#[derive(Sequence)]
struct EncryptedContentInfo<'a> {
    content_type: ObjectIdentifier,
    algorithm: AlgorithmIdentifierRef<'a>,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    content: Option<&'a OctetStringRef>,
}

/// A `SafeBag`. Its attributes decide nothing.
#[derive(Sequence)]
struct SafeBag<'a> {
    id: ObjectIdentifier,
    #[asn1(context_specific = "0")]
    value: AnyRef<'a>,
    attributes: Option<AnyRef<'a>>,
}

/// A `CertBag`.
#[derive(Sequence)]
struct CertificateBag<'a> {
    id: ObjectIdentifier,
    #[asn1(context_specific = "0")]
    value: &'a OctetStringRef,
}

/// An `EncryptedPrivateKeyInfo` (RFC 5958 section 3).
#[derive(Sequence)]
struct EncryptedKey<'a> {
    algorithm: AlgorithmIdentifierRef<'a>,
    content: &'a OctetStringRef,
}

impl Archive {
    /// Opens a file, in DER or BER, or such a one in base64 or PEM.
    ///
    /// # Errors
    ///
    /// Returns an error if the file is damaged, or encrypted with another passphrase or in an unsupported way.
    pub fn open(file: &[u8], passphrase: &str) -> Result<Self, Error> {
        let der = to_der(&binary(file)?).ok_or(Error::Malformed)?;
        let pfx = Pfx::from_der(&der)?;
        if pfx.content.content_type != ID_DATA {
            return Err(Error::Unsupported { algorithm: "a public key, without a passphrase".to_owned() });
        }
        let content = pfx.content.content.ok_or(Error::Malformed)?.decode_as::<&OctetStringRef>()?;
        let mut passwords = Password::forms(passphrase);
        if let Some(mac) = &pfx.mac {
            passwords = vec![mac.verify(content.as_bytes(), passwords)?];
        }
        let mut result = Err(Error::Passphrase);
        for password in &passwords {
            result = Self::read(content.as_bytes(), password);
            if result.is_ok() {
                break;
            }
        }
        // With the MAC, the passphrase was right.
        let damaged = pfx.mac.is_some() && matches!(result, Err(Error::Passphrase));
        let archive = if damaged { Err(Error::Malformed) } else { result };
        Ok(Self { lacks_mac: pfx.mac.is_none(), ..archive? })
    }

    /// Reads an `AuthenticatedSafe`.
    fn read(content: &[u8], password: &Password) -> Result<Self, Error> {
        let der = to_der(content).ok_or(Error::Malformed)?;
        let mut archive = Self::default();
        for info in Vec::<ContentInfo<'_>>::from_der(&der)? {
            let content = info.content.ok_or(Error::Malformed)?;
            match info.content_type {
                ID_DATA => {
                    archive.add(content.decode_as::<&OctetStringRef>()?.as_bytes(), password, MAX_DEPTH)?;
                }
                ID_ENCRYPTED_DATA => {
                    let info = content.decode_as::<EncryptedData<'_>>()?.info;
                    let content = info.content.map(OctetStringRef::as_bytes).unwrap_or_default();
                    let bags = cipher::decrypt(&info.algorithm, content, password)?;
                    let mut inside = Self::default();
                    // What is not a value was decrypted with a wrong key.
                    inside.add(&bags, password, MAX_DEPTH).map_err(|error| match error {
                        Error::Malformed => Error::Passphrase,
                        error => error,
                    })?;
                    archive.keys.append(&mut inside.keys);
                    archive.certificates.append(&mut inside.certificates);
                }
                other => return Err(Error::Unsupported { algorithm: cipher::name(&other) }),
            }
        }
        Ok(archive)
    }

    /// Adds what is in a `SafeContents`.
    fn add(&mut self, bags: &[u8], password: &Password, depth: usize) -> Result<(), Error> {
        let depth = depth.checked_sub(1).ok_or(Error::Malformed)?;
        let der = Zeroizing::new(to_der(bags).ok_or(Error::Malformed)?);
        for bag in Vec::<SafeBag<'_>>::from_der(&der)? {
            match bag.id {
                KEY => {
                    self.keys.push(Zeroizing::new(bag.value.to_der()?));
                    self.has_open_key = true;
                }
                SHROUDED_KEY => {
                    let key = bag.value.decode_as::<EncryptedKey<'_>>()?;
                    self.keys.push(cipher::decrypt(&key.algorithm, key.content.as_bytes(), password)?);
                }
                CERTIFICATE => {
                    let certificate = bag.value.decode_as::<CertificateBag<'_>>()?;
                    if certificate.id == X509 {
                        self.certificates.push(certificate.value.as_bytes().to_vec());
                    }
                }
                BAGS => self.add(&bag.value.to_der()?, password, depth)?,
                // Revocation lists and secrets of other kinds.
                _ => {}
            }
        }
        Ok(())
    }
}

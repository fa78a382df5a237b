//! The ways in which the parts of PKCS #12 files are encrypted.

use cbc::Decryptor;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockCipherDecrypt, BlockModeDecrypt, InnerIvInit, KeyInit};
use der::Sequence;
use der::asn1::{ObjectIdentifier, OctetStringRef};
use der::oid::db::DB;
use der::oid::db::rfc5911::ID_PBKDF_2;
use des::{TdesEde2, TdesEde3};
use pbkdf2::pbkdf2_hmac;
use pkcs8::pkcs5::pbes2::{Kdf, Parameters, Pbkdf2Params, Pbkdf2Prf};
use pkcs8::spki::AlgorithmIdentifierRef;
use rc2::Rc2;
use sha1::Sha1;
use sha2::{Sha224, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

use super::Error;
use super::kdf::{Purpose, derive};

/// The maximum number of iterations of a key derivation, which takes seconds.
pub(super) const MAX_ITERATIONS: u32 = 10_000_000;

/// The maximum memory that scrypt may use, in bytes.
const MAX_MEMORY: u64 = 1 << 30;

/// The length of a block of the older ciphers, and so of their initial vectors.
const BLOCK: usize = 8;

/// PBES2 (RFC 8018 section 6.2), and the older scheme with triple DES in it.
const PBES2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.13");
const TRIPLE_DES: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.3.7");

/// The schemes of RFC 7292 appendix C, with SHA-1.
const TRIPLE_DES_3: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.1.3");
const TRIPLE_DES_2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.1.4");
const RC2_128: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.1.5");
const RC2_40: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.1.6");

/// Names of what is not supported and is in no list of the library.
const NAMES: [(&str, &str); 9] = [
    ("1.2.840.113549.1.12.1.1", "RC4 with 128 bits"),
    ("1.2.840.113549.1.12.1.2", "RC4 with 40 bits"),
    ("1.2.840.113549.1.5.14", "PBMAC1"),
    ("1.2.840.113549.3.2", "RC2"),
    ("1.3.14.3.2.7", "DES"),
    ("2.16.840.1.101.3.4.2.6", "SHA-512/256"),
    // All of a family.
    ("1.2.392.200011.61.1.1.1.", "Camellia"),
    ("1.2.410.200046.1.1.", "ARIA"),
    ("1.2.156.10197.1.104.", "SM4"),
];

/// A passphrase in the forms that the schemes derive keys from.
pub(super) struct Password {
    utf_8: Zeroizing<Vec<u8>>,
    /// In UTF-16 with a zero at the end (RFC 7292 appendix B.1), or nothing at all.
    utf_16: Zeroizing<Vec<u8>>,
}

impl Password {
    /// Returns the forms of a passphrase. Of an empty one there are two: some programs derive keys from the zero at
    /// its end, and some from nothing.
    pub fn forms(passphrase: &str) -> Vec<Self> {
        let utf_8 = || Zeroizing::new(passphrase.as_bytes().to_vec());
        let units = passphrase.encode_utf16().chain([0]).flat_map(u16::to_be_bytes);
        let mut forms = vec![Self { utf_8: utf_8(), utf_16: Zeroizing::new(units.collect()) }];
        if passphrase.is_empty() {
            forms.push(Self { utf_8: utf_8(), utf_16: Zeroizing::default() });
        }
        forms
    }

    pub fn utf_16(&self) -> &[u8] {
        &self.utf_16
    }
}

/// Decrypts a content.
pub(super) fn decrypt(
    algorithm: &AlgorithmIdentifierRef<'_>,
    content: &[u8],
    password: &Password,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    match algorithm.oid {
        PBES2 => pbes2(algorithm, content, &password.utf_8),
        TRIPLE_DES_3 => older::<TdesEde3>(algorithm, content, &password.utf_16, 24),
        TRIPLE_DES_2 => older::<TdesEde2>(algorithm, content, &password.utf_16, 16),
        RC2_128 => older::<Rc2>(algorithm, content, &password.utf_16, 16),
        RC2_40 => older::<Rc2>(algorithm, content, &password.utf_16, 5),
        other => Err(Error::Unsupported { algorithm: name(&other) }),
    }
}

/// `pkcs-12PbeParams`.
#[derive(Sequence)]
struct OlderParameters<'a> {
    salt: &'a OctetStringRef,
    iterations: u32,
}

fn older<C: KeyInit + BlockCipherDecrypt>(
    algorithm: &AlgorithmIdentifierRef<'_>,
    content: &[u8],
    password: &[u8],
    key_length: usize,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let parameters: OlderParameters<'_> = algorithm.parameters.ok_or(Error::Malformed)?.decode_as()?;
    if parameters.iterations > MAX_ITERATIONS {
        return Err(Error::too_many(parameters.iterations));
    }
    let derived = |purpose, length| {
        derive::<Sha1>(password, parameters.salt.as_bytes(), purpose, parameters.iterations, length)
    };
    cbc::<C>(&derived(Purpose::Key, key_length), &derived(Purpose::InitialVector, BLOCK), content)
}

fn cbc<C: KeyInit + BlockCipherDecrypt>(
    key: &[u8],
    iv: &[u8],
    content: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let cipher = C::new_from_slice(key).map_err(|_| Error::Malformed)?;
    let decryptor = Decryptor::inner_iv_slice_init(cipher, iv).map_err(|_| Error::Malformed)?;
    let decrypted = decryptor.decrypt_padded_vec::<Pkcs7>(content);
    // The padding is what a wrong key gives away.
    decrypted.map(Zeroizing::new).map_err(|_| Error::Passphrase)
}

/// `PBES2-params` (RFC 8018 appendix A.4).
#[derive(Sequence)]
struct Pbes2Parameters<'a> {
    kdf: AlgorithmIdentifierRef<'a>,
    cipher: AlgorithmIdentifierRef<'a>,
}

fn pbes2(
    algorithm: &AlgorithmIdentifierRef<'_>,
    content: &[u8],
    password: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let parameters = algorithm.parameters.ok_or(Error::Malformed)?;
    let parts: Pbes2Parameters<'_> = parameters.decode_as()?;
    if parts.cipher.oid == TRIPLE_DES {
        return triple_des(&parts, content, password);
    }
    let supported = Parameters::try_from(parameters).map_err(|_| {
        let is_known = Kdf::try_from(parts.kdf).is_ok();
        Error::Unsupported { algorithm: name(if is_known { &parts.cipher.oid } else { &parts.kdf.oid }) }
    })?;
    match &supported.kdf {
        Kdf::Pbkdf2(kdf) if kdf.iteration_count > MAX_ITERATIONS => {
            return Err(Error::too_many(kdf.iteration_count));
        }
        Kdf::Scrypt(kdf) if 128 * u64::from(kdf.block_size) > MAX_MEMORY / kdf.cost_parameter.max(1) => {
            return Err(Error::Unsupported { algorithm: "scrypt with too much memory".to_owned() });
        }
        _ => {}
    }
    let decrypted = supported.decrypt(password, content);
    decrypted.map(Zeroizing::new).map_err(|_| Error::Passphrase)
}

/// Not with the library, which panics for a short initial vector.
fn triple_des(
    parts: &Pbes2Parameters<'_>,
    content: &[u8],
    password: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Error> {
    if parts.kdf.oid != ID_PBKDF_2 {
        return Err(Error::Unsupported { algorithm: name(&parts.kdf.oid) });
    }
    let kdf: Pbkdf2Params = parts.kdf.parameters.ok_or(Error::Malformed)?.decode_as()?;
    if kdf.iteration_count > MAX_ITERATIONS {
        return Err(Error::too_many(kdf.iteration_count));
    }
    let (salt, rounds, mut key) = (kdf.salt.as_ref(), kdf.iteration_count, Zeroizing::new([0; 24]));
    match kdf.prf {
        Pbkdf2Prf::HmacWithSha1 => pbkdf2_hmac::<Sha1>(password, salt, rounds, &mut *key),
        Pbkdf2Prf::HmacWithSha224 => pbkdf2_hmac::<Sha224>(password, salt, rounds, &mut *key),
        Pbkdf2Prf::HmacWithSha256 => pbkdf2_hmac::<Sha256>(password, salt, rounds, &mut *key),
        Pbkdf2Prf::HmacWithSha384 => pbkdf2_hmac::<Sha384>(password, salt, rounds, &mut *key),
        Pbkdf2Prf::HmacWithSha512 => pbkdf2_hmac::<Sha512>(password, salt, rounds, &mut *key),
        _ => return Err(Error::Unsupported { algorithm: "PBKDF2 with an unknown digest".to_owned() }),
    }
    let iv = parts.cipher.parameters.ok_or(Error::Malformed)?.decode_as::<&OctetStringRef>()?;
    cbc::<TdesEde3>(&*key, iv.as_bytes(), content)
}

/// Returns the name of an algorithm.
pub(super) fn name(oid: &ObjectIdentifier) -> String {
    let text = oid.to_string();
    let is_of = |known: &str| known == text || known.ends_with('.') && text.starts_with(known);
    let own = NAMES.iter().find(|(known, _)| is_of(known)).map(|(_, name)| (*name).to_owned());
    own.or_else(|| DB.by_oid(oid).map(str::to_owned)).unwrap_or(text)
}

//! Private keys: making them, reading them, and the public keys that belong to them.
//!
//! Everything that is held here is wiped from memory when it is dropped. The libraries that make, sign and encrypt
//! keep copies of their own for as long as they work; a program that may read this one's memory reads keys.

use std::fmt::{self, Debug, Formatter};

use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, PublicKeyData, RsaKeySize, SanType};
use wmlogin_certificate::{Holder, KeyKind};
use zeroize::{Zeroize, Zeroizing};

pub use error::Error;
pub use file::{KeyFile, KeyProtection, encrypt, seal};

mod error;
mod file;
mod kind;

/// The kinds of keys that are made here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// RSA with 2048 bits.
    Rsa2048,
    /// ECDSA on the curve P-256.
    EcdsaP256,
}

impl Kind {
    /// Returns `true` if a key is of this kind.
    pub const fn is_of(self, key: KeyKind) -> bool {
        matches!(
            (self, key),
            (Self::Rsa2048, KeyKind::Rsa { bits: 2048 }) | (Self::EcdsaP256, KeyKind::EcdsaP256)
        )
    }
}

/// A private key: a PKCS #8 `PrivateKeyInfo` (RFC 5208) in DER, which can be read.
pub struct PrivateKey {
    der: Zeroizing<Vec<u8>>,
    public_key: Vec<u8>,
}

impl PrivateKey {
    /// Generates a private key.
    ///
    /// # Errors
    ///
    /// The system gives no random numbers.
    pub fn generate(kind: Kind) -> Result<Self, Error> {
        let pair = match kind {
            Kind::Rsa2048 => KeyPair::generate_rsa_for(&rcgen::PKCS_RSA_SHA256, RsaKeySize::_2048),
            Kind::EcdsaP256 => KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256),
        };
        pair.map(Self::take).map_err(Error::Generate)
    }

    /// Reads a private key.
    ///
    /// # Errors
    ///
    /// It is no private key, or of a kind that is not supported.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, Error> {
        kind::check(der)?;
        KeyPair::try_from(der).map(Self::take).map_err(Error::Unusable)
    }

    fn take(mut pair: KeyPair) -> Self {
        let key =
            Self { der: Zeroizing::new(pair.serialize_der()), public_key: pair.subject_public_key_info() };
        pair.zeroize();
        key
    }

    /// The DER; show it to nobody.
    pub fn secret_der(&self) -> &[u8] {
        &self.der
    }

    /// The public key that belongs to it: the DER of a `SubjectPublicKeyInfo` (RFC 5280 section 4.1.2.7).
    pub fn public_key_der(&self) -> &[u8] {
        &self.public_key
    }

    /// A request, PKCS #10 (RFC 2986), for a certificate of this key for this holder, in PEM.
    ///
    /// # Errors
    ///
    /// It cannot be signed.
    pub fn request(&self, holder: &Holder) -> Result<String, Error> {
        let mut pair = KeyPair::try_from(self.secret_der()).map_err(Error::Unusable)?;
        let request = params(holder)
            .and_then(|params| params.serialize_request(&pair))
            .and_then(|request| request.pem())
            .map_err(Error::Request);
        pair.zeroize();
        request
    }
}

impl Debug for PrivateKey {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey(********)")
    }
}

fn params(holder: &Holder) -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    // `CertificateSubject::CommonName`
    params.distinguished_name.push(DnType::CommonName, holder.wmid().as_str());
    if let Some(email) = holder.email() {
        params.subject_alt_names.push(SanType::Rfc822Name(email.try_into()?));
    }
    Ok(params)
}

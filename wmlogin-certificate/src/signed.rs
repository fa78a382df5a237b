//! The common form of certificates, requests and revocation lists: a content, and its signature.

use der::asn1::{AnyRef, BitStringRef};
use der::{Decode, Reader, SliceReader};
use pki_types::{SignatureVerificationAlgorithm, SubjectPublicKeyInfoDer};
use webpki::{ALL_VERIFICATION_ALGS, RawPublicKeyEntity};
use x509_cert::spki::AlgorithmIdentifierRef;

/// A content with its signature, such as a `Certificate` (RFC 5280 section 4.1.1).
#[derive(Clone, Copy)]
pub(super) struct Signed<'a> {
    /// The bytes that are signed.
    pub content: &'a [u8],
    /// The algorithm of the signature.
    pub algorithm: AlgorithmIdentifierRef<'a>,
    /// The content of the `AlgorithmIdentifier`, without tag and length.
    identifier: &'a [u8],
    signature: &'a [u8],
}

impl<'a> Signed<'a> {
    /// Splits the value, to its last byte. The content itself is not read.
    pub fn from_der(der: &'a [u8]) -> der::Result<Self> {
        let mut reader = SliceReader::new(der)?;
        let signed = reader.sequence(|reader| {
            let content = reader.tlv_bytes()?;
            let identifier = reader.tlv_bytes()?;
            let signature = BitStringRef::decode(reader)?;
            let signature =
                signature.as_bytes().ok_or_else(|| reader.error(der::Tag::BitString.value_error()))?;
            let algorithm = AlgorithmIdentifierRef::from_der(identifier)?;
            let identifier = AnyRef::from_der(identifier)?.value();
            Ok::<_, der::Error>(Self { content, algorithm, identifier, signature })
        })?;
        reader.finish()?;
        Ok(signed)
    }

    /// Verifies the signature with a public key, a `SubjectPublicKeyInfo` in DER, and with the algorithms of the
    /// [path validation](webpki), none of which can be forged.
    pub fn verify(&self, public_key: &[u8]) -> Result<(), webpki::Error> {
        let public_key = SubjectPublicKeyInfoDer::from(public_key);
        let key = RawPublicKeyEntity::try_from(&public_key)?;
        let mut last = webpki::Error::InvalidSignatureForPublicKey;
        for algorithm in self.algorithms() {
            match key.verify_signature(algorithm, self.content, self.signature) {
                Ok(()) => return Ok(()),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// Returns `true` if such a signature is accepted from any key.
    pub fn is_supported(&self) -> bool {
        self.algorithms().next().is_some()
    }

    fn algorithms(&self) -> impl Iterator<Item = &'static dyn SignatureVerificationAlgorithm> {
        let algorithms = ALL_VERIFICATION_ALGS.iter().copied();
        algorithms.filter(|algorithm| algorithm.signature_alg_id().as_ref() == self.identifier)
    }
}

//! The PKCS #7 envelope (RFC 5652 section 5.1), in which some authorities send certificates.

use der::asn1::ObjectIdentifier;
use der::oid::db::rfc5911::ID_SIGNED_DATA;
use pki_types::CertificateDer;

use crate::ber::to_der;
use crate::tlv;

const OBJECT_IDENTIFIER: u8 = 0x06;
const SEQUENCE: u8 = 0x30;
/// `[0]`, constructed.
const CONTEXT_0: u8 = 0xA0;

/// Returns the certificates in an envelope in DER or BER, or `None` if the bytes are something else. Signatures of
/// the envelope are ignored: the certificates are what is verified.
pub(super) fn read(bytes: &[u8]) -> Option<Vec<CertificateDer<'static>>> {
    from_der(bytes).or_else(|| from_der(&to_der(bytes)?))
}

fn from_der(mut der: &[u8]) -> Option<Vec<CertificateDer<'static>>> {
    let (SEQUENCE, mut info) = tlv::value(&mut der)? else { return None };
    let (OBJECT_IDENTIFIER, content_type) = tlv::value(&mut info)? else { return None };
    if !der.is_empty() || ObjectIdentifier::from_bytes(content_type).ok()? != ID_SIGNED_DATA {
        return None;
    }
    let (SEQUENCE, mut signed) = tlv::value(&mut tagged(info)?)? else { return None };
    let certificates = loop {
        match tlv::value(&mut signed) {
            Some((CONTEXT_0, content)) => break content,
            Some(_) => {}
            None if signed.is_empty() => break &[],
            None => return None,
        }
    };
    Some(self::certificates(certificates))
}

/// Returns the content of the first value with the tag `[0]`.
fn tagged(mut values: &[u8]) -> Option<&[u8]> {
    loop {
        if let (CONTEXT_0, content) = tlv::value(&mut values)? {
            return Some(content);
        }
    }
}

/// Returns each value as it is, without the other choices of RFC 5652 section 10.2.2, such as attribute
/// certificates. A value that cannot be parsed is kept, so that the caller reports it.
fn certificates(mut values: &[u8]) -> Vec<CertificateDer<'static>> {
    let mut certificates = Vec::new();
    while !values.is_empty() {
        let before = values;
        let length = match tlv::value(&mut values) {
            Some((SEQUENCE, _)) => before.len() - values.len(),
            Some(_) => continue,
            None => {
                values = &[];
                before.len()
            }
        };
        certificates.push(CertificateDer::from(before[..length].to_vec()));
    }
    certificates
}

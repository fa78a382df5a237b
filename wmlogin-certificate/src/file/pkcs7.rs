//! The PKCS #7 envelope (RFC 5652 section 5.1), in which some authorities send certificates.

use pki_types::CertificateDer;
use x509_parser::asn1_rs::{Any, Class, FromDer, Oid, Tag};
use x509_parser::oid_registry::OID_PKCS7_ID_SIGNED_DATA;
use x509_parser::pem::Pem;

/// The label of RFC 7468 section 8, and the one that replaces it in section 9.
const LABELS: [&str; 2] = ["PKCS7", "CMS"];

/// Returns the certificates in an envelope in DER, or `None` if the bytes are something else. Signatures of
/// the envelope are ignored: the certificates are what is verified.
pub(super) fn from_der(der: &[u8]) -> Option<Vec<CertificateDer<'static>>> {
    let info = sequence(der)?;
    let (explicit, content_type) = Oid::from_der(info).ok()?;
    if content_type != OID_PKCS7_ID_SIGNED_DATA {
        return None;
    }
    let signed = sequence(tagged(explicit)?)?;
    Some(certificates(tagged(signed).unwrap_or_default()))
}

/// Returns the certificates in the first envelope of a PEM file.
pub(super) fn from_pem(file: &[u8]) -> Option<Vec<CertificateDer<'static>>> {
    let sections = Pem::iter_from_buffer(file).map_while(Result::ok);
    let envelope = sections.into_iter().find(|section| LABELS.contains(&section.label.as_str()))?;
    from_der(&envelope.contents)
}

/// Returns the content of a sequence that spans all of the bytes.
fn sequence(der: &[u8]) -> Option<&[u8]> {
    match Any::from_der(der) {
        Ok(([], any)) if any.tag() == Tag::Sequence => Some(any.data),
        _ => None,
    }
}

/// Returns the content of the first value with the tag `[0]`.
fn tagged(mut values: &[u8]) -> Option<&[u8]> {
    loop {
        let (rest, any) = Any::from_der(values).ok()?;
        if any.class() == Class::ContextSpecific && any.tag() == Tag(0) {
            return Some(any.data);
        }
        values = rest;
    }
}

/// Returns each value as it is, without the other choices of RFC 5652 section 10.2.2, such as attribute
/// certificates. A value that cannot be parsed is kept, so that the caller reports it.
fn certificates(mut values: &[u8]) -> Vec<CertificateDer<'static>> {
    let mut certificates = Vec::new();
    while let Ok((rest, any)) = Any::from_der(values) {
        if any.class() != Class::ContextSpecific {
            certificates.push(CertificateDer::from(values[..values.len() - rest.len()].to_vec()));
        }
        values = rest;
    }
    if !values.is_empty() {
        certificates.push(CertificateDer::from(values.to_vec()));
    }
    certificates
}

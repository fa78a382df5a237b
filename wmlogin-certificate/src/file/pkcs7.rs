//! Certificates in the envelope of PKCS #7 (RFC 5652 section 5.1), which some authorities send.

use pki_types::CertificateDer;
use x509_parser::asn1_rs::{Any, Class, FromDer, Oid, Tag};
use x509_parser::oid_registry::OID_PKCS7_ID_SIGNED_DATA;
use x509_parser::pem::Pem;

/// The label of such a PEM section.
const LABEL: &str = "PKCS7";

/// The certificates in an envelope, in DER; none if it is something else. Signatures of the envelope, if
/// there are any, do not matter: whoever reads certificates verifies those.
pub(super) fn from_der(der: &[u8]) -> Option<Vec<CertificateDer<'static>>> {
    let info = sequence(der)?;
    let (explicit, content_type) = Oid::from_der(info).ok()?;
    if content_type != OID_PKCS7_ID_SIGNED_DATA {
        return None;
    }
    let signed = sequence(tagged(explicit)?)?;
    Some(certificates(tagged(signed).unwrap_or_default()))
}

/// The certificates in the first envelope of a PEM file.
pub(super) fn from_pem(file: &[u8]) -> Option<Vec<CertificateDer<'static>>> {
    let sections = Pem::iter_from_buffer(file).map_while(Result::ok);
    let envelope = sections.into_iter().find(|section| section.label == LABEL)?;
    from_der(&envelope.contents)
}

/// What is in a sequence that is all of this.
fn sequence(der: &[u8]) -> Option<&[u8]> {
    match Any::from_der(der) {
        Ok(([], any)) if any.tag() == Tag::Sequence => Some(any.data),
        _ => None,
    }
}

/// What is in the first of these values that has the tag `[0]`.
fn tagged(mut values: &[u8]) -> Option<&[u8]> {
    loop {
        let (rest, any) = Any::from_der(values).ok()?;
        if any.class() == Class::ContextSpecific && any.tag() == Tag(0) {
            return Some(any.data);
        }
        values = rest;
    }
}

/// Each of these values as it stands. What is no certificate, or not even a value, is found out by whoever
/// reads them.
fn certificates(mut values: &[u8]) -> Vec<CertificateDer<'static>> {
    let mut certificates = Vec::new();
    while let Ok((rest, _)) = Any::from_der(values) {
        certificates.push(CertificateDer::from(values[..values.len() - rest.len()].to_vec()));
        values = rest;
    }
    if !values.is_empty() {
        certificates.push(CertificateDer::from(values.to_vec()));
    }
    certificates
}

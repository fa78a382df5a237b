//! The text form of certificates, requests and lists (RFC 7468), as people have it.

use pki_types::pem::{self, PemObject};
use wmlogin_types::runtime::text::normalize;

/// The labels that are in use for certificates. Some stand before a PKCS #7 envelope, whichever is in the section.
pub(crate) const CERTIFICATE: &[&[u8]] = &[
    b"CERTIFICATE",
    b"X509 CERTIFICATE",
    b"TRUSTED CERTIFICATE",
    b"CERTIFICATE CHAIN",
    b"PKCS7",
    b"PKCS #7 SIGNED DATA",
    b"CMS",
];

/// The labels that are in use for requests: Java and Windows write the second.
pub(crate) const REQUEST: &[&[u8]] = &[b"CERTIFICATE REQUEST", b"NEW CERTIFICATE REQUEST"];

/// The label of revocation lists.
pub(crate) const REVOCATION_LIST: &[&[u8]] = &[b"X509 CRL"];

/// Decodes the sections that have one of the labels; the first label is the one that `T` has. A text that is nothing
/// but base64 is one section.
pub(crate) fn sections<T: PemObject>(file: &[u8], labels: &[&[u8]]) -> Result<Vec<T>, pem::Error> {
    let text = with_first_label(&normalize(file), labels);
    T::pem_slice_iter(&text).collect()
}

/// Returns the text with the first of the labels in place of the others, and without space around lines.
fn with_first_label(text: &[u8], labels: &[&[u8]]) -> Vec<u8> {
    let first = labels.first().copied().unwrap_or_default();
    let mut written = Vec::with_capacity(text.len());
    let trimmed = text.trim_ascii();
    let is_base64 = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=\n \t".contains(byte);
    // Anything that is decoded begins with the tag of a sequence, of more than 127 bytes.
    if trimmed.starts_with(b"MI") && trimmed.iter().all(is_base64) {
        return [b"-----BEGIN ", first, b"-----\n", trimmed, b"\n-----END ", first, b"-----\n"].concat();
    }
    for line in text.split(|byte| *byte == b'\n') {
        let line = line.trim_ascii();
        match boundary(line) {
            Some((start, label)) if labels.contains(&label) => {
                for part in [start, first, b"-----"] {
                    written.extend_from_slice(part);
                }
            }
            _ => written.extend_from_slice(line),
        }
        written.push(b'\n');
    }
    written
}

/// Splits a line such as `-----BEGIN CERTIFICATE-----`.
fn boundary(line: &[u8]) -> Option<(&'static [u8], &[u8])> {
    let starts: [&[u8]; 2] = [b"-----BEGIN ", b"-----END "];
    let rest = line.strip_suffix(b"-----")?;
    starts.into_iter().find_map(|start| Some((start, rest.strip_prefix(start)?)))
}

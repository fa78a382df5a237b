//! Certificates in PKCS #7 (RFC 5652 section 5): what signs nothing and carries certificates alone. The
//! operator's server sends some `.cer` files in this form.

use cms::cert::CertificateChoices;
use cms::content_info::ContentInfo;
use cms::signed_data::SignedData;
use pkcs8::Document;
use pkcs8::der::{Decode, Encode};

/// RFC 7468 section 8, and the label that RFC 7468 section 9 wants in its place.
const LABELS: [&str; 2] = ["PKCS7", "CMS"];

/// The certificates of the file in DER, if it is in this form; in DER itself or in PEM.
pub fn certificates(file: &[u8]) -> Option<Vec<Vec<u8>>> {
    let document = str::from_utf8(file).ok().and_then(|text| Document::from_pem(text.trim()).ok());
    let decoded = document.as_ref().filter(|(label, _)| LABELS.contains(label));
    let der = decoded.map_or(file, |(_, document)| document.as_bytes());
    let content: SignedData = ContentInfo::from_der(der).ok()?.content.decode_as().ok()?;
    let ders = content.certificates?.0.iter().filter_map(der_of).collect();
    Some(ders)
}

fn der_of(choice: &CertificateChoices) -> Option<Vec<u8>> {
    match choice {
        CertificateChoices::Certificate(certificate) => certificate.to_der().ok(),
        CertificateChoices::Other(_) => None,
    }
}

//! Files of certificates.

mod pkcs7;

use pki_types::CertificateDer;

use super::pem;
use super::read_error::{MAX_CERTIFICATES, MAX_FILE_LENGTH, ReadError};
use super::tlv;
use super::x509::Certificate;

/// Reads the certificates of a `.cer`, `.crt`, `.pem`, `.p7b` or `.p7c` file: one in DER, one or several in PEM, or
/// PKCS #7 envelopes in DER, BER or PEM, as some authorities send them. They are returned in the order of the file;
/// in an envelope, the order has no meaning.
///
/// A text may have a byte order mark, any line ends, and any of the labels that are in use. Its other sections, such
/// as private keys, are skipped. The certificates need not be [personal](super::PersonalCertificate) ones, and
/// nothing in them is verified.
///
/// # Errors
///
/// Returns an error if the file has no certificate, one that cannot be parsed, or exceeds a limit.
pub fn read_certificates(file: &[u8]) -> Result<Vec<CertificateDer<'static>>, ReadError> {
    if file.len() > MAX_FILE_LENGTH {
        return Err(ReadError::FileTooLong { length: file.len() });
    }
    let certificates = if is_der(file) {
        pkcs7::read(file).unwrap_or_else(|| vec![CertificateDer::from(file.to_vec())])
    } else {
        read_pem(file)?
    };
    match certificates.len() {
        0 => return Err(ReadError::NoCertificate),
        1..=MAX_CERTIFICATES => {}
        count => return Err(ReadError::TooMany { count }),
    }
    for certificate in &certificates {
        Certificate::parse(certificate)?;
    }
    Ok(certificates)
}

fn read_pem(file: &[u8]) -> Result<Vec<CertificateDer<'static>>, ReadError> {
    let sections: Vec<CertificateDer<'static>> =
        pem::sections(file, pem::CERTIFICATE).map_err(|error| ReadError::Pem(error.into()))?;
    let certificates = sections.into_iter().map(|section| match pkcs7::read(&section) {
        Some(certificates) => certificates,
        None => vec![without_trust(section)],
    });
    Ok(certificates.flatten().collect())
}

/// Cuts off what OpenSSL writes behind a certificate, in a section of the label `TRUSTED CERTIFICATE`.
fn without_trust(section: CertificateDer<'static>) -> CertificateDer<'static> {
    let mut rest = &section[..];
    if tlv::value(&mut rest).is_none() || !matches!(rest, [0x30, ..]) {
        return section;
    }
    CertificateDer::from(section[..section.len() - rest.len()].to_vec())
}

/// Returns `true` if the file begins like the DER of a sequence of more than 127 bytes. Text never does.
pub(super) const fn is_der(file: &[u8]) -> bool {
    matches!(file, [0x30, 0x80..=0xFF, ..])
}

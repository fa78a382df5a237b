//! Files of certificates.

mod pkcs7;

use pki_types::CertificateDer;
use pki_types::pem::{self, PemObject};

use super::read_error::{MAX_CERTIFICATES, MAX_FILE_LENGTH, ReadError};
use super::x509::Certificate;

/// Reads the certificates of a `.cer` file: one in DER, one or several in PEM, or a PKCS #7 envelope in DER
/// or PEM, as some authorities send it. They are returned in the order of the file; in an envelope, the
/// order has no meaning.
///
/// Other sections of a PEM file, such as private keys, are skipped. The certificates need not be
/// [personal](super::PersonalCertificate) ones, and nothing in them is verified.
///
/// # Errors
///
/// Returns an error if the file has no certificate, one that cannot be parsed, or exceeds a limit.
pub fn read_certificates(file: &[u8]) -> Result<Vec<CertificateDer<'static>>, ReadError> {
    if file.len() > MAX_FILE_LENGTH {
        return Err(ReadError::FileTooLong { length: file.len() });
    }
    let certificates = if is_der(file) {
        pkcs7::from_der(file).unwrap_or_else(|| vec![CertificateDer::from(file.to_vec())])
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
    let read: Result<Vec<_>, pem::Error> = CertificateDer::pem_slice_iter(file).collect();
    let certificates = read.map_err(|error| ReadError::Pem(error.into()))?;
    if certificates.is_empty() {
        return Ok(Vec::new());
    }
    Ok(certificates)
}

/// Returns `true` if the file begins like the DER of a sequence of more than 127 bytes. Text never does.
pub(super) const fn is_der(file: &[u8]) -> bool {
    matches!(file, [0x30, 0x80..=0xFF, ..])
}

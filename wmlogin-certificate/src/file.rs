//! Files of certificates.

mod pkcs7;

use pki_types::CertificateDer;
use pki_types::pem::{self, PemObject};

use super::personal::parse;
use super::read_error::ReadError;

/// The most certificates that a file or a handshake may have.
pub const MAX_CERTIFICATES: usize = 8;

/// The longest file that is read, in bytes.
pub const MAX_FILE_LENGTH: usize = 128 * 1024;

/// Reads the certificates of a `.cer` file: one in DER, one or several in PEM, or an envelope of PKCS #7 in
/// either, as some authorities send it. They are in the order of the file, and that of an envelope means
/// nothing.
///
/// Other things of a PEM file, such as private keys, are passed over. What is read are certificates,
/// whether or not they are [personal](super::PersonalCertificate) ones; nothing of them is verified.
///
/// # Errors
///
/// There is no certificate, or one that cannot be read, or too much.
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
        parse(certificate)?;
    }
    Ok(certificates)
}

fn read_pem(file: &[u8]) -> Result<Vec<CertificateDer<'static>>, ReadError> {
    let read: Result<Vec<_>, pem::Error> = CertificateDer::pem_slice_iter(file).collect();
    let certificates = read.map_err(|error| ReadError::Pem(error.into()))?;
    if certificates.is_empty() {
        return Ok(pkcs7::from_pem(file).unwrap_or_default());
    }
    Ok(certificates)
}

/// Whether it begins as the DER of a sequence of more than 127 bytes does. No text does that.
pub(super) const fn is_der(file: &[u8]) -> bool {
    matches!(file, [0x30, 0x80..=0xFF, ..])
}

//! The forms in which a backup file comes: as it is, or as text, as web consoles and secret stores hand it out. And the
//! other files that people take for one.

use std::borrow::Cow;

use data_encoding::BASE64;
use wmlogin_types::runtime::text::normalize;
use zeroize::Zeroizing;

use super::Error;
use crate::file::{is_der, read_certificates};

/// The labels of a backup in PEM.
const LABELS: [&str; 2] = ["PKCS12", "PFX"];

/// A file of another kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Other {
    /// A file without content.
    Empty,
    /// Private keys, certificates or requests in PEM.
    Pem,
    /// A text of another kind, such as a web page.
    Text,
    /// A key store of Java.
    Java,
    /// Certificates in DER, or PKCS #7.
    Certificates,
}

impl Other {
    /// Returns the kind of a file that is not a backup, if it is known.
    fn of(file: &[u8]) -> Option<Self> {
        // The first bytes of the kinds JKS and JCEKS.
        if file.starts_with(&[0xFE, 0xED, 0xFE, 0xED]) || file.starts_with(&[0xCE; 4]) {
            return Some(Self::Java);
        }
        match str::from_utf8(&normalize(file)) {
            Ok(text) if text.trim().is_empty() => Some(Self::Empty),
            Ok(text) if text.contains("-----BEGIN ") => Some(Self::Pem),
            _ if read_certificates(file).is_ok() => Some(Self::Certificates),
            Ok(_) => Some(Self::Text),
            Err(_) => None,
        }
    }

    /// Returns the kind in words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Pem => "a text in PEM",
            Self::Text => "a text",
            Self::Java => "a Java key store of the old kind (JKS or JCEKS)",
            Self::Certificates => "a certificate without a private key",
        }
    }
}

/// Returns the backup itself, which may be in base64.
///
/// # Errors
///
/// Returns an error if the file is of another kind.
pub(super) fn binary(file: &[u8]) -> Result<Cow<'_, [u8]>, Error> {
    if is_der(file) {
        return match read_certificates(file) {
            Ok(_) => Err(Error::Other(Other::Certificates)),
            Err(_) => Ok(Cow::Borrowed(file)),
        };
    }
    let text = Zeroizing::new(normalize(file).into_owned());
    let decoded = str::from_utf8(&text).ok().and_then(decode);
    decoded.map(Cow::Owned).ok_or_else(|| Other::of(file).map_or(Error::Malformed, Error::Other))
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let section = |label| {
        let (_, rest) = text.split_once(&format!("-----BEGIN {label}-----"))?;
        rest.split_once("-----END").map(|(section, _)| section)
    };
    let base64 = LABELS.into_iter().find_map(section).unwrap_or(text);
    let compact: String = base64.split_ascii_whitespace().collect();
    BASE64.decode(compact.as_bytes()).ok().filter(|bytes| bytes.first() == Some(&0x30))
}

//! The person that a certificate is for.

use der::oid::AssociatedOid;
use der::oid::db::rfc4519::COMMON_NAME;
use wmlogin_types::runtime::ValueError;
use wmlogin_types::{CertificateSubject, Excerpt, Wmid};
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::SubjectAltName;

use super::name::attributes;
use super::tlv;

/// The tag of an rfc822Name in a `GeneralName`.
const RFC822_NAME: u8 = 0x81;

/// The maximum length of an e-mail address, in bytes: the longest path of RFC 5321 section 4.5.3.1.3,
/// without its angle brackets.
pub const MAX_EMAIL_LENGTH: usize = 254;

/// The person that a certificate, or a request for one, is for.
///
/// The subject names the WMID in exactly one [`CertificateSubject`] attribute, a string of any type (RFC 5280
/// section 4.1.2.4).
///
/// The e-mail address decides nothing and is there to be displayed. It is the first rfc822Name of the subject
/// alternative name (RFC 5280 section 4.2.1.6) that has the form of an address, in ASCII; whatever else is
/// there is ignored.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Holder {
    wmid: Wmid,
    email: Option<String>,
}

impl Holder {
    /// Creates a holder with this WMID and e-mail address.
    ///
    /// # Errors
    ///
    /// Returns [`HolderError::Email`] if the e-mail address is invalid.
    pub fn new(wmid: Wmid, email: Option<&str>) -> Result<Self, HolderError> {
        match email {
            Some(email) if !is_email(email) => {
                Err(HolderError::Email { found: Excerpt::shown(email.as_bytes()) })
            }
            email => Ok(Self { wmid, email: email.map(str::to_owned) }),
        }
    }

    /// Returns the WMID of the holder.
    #[must_use]
    pub const fn wmid(&self) -> &Wmid {
        &self.wmid
    }

    /// Returns the e-mail address, if there is one.
    #[must_use]
    pub fn email(&self) -> Option<&str> {
        self.email.as_deref()
    }

    /// Reads the holder from a subject, without tag and length, and from its alternative names.
    pub(super) fn read(subject: &[u8], extensions: &[Extension]) -> Result<Self, HolderError> {
        let emails = emails(extensions);
        let mut texts = emails.iter().filter_map(|email| str::from_utf8(email).ok());
        let email = texts.find(|text| is_email(text)).map(str::to_owned);
        Ok(Self { wmid: read_wmid(subject)?, email })
    }
}

fn read_wmid(subject: &[u8]) -> Result<Wmid, HolderError> {
    // `CertificateSubject::CommonName`
    let attributes: Vec<_> =
        attributes(subject).into_iter().filter(|attribute| attribute.oid == COMMON_NAME).collect();
    let attribute = match &attributes[..] {
        [] => return Err(HolderError::NoWmid),
        [attribute] => attribute,
        several => return Err(HolderError::SeveralWmids { count: several.len() }),
    };
    let text = attribute.text().ok_or(HolderError::WmidEncoding)?;
    text.parse().map_err(|reason| HolderError::Wmid { found: Excerpt::shown(text.as_bytes()), reason })
}

/// Returns the e-mail addresses among the alternative names of the subject, as they are.
fn emails(extensions: &[Extension]) -> Vec<&[u8]> {
    let names = extensions.iter().filter(|extension| extension.extn_id == SubjectAltName::OID);
    names.flat_map(|extension| rfc822_names(extension.extn_value.as_bytes())).collect()
}

/// Other kinds of names are skipped, whatever is in them.
fn rfc822_names(mut value: &[u8]) -> Vec<&[u8]> {
    let (_, mut names) = tlv::value(&mut value).unwrap_or_default();
    let names = std::iter::from_fn(|| tlv::value(&mut names));
    names.filter(|(tag, _)| *tag == RFC822_NAME).map(|(_, name)| name).collect()
}

/// Returns `true` if the text looks like an address and is safe to display. Only a delivered message proves
/// more.
fn is_email(text: &str) -> bool {
    let has_parts = text.rsplit_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    has_parts && text.len() <= MAX_EMAIL_LENGTH && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// An error that occurs when the holder of a certificate or of a request is read.
///
/// The text is one complete line for people; programs use [`kind`](Self::kind).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum HolderError {
    /// The subject does not have the attribute.
    #[error("the subject has no {}, expected one with the WMID", CertificateSubject::CommonName)]
    NoWmid,
    /// The subject has the attribute more than once.
    #[error("the subject has {count} {} attributes, expected one", CertificateSubject::CommonName)]
    SeveralWmids {
        /// The number of attributes.
        count: usize,
    },
    /// The attribute is not a WMID.
    #[error(
        "the {} of the subject is {found}, which is not a WMID: {reason}",
        CertificateSubject::CommonName
    )]
    Wmid {
        /// The value of the attribute.
        found: Excerpt,
        /// The expected form, and the problem with the value.
        reason: ValueError,
    },
    /// The attribute is not a string, or not a valid one.
    #[error("the {} of the subject is not a valid string", CertificateSubject::CommonName)]
    WmidEncoding,
    /// The e-mail address is invalid.
    #[error("the e-mail address is {found}, expected one such as name@example.com")]
    Email {
        /// The text in its place.
        found: Excerpt,
    },
}

impl HolderError {
    /// Returns the name of the variant in snake case, for logs and programs: `no_wmid`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.into()
    }
}

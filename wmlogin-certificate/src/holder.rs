//! Whom a certificate is for.

use wmlogin_types::runtime::ValueError;
use wmlogin_types::{CertificateSubject, Excerpt, Wmid};
use x509_parser::asn1_rs::Oid;
use x509_parser::extensions::GeneralName;
use x509_parser::oid_registry::OID_X509_COMMON_NAME;
use x509_parser::x509::X509Name;

/// The longest e-mail address, in bytes: the longest path of RFC 5321 section 4.5.3.1.3, without its
/// angle brackets.
pub const MAX_EMAIL_LENGTH: usize = 254;

/// Whom a certificate is for, or a request for one.
///
/// The subject names the WMID in exactly one [`CertificateSubject`] attribute. The e-mail address is an
/// rfc822Name of the subject alternative name (RFC 5280 section 4.1.2.6); there is one at most.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Holder {
    wmid: Wmid,
    email: Option<String>,
}

impl Holder {
    /// The holder with this WMID and e-mail address.
    ///
    /// # Errors
    ///
    /// [`HolderError::Email`].
    pub fn new(wmid: Wmid, email: Option<&str>) -> Result<Self, HolderError> {
        match email {
            Some(email) if !is_email(email) => {
                Err(HolderError::Email { found: Excerpt::shown(email.as_bytes()) })
            }
            email => Ok(Self { wmid, email: email.map(str::to_owned) }),
        }
    }

    /// The WMID.
    #[must_use]
    pub const fn wmid(&self) -> &Wmid {
        &self.wmid
    }

    /// The e-mail address, if there is one.
    #[must_use]
    pub fn email(&self) -> Option<&str> {
        self.email.as_deref()
    }

    /// The holder that a subject and its alternative names say.
    pub(super) fn read(subject: &X509Name<'_>, names: &[GeneralName<'_>]) -> Result<Self, HolderError> {
        let wmid = read_wmid(subject)?;
        let emails: Vec<&str> = names
            .iter()
            .filter_map(|name| match name {
                GeneralName::RFC822Name(email) => Some(*email),
                _ => None,
            })
            .collect();
        match *emails {
            [] => Self::new(wmid, None),
            [email] => Self::new(wmid, Some(email)),
            _ => Err(HolderError::SeveralEmails { count: emails.len() }),
        }
    }
}

fn read_wmid(subject: &X509Name<'_>) -> Result<Wmid, HolderError> {
    let oid = oid(CertificateSubject::CommonName);
    let mut attributes = subject.iter_by_oid(&oid);
    let attribute = attributes.next().ok_or(HolderError::NoWmid)?;
    let more = attributes.count();
    if more > 0 {
        return Err(HolderError::SeveralWmids { count: 1 + more });
    }
    let text = attribute.as_str().map_err(|_| HolderError::WmidEncoding)?;
    text.parse().map_err(|reason| HolderError::Wmid { found: Excerpt::shown(text.as_bytes()), reason })
}

const fn oid(attribute: CertificateSubject) -> Oid<'static> {
    match attribute {
        CertificateSubject::CommonName => OID_X509_COMMON_NAME,
    }
}

/// Whether it looks like an address and is safe to show. Only a message that arrives proves more.
fn is_email(text: &str) -> bool {
    let has_parts = text.rsplit_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    has_parts && text.len() <= MAX_EMAIL_LENGTH && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Why it cannot be told whom a certificate or a request is for.
///
/// Its text is one line that says everything; [`kind`](Self::kind) is for programs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HolderError {
    /// The subject has no such attribute.
    #[error("the subject has no {}, which is where the WMID stands", CertificateSubject::CommonName)]
    NoWmid,
    /// The subject has more than one such attribute.
    #[error("the subject has {count} attributes {}, expected one", CertificateSubject::CommonName)]
    SeveralWmids {
        /// How many.
        count: usize,
    },
    /// What stands in the attribute is no WMID.
    #[error("the {} of the subject is {found}, which is no WMID: {reason}", CertificateSubject::CommonName)]
    Wmid {
        /// What stands there.
        found: Excerpt,
        /// What was expected, and what was wrong.
        reason: ValueError,
    },
    /// What stands in the attribute is no text, or in another encoding than ASCII or UTF-8.
    #[error("the {} of the subject is not in ASCII or UTF-8", CertificateSubject::CommonName)]
    WmidEncoding,
    /// There is more than one e-mail address.
    #[error("the subject alternative name has {count} e-mail addresses, expected one at most")]
    SeveralEmails {
        /// How many.
        count: usize,
    },
    /// What stands in the place of the e-mail address is none.
    #[error("the e-mail address is {found}, expected something like name@example.com")]
    Email {
        /// What stands there.
        found: Excerpt,
    },
}

impl HolderError {
    /// The variant in snake case, for logs and programs: `no_wmid`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::NoWmid => "no_wmid",
            Self::SeveralWmids { .. } => "several_wmids",
            Self::Wmid { .. } => "wmid",
            Self::WmidEncoding => "wmid_encoding",
            Self::SeveralEmails { .. } => "several_emails",
            Self::Email { .. } => "email",
        }
    }
}

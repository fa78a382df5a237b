//! What can be wrong with a request, in no language.

use wmlogin_certificate::CertificateError;
use wmlogin_types::runtime::Named;
use wmlogin_types::{AuthType, Excerpt, TextError, UrlId, Wmid};

/// A mistake in the query of a page, which the developer of the site has to fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum QueryProblem {
    TooLong {
        length: usize,
    },
    Missing {
        name: &'static str,
        similar: Option<String>,
    },
    Repeated {
        name: &'static str,
    },
    Value {
        name: &'static str,
        found: Excerpt,
        expected: &'static str,
    },
    /// A dependent parameter without the value that it depends on.
    Condition {
        name: &'static str,
        on: &'static str,
        required: &'static str,
        found: Option<&'static str>,
    },
    Place {
        name: &'static str,
        found: Excerpt,
    },
    UnknownSite {
        found: UrlId,
    },
    MethodNotAllowed {
        found: AuthType,
        allowed: Vec<AuthType>,
    },
}

impl<P: Named> From<TextError<P>> for QueryProblem {
    fn from(error: TextError<P>) -> Self {
        match error {
            TextError::TooLong { length } => Self::TooLong { length },
            TextError::Missing { name, similar } => Self::Missing { name: name.name(), similar },
            TextError::Repeated { name } => Self::Repeated { name: name.name() },
            TextError::InvalidValue { name, value, error } => {
                Self::Value { name: name.name(), found: value, expected: error.expected }
            }
            TextError::UnmetCondition { name, on, required, found } => {
                Self::Condition { name: name.name(), on: on.name(), required, found }
            }
        }
    }
}

/// The reason that a form is taken for one that another site sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Forgery {
    /// The browser says that another page sends it.
    OtherPage,
    /// The browser does not send its cookie.
    NoCookie,
    /// The hidden token is not that of a page in this browser.
    Token,
}

/// A mistake in the form of the login page, which the user has to correct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FormProblem {
    Wmid,
    Method,
}

/// The reason that a certificate does not sign its owner in.
#[derive(Debug)]
pub(crate) enum CertificateProblem {
    /// The browser presented none.
    NoCertificate,
    /// It presented one that cannot be believed.
    Certificate(CertificateError),
    /// Nobody has the WMID.
    UnknownUser(Wmid),
    /// The user cannot sign in to this site with a certificate.
    NoMethod(Wmid),
    /// The site asks for another user.
    AnotherUser { expected: Wmid, found: Wmid },
    /// The code is used, too old, or of another sign-in.
    Code,
}

impl From<CertificateError> for CertificateProblem {
    fn from(error: CertificateError) -> Self {
        Self::Certificate(error)
    }
}

impl CertificateProblem {
    /// Returns `true` if another authority has issued the certificate, or none has.
    pub(crate) const fn is_foreign(error: &CertificateError) -> bool {
        matches!(error, CertificateError::UnknownIssuer { .. } | CertificateError::BadSignature { .. })
    }
}

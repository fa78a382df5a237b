//! The words of the pages, each language in a file of its own.

mod english;
mod language;
mod russian;

pub(crate) use language::Language;

use crate::problem::{CertificateProblem, Forgery, FormProblem, QueryProblem};

/// Something that is wrong, and its remedy.
pub(crate) struct Explanation {
    /// What is wrong.
    pub what: String,
    /// How to fix it.
    pub advice: Option<String>,
}

/// An explanation that is always the same: what is wrong, and how to fix it.
type Explained = (&'static str, &'static str);

impl From<Explained> for Explanation {
    fn from((what, advice): Explained) -> Self {
        Self::new(what, advice)
    }
}

impl Explanation {
    fn new(what: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { what: what.into(), advice: Some(advice.into()) }
    }
}

/// The words of one language.
///
/// What the spec names and describes is not among them. The descriptions are English, and left out of the pages
/// in other languages.
pub(crate) struct Words {
    pub program: &'static str,
    pub not_the_service: &'static str,
    pub navigation: &'static str,
    pub sites: &'static str,
    pub log: &'static str,

    pub sign_in_to: &'static str,
    pub asks: &'static str,
    pub answer_goes_to: &'static str,
    pub continue_title: &'static str,
    pub continue_as: &'static str,
    pub or_as_somebody_else: &'static str,
    pub who: &'static str,
    pub another_wmid: &'static str,
    pub wmid: &'static str,
    pub wmid_hint: &'static str,
    pub method: &'static str,
    pub network: &'static str,
    pub not_chosen: &'static str,
    pub not_in_use: &'static str,
    pub factors: &'static str,
    pub implied: &'static str,
    pub flags: &'static str,
    pub factors_and_flags: &'static str,
    pub allow: &'static str,
    pub cancel: &'static str,

    pub returning_to: &'static str,
    pub one_more_step: &'static str,
    pub to_the_site: &'static str,

    pub wrong_request: &'static str,
    pub what_is_wrong: &'static str,
    pub problem: &'static str,

    pub no_sites: &'static str,
    pub no_entries: &'static str,
    pub log_explained: &'static str,
    pub open_site: &'static str,
    pub login_begins_there: &'static str,
    pub login_page: &'static str,
    pub every_site: &'static str,
    pub show: &'static str,
    pub question: &'static str,
    pub answer: &'static str,
    pub what_to_do: &'static str,
    pub return_url_id: &'static str,
    pub owner: &'static str,
    pub version: &'static str,
    pub site: &'static str,
    pub return_url: &'static str,
    pub details: &'static str,

    pub your_certificate: &'static str,
    pub certificate_hint: &'static str,
    pub no_certificate_login: &'static str,
    pub begin_again: &'static str,

    pub certificates: &'static str,
    pub list_certificates: &'static str,
    pub certificates_explained: &'static str,
    pub no_certificates: &'static str,
    pub root: &'static str,
    pub serial: &'static str,
    pub renews: &'static str,
    pub valid_from: &'static str,
    pub valid_until: &'static str,
    pub status: &'static str,
    pub not_yet_valid: &'static str,
    pub valid: &'static str,
    pub expired: &'static str,
    pub revoked: &'static str,
    pub revoke: &'static str,
    /// A mistake in a query, and its remedy.
    pub query_problem: fn(&QueryProblem) -> Explanation,
    /// The reason that a form is refused, and the remedy.
    pub forgery: fn(Forgery) -> Explanation,
    /// The reason that a certificate is refused, and the remedy.
    pub certificate_problem: fn(&CertificateProblem) -> Explanation,
    /// A mistake in the form of the login page.
    pub form_problem: fn(FormProblem) -> String,
    /// The number of digits or other characters that a WMID has.
    pub wmid_length: fn() -> String,
    /// The certificate that a form names does not exist.
    pub unknown_certificate: Explained,
}

impl Language {
    /// Returns the words of this language.
    pub(crate) const fn words(self) -> &'static Words {
        match self {
            Self::English => &english::WORDS,
            Self::Russian => &russian::WORDS,
        }
    }
}

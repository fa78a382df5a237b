//! The reasons that a browser does not get further.

use http::StatusCode;
use thiserror::Error;
use url::Url;

/// The reason that a browser does not get further.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BrowserError {
    /// An address cannot be read.
    #[error("`{text}` is not an address")]
    Address {
        /// The text that was given for one.
        text: String,
        /// What is wrong with it.
        source: url::ParseError,
    },
    /// TLS cannot be set up.
    #[error("TLS cannot be set up")]
    Tls(#[from] rustls::Error),
    /// The HTTP client cannot be built.
    #[error("the HTTP client cannot be built")]
    Client(#[source] reqwest::Error),
    /// A server does not answer.
    #[error("no answer from {url}")]
    NoAnswer {
        /// The address, without its query.
        url: Url,
        /// What happened instead.
        source: reqwest::Error,
    },
    /// A header cannot be sent or read.
    #[error("the header `{0}` is not text")]
    Header(&'static str),
    /// A redirect has no address, or one that cannot be used.
    #[error("the redirect of {0} has no usable `Location`")]
    Location(Url),
    /// Redirects that do not end.
    #[error("too many redirects, the last one to {0}")]
    Redirects(Url),
    /// The content security policy of a page keeps its form from being sent.
    #[error("the policy of {page} forbids to send a form to {target}: {policy}")]
    FormAction {
        /// The origin of the page.
        page: String,
        /// The origin that the form would be sent to.
        target: String,
        /// The policy that forbids it, as its page sent it.
        policy: String,
    },
    /// A page has no form.
    #[error("there is no form at {0}")]
    NoForm(Url),
    /// A form has no such button.
    #[error("the form has no button with the value `{0}`")]
    NoButton(String),
    /// The address to sign in at did not lead to the stand-in.
    #[error("the site does not send the browser to the stand-in, but answers {status} at {url}")]
    NotSent {
        /// The status of the page that the browser is at.
        status: StatusCode,
        /// Its address, without its query.
        url: Url,
    },
    /// The stand-in does not let the user sign in, such as because it does not know the site.
    #[error("the stand-in answers {status}: {text}")]
    Refused {
        /// The status of its page.
        status: StatusCode,
        /// The beginning of the text that the page shows.
        text: String,
    },
    /// The site does not take the answer of the stand-in.
    #[error("the site answers {status} at {url}")]
    RefusedBySite {
        /// The status of its page.
        status: StatusCode,
        /// The address of the page, without its query.
        url: Url,
        /// The beginning of the text that the page shows.
        text: String,
    },
}

//! A page that a browser shows.

use std::fmt;

use html5gum::{StartTag, Token, Tokenizer};
use http::header::{CONTENT_SECURITY_POLICY, LOCATION, REFERRER_POLICY};
use http::{HeaderMap, HeaderName, StatusCode};
use url::Url;

use super::BrowserError;
use super::form::{Form, attribute};
use super::initiator::Initiator;

/// The longest text of a page in an error, in characters.
const MAX_TEXT_LENGTH: usize = 400;

/// A page that a browser shows.
#[derive(Clone)]
pub struct Page {
    /// The address, after all redirects.
    pub url: Url,
    /// The status code of the last answer.
    pub status: StatusCode,
    /// The headers of the last answer.
    pub headers: HeaderMap,
    /// The document.
    pub body: String,
}

impl Page {
    /// Returns the last form that posts.
    ///
    /// # Errors
    ///
    /// There is none.
    pub fn form(&self) -> Result<Form, BrowserError> {
        self.forms().pop().ok_or_else(|| BrowserError::NoForm(self.place()))
    }

    /// Returns the forms that post, in the order of the page.
    #[must_use]
    pub fn forms(&self) -> Vec<Form> {
        Form::all(&self.body)
    }

    /// Returns the values of an attribute, in the order of the page.
    #[must_use]
    pub fn attributes(&self, name: &str) -> Vec<String> {
        self.elements().filter_map(|tag| attribute(&tag, name)).collect()
    }

    /// Returns the text that a reader sees, with its beginning alone if it is long.
    #[must_use]
    pub fn text(&self) -> String {
        let (mut text, mut hidden) = (String::new(), false);
        for Ok(token) in Tokenizer::new(&self.body) {
            match token {
                Token::StartTag(tag) if is_unseen(&tag.name) => hidden = true,
                Token::EndTag(tag) if is_unseen(&tag.name) => hidden = false,
                Token::String(more) if !hidden => text.push_str(&String::from_utf8_lossy(&more)),
                // Words of two elements are two words.
                _ => text.push(' '),
            }
        }
        let words: Vec<_> = text.split_whitespace().collect();
        words.join(" ").chars().take(MAX_TEXT_LENGTH).collect()
    }

    /// Returns the address that an answer redirects to.
    ///
    /// # Errors
    ///
    /// It has no address, or one that cannot be read.
    pub fn location(&self) -> Result<Url, BrowserError> {
        let location = self.headers.get(LOCATION).and_then(|location| location.to_str().ok());
        let location = location.and_then(|location| self.url.join(location).ok());
        location.ok_or_else(|| BrowserError::Location(self.place()))
    }

    /// Returns `true` for a redirect that browsers follow.
    #[must_use]
    pub fn is_redirect(&self) -> bool {
        matches!(self.status.as_u16(), 301 | 302 | 303 | 307 | 308)
    }

    /// Returns the `Origin` that a form of the page is sent with, by its referrer policy.
    #[must_use]
    pub fn origin_for(&self, target: &Url) -> String {
        let own = self.url.origin();
        let is_hidden = match self.referrer_policy() {
            "no-referrer" => true,
            "same-origin" => own != target.origin(),
            "origin" | "origin-when-cross-origin" | "unsafe-url" => false,
            _ => self.url.scheme() == "https" && target.scheme() != "https",
        };
        if is_hidden { "null".to_owned() } else { own.ascii_serialization() }
    }

    /// The last of the policies that browsers know; the default of browsers without one.
    fn referrer_policy(&self) -> &str {
        const KNOWN: [&str; 8] = [
            "no-referrer",
            "no-referrer-when-downgrade",
            "origin",
            "origin-when-cross-origin",
            "same-origin",
            "strict-origin",
            "strict-origin-when-cross-origin",
            "unsafe-url",
        ];
        let policies = self.header(REFERRER_POLICY).split(',').map(str::trim);
        policies.rev().find(|policy| KNOWN.contains(policy)).unwrap_or_default()
    }

    /// Returns the page as what sends a form to this address.
    pub(super) fn initiator<'a>(&self, target: &Url, origin: &'a str) -> Initiator<'a> {
        match self.origin_for(target).as_str() {
            "null" => Initiator::HiddenPage(origin),
            _ => Initiator::Page(origin),
        }
    }

    /// Checks that the page's content security policy allows a form to be sent to this address.
    ///
    /// # Errors
    ///
    /// It does not.
    pub fn check_form_action(&self, target: &Url) -> Result<(), BrowserError> {
        let policy = self.header(CONTENT_SECURITY_POLICY);
        let mut directives = policy.split(';').map(str::trim);
        let Some(sources) = directives.find_map(|directive| directive.strip_prefix("form-action ")) else {
            return Ok(());
        };
        let page = self.url.origin().ascii_serialization();
        let origin = target.origin().ascii_serialization();
        let allows = |source: &str| match source {
            "'self'" => page == origin,
            "*" => true,
            source => source == origin || source.strip_suffix(':') == Some(target.scheme()),
        };
        if sources.split_ascii_whitespace().any(allows) {
            return Ok(());
        }
        let policy = policy.to_owned();
        Err(BrowserError::FormAction { page, target: origin, policy })
    }

    /// Returns the form of a page whose script sends it at once: the only form, with nothing to fill in. There is no
    /// script engine here, so a script that submits a form is taken for one that does so at once.
    pub(super) fn form_that_submits_itself(&self) -> Option<Form> {
        let mut forms = self.forms();
        let form = forms.pop().filter(|form| forms.is_empty() && form.is_hidden());
        form.filter(|_| self.status.is_success() && self.has_submitting_script())
    }

    fn has_submitting_script(&self) -> bool {
        let submits = |script: &str| script.contains(".submit(") || script.contains(".requestSubmit(");
        let mut is_script = false;
        Tokenizer::new(&self.body).any(|Ok(token)| match token {
            Token::StartTag(tag) => {
                is_script = tag.name == b"script";
                attribute(&tag, "onload").is_some_and(|script| submits(&script))
            }
            Token::EndTag(_) => {
                is_script = false;
                false
            }
            Token::String(text) => is_script && submits(&String::from_utf8_lossy(&text)),
            _ => false,
        })
    }

    /// The address without its query, which can hold what is nobody's business.
    pub(super) fn place(&self) -> Url {
        let mut url = self.url.clone();
        url.set_query(None);
        url
    }

    fn elements(&self) -> impl Iterator<Item = StartTag<()>> {
        Tokenizer::new(&self.body)
            .filter_map(|Ok(token)| if let Token::StartTag(tag) = token { Some(tag) } else { None })
    }

    fn header(&self, name: HeaderName) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// Returns `true` for elements whose text is not shown.
fn is_unseen(element: &[u8]) -> bool {
    matches!(element, b"script" | b"style" | b"head" | b"title")
}

/// The document can hold credentials, such as the ticket of an answer, and so do cookies: they are left out.
impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("url", &self.place().as_str())
            .field("status", &self.status)
            .field("length", &self.body.len())
            .finish_non_exhaustive()
    }
}

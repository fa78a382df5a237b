//! A page that a browser shows.

use html5gum::{StartTag, Token, Tokenizer};
use http::header::{CONTENT_SECURITY_POLICY, LOCATION, REFERRER_POLICY};
use http::{HeaderMap, HeaderName, StatusCode};
use url::Url;

use super::form::{Form, attribute};
use super::initiator::Initiator;

/// A page that a browser shows.
#[derive(Clone, Debug)]
pub struct Page {
    pub url: Url,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Page {
    /// The last form.
    pub fn form(&self) -> Form {
        self.forms().pop().unwrap_or_else(|| panic!("no form: {self:?}"))
    }

    pub fn forms(&self) -> Vec<Form> {
        Form::all(&self.body)
    }

    /// The values of an attribute, in the order of the page.
    pub fn attributes(&self, name: &str) -> Vec<String> {
        let tokens = Tokenizer::new(&self.body).map(|Ok(token)| token);
        let value = |tag: &StartTag<()>| attribute(tag, name);
        tokens.filter_map(|token| if let Token::StartTag(tag) = token { value(&tag) } else { None }).collect()
    }

    /// The address that an answer redirects to.
    pub fn location(&self) -> Url {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{self:?}");
        let location = self.header(LOCATION).unwrap_or_else(|| panic!("no location: {self:?}"));
        self.url.join(location).expect("an address")
    }

    /// The `Origin` that a form of the page is sent with, by its referrer policy.
    pub fn origin_for(&self, target: &Url) -> String {
        let own = self.url.origin();
        match self.header(REFERRER_POLICY) {
            Some("same-origin") if own != target.origin() => "null".to_owned(),
            Some("same-origin" | "origin") | None => own.ascii_serialization(),
            Some(other) => panic!("unexpected referrer policy {other}"),
        }
    }

    /// The page as what sends a form to this address; fails unless its policies allow that.
    pub(super) fn initiator<'a>(&self, target: &Url, origin: &'a str) -> Initiator<'a> {
        self.check_form_action(target);
        match self.origin_for(target).as_str() {
            "null" => Initiator::HiddenPage(origin),
            _ => Initiator::Page(origin),
        }
    }

    /// Fails unless the page's content security policy allows a form to be sent to this address.
    pub fn check_form_action(&self, target: &Url) {
        let policy = self.header(CONTENT_SECURITY_POLICY).unwrap_or_default();
        let sources = policy.split("; ").find_map(|directive| directive.strip_prefix("form-action "));
        let own = self.url.origin().ascii_serialization();
        let target = target.origin().ascii_serialization();
        let allows = |source: &str| if source == "'self'" { own == target } else { source == target };
        assert!(sources.is_none_or(|sources| sources.split(' ').any(allows)), "{target}: {policy}");
    }

    /// The page as it was sent, with one element in a line and without the headers that vary.
    pub fn shown(&self) -> String {
        let fixed = self.headers.iter().filter(|(name, _)| *name != "date" && *name != "content-length");
        let line = |(name, value): (&HeaderName, &http::HeaderValue)| {
            format!("{name}: {}", value.to_str().expect("text"))
        };
        let mut headers: Vec<_> = fixed.map(line).collect();
        headers.sort_unstable();
        format!("{}\n{}\n\n{}", self.status, headers.join("\n"), self.body.replace("><", ">\n<"))
    }

    fn header(&self, name: HeaderName) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("text"))
    }
}

//! A page that a browser shows, where what is missing fails the test.

use std::fmt;
use std::ops::{Deref, DerefMut};

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use url::Url;
use wmlogin_gatekeeper::browser;

use super::form::Form;

/// A page that a browser shows.
#[derive(Clone)]
pub struct Page(pub browser::Page);

impl Page {
    pub fn new(url: Url, status: StatusCode, headers: HeaderMap, body: String) -> Self {
        Self(browser::Page { url, status, headers, body })
    }

    /// The last form.
    pub fn form(&self) -> Form {
        self.forms().pop().unwrap_or_else(|| panic!("no form: {self:?}"))
    }

    pub fn forms(&self) -> Vec<Form> {
        Form::all(&self.0.body)
    }

    /// The address that an answer redirects to.
    pub fn location(&self) -> Url {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{self:?}");
        self.0.location().expect("an address")
    }

    /// Fails unless the page's content security policy allows a form to be sent to this address.
    pub fn check_form_action(&self, target: &Url) {
        self.0.check_form_action(target).expect("an allowed address");
    }

    /// The page as it was sent, with one element in a line and without the headers that vary.
    pub fn shown(&self) -> String {
        let fixed = self.headers.iter().filter(|(name, _)| *name != "date" && *name != "content-length");
        let line =
            |(name, value): (&HeaderName, &HeaderValue)| format!("{name}: {}", value.to_str().expect("text"));
        let mut headers: Vec<_> = fixed.map(line).collect();
        headers.sort_unstable();
        format!("{}\n{}\n\n{}", self.status, headers.join("\n"), self.body.replace("><", ">\n<"))
    }
}

impl Deref for Page {
    type Target = browser::Page;

    fn deref(&self) -> &browser::Page {
        &self.0
    }
}

impl DerefMut for Page {
    fn deref_mut(&mut self) -> &mut browser::Page {
        &mut self.0
    }
}

/// With everything: the tickets of tests are nobody's.
impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0.url, self.shown())
    }
}

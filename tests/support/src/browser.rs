//! The browser of the stand-in's library, where whatever goes wrong fails the test.

mod client;
mod form;
mod page;

use std::ops::{Deref, DerefMut};

use url::Url;
use wmlogin_gatekeeper::browser;

pub use client::{http_client, tls_client};
pub use form::Form;
pub use page::Page;
pub use wmlogin_gatekeeper::browser::Initiator;

/// A browser with cookies of its own.
pub struct Browser(browser::Browser);

impl Browser {
    /// A browser that presents no certificate.
    pub fn new() -> Self {
        Self::over(http_client())
    }

    /// A browser over connections that it shares with others.
    pub fn over(http: reqwest::Client) -> Self {
        Self(browser::Browser::over(http))
    }

    /// Shows redirects instead of following them.
    #[must_use]
    pub fn stopping_at_redirects(self) -> Self {
        Self(self.0.stopping_at_redirects())
    }

    /// Sends no `Sec-Fetch-…` headers, as older browsers.
    #[must_use]
    pub fn without_fetch_metadata(self) -> Self {
        Self(self.0.without_fetch_metadata())
    }

    /// Opens an address that the user typed.
    pub async fn open(&mut self, url: &Url) -> Page {
        Page(self.0.open(url).await.expect("a page"))
    }

    /// Follows a link.
    pub async fn follow(&mut self, from: Initiator<'_>, url: &Url) -> Page {
        Page(self.0.follow(from, url).await.expect("a page"))
    }

    /// Submits a form with this body.
    pub async fn post(&mut self, from: Initiator<'_>, url: &Url, body: String) -> Page {
        Page(self.0.post(from, url, body).await.expect("a page"))
    }

    /// Submits a form of a page, if the page's policies allow it.
    pub async fn submit(&mut self, page: &Page, form: &Form) -> Page {
        Page(self.0.submit(page, form).await.expect("a page"))
    }

    /// Submits a form of a page, and loses the answer: its cookies are not taken, a redirect is not followed.
    pub async fn submit_and_lose_answer(&self, page: &Page, form: &Form) -> Page {
        Page(self.0.submit_and_lose_answer(page, form).await.expect("a page"))
    }

    /// Adds cookies that another browser has for a page.
    pub fn plant_cookies(&mut self, cookies: &str, url: &Url) {
        for cookie in cookies.split("; ") {
            assert!(self.0.set_cookie(cookie, url), "a cookie");
        }
    }
}

impl Deref for Browser {
    type Target = browser::Browser;

    fn deref(&self) -> &browser::Browser {
        &self.0
    }
}

impl DerefMut for Browser {
    fn deref_mut(&mut self) -> &mut browser::Browser {
        &mut self.0
    }
}

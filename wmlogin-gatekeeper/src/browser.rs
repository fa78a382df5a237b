//! A browser for tests, which signs a user in at your own site: the feature `browser`.
//!
//! It has what a login depends on: cookies with their `SameSite` rules, `Origin` and `Sec-Fetch-…` headers,
//! redirects, forms, referrer and content security policies. It has no script engine; a page with a script that
//! submits its only form counts as sent at once.
//!
//! A host is a site to it: `localhost` and `127.0.0.1` are two, so a site at one of them and the stand-in at the
//! other meet the rules of the real service. Unless a cookie says something else it is `Lax`, from the first second.
//!
//! ```
//! use wmlogin_gatekeeper::{Gatekeeper, Settings};
//!
//! # async fn your_site(listener: tokio::net::TcpListener, login: url::Url) {
//! #     let login = axum::response::Redirect::to(login.as_str());
//! #     let pages = axum::Router::new()
//! #         .route("/login", axum::routing::get(|| async { login }))
//! #         .route("/webmoney", axum::routing::post(|| async { "Welcome, 100000000001" }));
//! #     axum::serve(listener, pages).await.unwrap();
//! # }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // Your site listens somewhere, and has an address that answers are posted to.
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
//! let site = format!("http://localhost:{}", listener.local_addr()?.port());
//! let settings = Settings::demo(format!("{site}/webmoney").parse()?);
//! let (user, id) = (settings.people[0].wmid, settings.sites[0].url_id);
//!
//! let gatekeeper = Gatekeeper::builder().settings(settings).start().await?;
//! let login = gatekeeper.base_url().join(&format!("/GateKeeper.aspx?RID={id}"))?;
//! tokio::spawn(your_site(listener, login));
//!
//! let mut browser = gatekeeper.browser()?;
//! let page = browser.sign_in(&format!("{site}/login"), &user).await?;
//! assert!(page.body.contains("Welcome, 100000000001"));
//! # Ok(())
//! # }
//! ```

mod client;
mod cookies;
mod error;
mod form;
mod initiator;
mod page;
mod sign_in;

use http::header::{CONTENT_TYPE, COOKIE, ORIGIN};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use url::Url;

pub use client::client_builder;
pub use error::BrowserError;
pub use form::Form;
pub use initiator::Initiator;
pub use page::Page;
/// The HTTP client under a [`Browser`].
pub use reqwest;

use cookies::Cookies;
use initiator::Relation;
pub(crate) use sign_in::StandIn;

const FORM: &str = "application/x-www-form-urlencoded";

/// The most redirects that lead from one page to the next.
const MAX_REDIRECTS: usize = 20;

/// A browser with cookies of its own. [`Gatekeeper::browser`](crate::Gatekeeper::browser) makes one.
pub struct Browser {
    http: reqwest::Client,
    cookies: Cookies,
    follows_redirects: bool,
    sends_fetch_metadata: bool,
    stand_in: Option<StandIn>,
    /// Headers of every request, instead of the browser's own.
    pub headers: HeaderMap,
}

/// A form that is sent, with the origin of its page.
struct Sent {
    origin: String,
    body: String,
}

impl Browser {
    /// Makes a browser over an HTTP client of your own, with its proxies, roots and certificates. It has to be one
    /// that follows no redirects and keeps no cookies, as [`client_builder`] builds them.
    #[must_use]
    pub fn over(http: reqwest::Client) -> Self {
        Self {
            http,
            cookies: Cookies::default(),
            follows_redirects: true,
            sends_fetch_metadata: true,
            stand_in: None,
            headers: HeaderMap::new(),
        }
    }

    /// Makes the browser of a stand-in, which trusts its root.
    pub(crate) fn of(stand_in: StandIn) -> Result<Self, BrowserError> {
        let http = client::trusting(stand_in.root.as_ref())?.build().map_err(BrowserError::Client)?;
        Ok(Self { stand_in: Some(stand_in), ..Self::over(http) })
    }

    /// Shows redirects instead of following them.
    #[must_use]
    pub fn stopping_at_redirects(mut self) -> Self {
        self.follows_redirects = false;
        self
    }

    /// Sends no `Sec-Fetch-…` headers, as older browsers.
    #[must_use]
    pub fn without_fetch_metadata(mut self) -> Self {
        self.sends_fetch_metadata = false;
        self
    }

    /// Opens an address that the user typed.
    ///
    /// # Errors
    ///
    /// There is no answer.
    pub async fn open(&mut self, url: &Url) -> Result<Page, BrowserError> {
        self.navigate(Initiator::AddressBar, Method::GET, url, None).await
    }

    /// Follows a link.
    ///
    /// # Errors
    ///
    /// There is no answer.
    pub async fn follow(&mut self, from: Initiator<'_>, url: &Url) -> Result<Page, BrowserError> {
        self.navigate(from, Method::GET, url, None).await
    }

    /// Submits a form with this body.
    ///
    /// # Errors
    ///
    /// There is no answer.
    pub async fn post(&mut self, from: Initiator<'_>, url: &Url, body: String) -> Result<Page, BrowserError> {
        self.navigate(from, Method::POST, url, Some(body)).await
    }

    /// Submits a form of a page.
    ///
    /// # Errors
    ///
    /// The page's policies do not allow it, or there is no answer.
    pub async fn submit(&mut self, page: &Page, form: &Form) -> Result<Page, BrowserError> {
        let (target, origin) = target(page, form)?;
        self.post(page.initiator(&target, &origin), &target, form.body()).await
    }

    /// Submits a form of a page, and loses the answer: its cookies are not taken, a redirect is not followed.
    ///
    /// # Errors
    ///
    /// The page's policies do not allow it, or there is no answer.
    pub async fn submit_and_lose_answer(&self, page: &Page, form: &Form) -> Result<Page, BrowserError> {
        let (target, origin) = target(page, form)?;
        let from = page.initiator(&target, &origin);
        let sent = Sent { origin: from.origin(), body: form.body() };
        self.send(&target, Relation::between(from, &target), &Method::POST, Some(&sent)).await
    }

    /// Returns the cookies for a page when the user types its address.
    #[must_use]
    pub fn cookies(&self, url: &Url) -> String {
        self.cookies.header(url, Relation::None, &Method::GET)
    }

    /// Sets a cookie, as a `Set-Cookie` header of this page would; returns `false` if browsers refuse it.
    pub fn set_cookie(&mut self, cookie: &str, url: &Url) -> bool {
        self.cookies.set(cookie, url)
    }

    async fn navigate(
        &mut self,
        from: Initiator<'_>,
        mut method: Method,
        url: &Url,
        body: Option<String>,
    ) -> Result<Page, BrowserError> {
        let (mut url, mut relation) = (url.clone(), Relation::None);
        let mut sent = body.map(|body| Sent { origin: from.origin(), body });
        for _ in 0..=MAX_REDIRECTS {
            relation = relation.max(Relation::between(from, &url));
            let page = self.send(&url, relation, &method, sent.as_ref()).await?;
            self.cookies.store(&page.headers, &url);
            if !page.is_redirect() || !self.follows_redirects {
                return Ok(page);
            }
            let next = page.location()?;
            // A temporary or permanent redirect has the form sent again; every other one asks for a page.
            if !matches!(page.status.as_u16(), 307 | 308) {
                (method, sent) = (Method::GET, None);
            }
            if let Some(sent) = &mut sent
                && next.origin() != url.origin()
                && sent.origin != url.origin().ascii_serialization()
            {
                "null".clone_into(&mut sent.origin);
            }
            url = next;
        }
        url.set_query(None);
        Err(BrowserError::Redirects(url))
    }

    /// Sends one request; a form comes with the origin of its page.
    async fn send(
        &self,
        url: &Url,
        relation: Relation,
        method: &Method,
        sent: Option<&Sent>,
    ) -> Result<Page, BrowserError> {
        let headers = self.request_headers(url, relation, method, sent)?;
        let request = self.http.request(method.clone(), url.clone()).headers(headers);
        let request = sent.iter().fold(request, |request, sent| request.body(sent.body.clone()));
        let no_answer = |source: reqwest::Error| {
            let mut url = url.clone();
            url.set_query(None);
            BrowserError::NoAnswer { url, source: source.without_url() }
        };
        let response = request.send().await.map_err(no_answer)?;
        let (status, headers) = (response.status(), response.headers().clone());
        Ok(Page { url: url.clone(), status, headers, body: response.text().await.map_err(no_answer)? })
    }

    fn request_headers(
        &self,
        url: &Url,
        relation: Relation,
        method: &Method,
        sent: Option<&Sent>,
    ) -> Result<HeaderMap, BrowserError> {
        let mut headers = HeaderMap::new();
        let cookies = self.cookies.header(url, relation, method);
        if !cookies.is_empty() {
            headers.insert(COOKIE, value("cookie", &cookies)?);
        }
        if self.sends_fetch_metadata {
            for (name, value) in [
                ("sec-fetch-dest", "document"),
                ("sec-fetch-mode", "navigate"),
                ("sec-fetch-site", relation.name()),
            ] {
                headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
            }
        }
        if let Some(sent) = sent {
            headers.insert(ORIGIN, value("origin", &sent.origin)?);
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(FORM));
        }
        for (name, value) in &self.headers {
            headers.insert(name, value.clone());
        }
        Ok(headers)
    }
}

/// Returns the address that a form of the page goes to, if the page's policies allow that, and the page's origin.
fn target(page: &Page, form: &Form) -> Result<(Url, String), BrowserError> {
    let target = form.target(&page.url)?;
    page.check_form_action(&target)?;
    Ok((target, page.url.origin().ascii_serialization()))
}

fn value(name: &'static str, text: &str) -> Result<HeaderValue, BrowserError> {
    HeaderValue::from_str(text).map_err(|_| BrowserError::Header(name))
}

/// Cookies and headers can be credentials.
impl std::fmt::Debug for Browser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Browser").finish_non_exhaustive()
    }
}

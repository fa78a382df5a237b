//! A browser, as far as a login depends on one: cookies, `SameSite`, `Origin`, `Sec-Fetch-Site`, redirects,
//! forms and certificates.

mod client;
mod form;
mod initiator;
mod page;

use cookie_store::CookieStore;
use http::header::{CONTENT_TYPE, COOKIE, ORIGIN, SET_COOKIE};
use http::{HeaderMap, HeaderName, Method, StatusCode};
use url::Url;

pub use client::{http_client, tls_client};
pub use form::Form;
pub use initiator::Initiator;
pub use page::Page;

use initiator::Relation;

const FORM: &str = "application/x-www-form-urlencoded";

/// A browser with cookies of its own.
pub struct Browser {
    http: reqwest::Client,
    cookies: CookieStore,
    follows_redirects: bool,
    sends_fetch_metadata: bool,
    /// Headers of every request, instead of the browser's own.
    pub headers: HeaderMap,
}

impl Browser {
    /// A browser that presents no certificate.
    pub fn new() -> Self {
        Self::over(http_client())
    }

    /// A browser over connections that it shares with others.
    pub fn over(http: reqwest::Client) -> Self {
        Self {
            http,
            cookies: CookieStore::default(),
            follows_redirects: true,
            sends_fetch_metadata: true,
            headers: HeaderMap::new(),
        }
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
    pub async fn open(&mut self, url: &Url) -> Page {
        self.navigate(Initiator::AddressBar, Method::GET, url, None).await
    }

    /// Follows a link.
    pub async fn follow(&mut self, from: Initiator<'_>, url: &Url) -> Page {
        self.navigate(from, Method::GET, url, None).await
    }

    /// Submits a form with this body.
    pub async fn post(&mut self, from: Initiator<'_>, url: &Url, body: String) -> Page {
        self.navigate(from, Method::POST, url, Some(body)).await
    }

    /// Submits a form of a page, if the page's policies allow it.
    pub async fn submit(&mut self, page: &Page, form: &Form) -> Page {
        let (target, origin) = (form.target(&page.url), page.url.origin().ascii_serialization());
        self.post(page.initiator(&target, &origin), &target, form.body()).await
    }

    /// Submits a form of a page, and loses the answer: its cookies are not taken, a redirect is not followed.
    pub async fn submit_and_lose_answer(&self, page: &Page, form: &Form) -> Page {
        let (target, origin) = (form.target(&page.url), page.url.origin().ascii_serialization());
        let from = page.initiator(&target, &origin);
        let relation = Relation::between(from, &target);
        self.send(&target, relation, Method::POST, Some((from.origin(), form.body()))).await
    }

    /// The cookies for a page when the user types its address.
    pub fn cookies(&self, url: &Url) -> String {
        self.cookie_header(url, Relation::None, &Method::GET)
    }

    /// Adds cookies that another browser has for a page.
    pub fn plant_cookies(&mut self, cookies: &str, url: &Url) {
        for cookie in cookies.split("; ") {
            self.cookies.parse(cookie, url).expect("a cookie");
        }
    }

    async fn navigate(
        &mut self,
        from: Initiator<'_>,
        mut method: Method,
        url: &Url,
        body: Option<String>,
    ) -> Page {
        let (mut url, mut relation) = (url.clone(), Relation::None);
        let mut form = body.map(|body| (from.origin(), body));
        loop {
            relation = relation.max(Relation::between(from, &url));
            let page = self.send(&url, relation, method, form.take()).await;
            // This is a navigation of the whole page, which may set `SameSite` cookies from anywhere.
            for cookie in page.headers.get_all(SET_COOKIE) {
                // Removing a cookie counts as an error.
                let _ = self.cookies.parse(cookie.to_str().expect("a cookie"), &url);
            }
            if page.status != StatusCode::SEE_OTHER || !self.follows_redirects {
                return page;
            }
            url = page.location();
            method = Method::GET;
        }
    }

    /// Sends one request; a form comes with the origin of its page.
    async fn send(
        &self,
        url: &Url,
        relation: Relation,
        method: Method,
        form: Option<(String, String)>,
    ) -> Page {
        let (origin, body) = form.unzip();
        let headers = self.request_headers(url, relation, &method, origin);
        let request = self.http.request(method, url.clone()).headers(headers);
        let request = body.into_iter().fold(request, reqwest::RequestBuilder::body);
        let response = request.send().await.expect("an answer");
        let (status, headers) = (response.status(), response.headers().clone());
        Page { url: url.clone(), status, headers, body: response.text().await.expect("text") }
    }

    fn request_headers(
        &self,
        url: &Url,
        relation: Relation,
        method: &Method,
        origin: Option<String>,
    ) -> HeaderMap {
        let mut headers = vec![(COOKIE, self.cookie_header(url, relation, method))];
        if self.sends_fetch_metadata {
            headers.push((HeaderName::from_static("sec-fetch-mode"), "navigate".to_owned()));
            headers.push((HeaderName::from_static("sec-fetch-site"), relation.name().to_owned()));
        }
        if let Some(origin) = origin {
            headers.extend([(ORIGIN, origin), (CONTENT_TYPE, FORM.to_owned())]);
        }
        let own = headers.into_iter().filter(|(_, value)| !value.is_empty());
        let mut headers: HeaderMap =
            own.map(|(name, value)| (name, value.parse().expect("a header"))).collect();
        for (name, value) in &self.headers {
            headers.insert(name, value.clone());
        }
        headers
    }

    fn cookie_header(&self, url: &Url, relation: Relation, method: &Method) -> String {
        let is_same_site = relation < Relation::CrossSite;
        let cookies = self.cookies.matches(url).into_iter().filter(|cookie| match cookie.same_site() {
            Some(same_site) if same_site.is_none() => true,
            Some(same_site) if same_site.is_strict() => is_same_site,
            // Unless a cookie says something else, it is `Lax`.
            _ => is_same_site || *method == Method::GET,
        });
        let pairs: Vec<_> = cookies.map(|cookie| format!("{}={}", cookie.name(), cookie.value())).collect();
        pairs.join("; ")
    }
}

//! A browser, as far as a login depends on one: cookies, `SameSite`, `Origin` and forms.

use std::sync::Arc;

use cookie_store::CookieStore;
use http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, LOCATION, ORIGIN, REFERRER_POLICY, SET_COOKIE,
};
use http::{HeaderMap, Method, StatusCode};
use reqwest::redirect::Policy;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore};
use url::Url;

use crate::form::Form;

pub struct Browser {
    http: reqwest::Client,
    cookies: CookieStore,
    /// What goes along with every request.
    pub headers: HeaderMap,
}

/// What the browser shows.
#[derive(Debug)]
pub struct Page {
    pub url: Url,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

/// An HTTP client that does nothing unasked.
pub fn http_client() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().redirect(Policy::none()).no_proxy().build().expect("a client")
}

/// An HTTP client that trusts a root alone, and presents a certificate if it has one with its key.
pub fn tls_client(
    root: &CertificateDer<'static>,
    identity: Option<(CertificateDer<'static>, PrivateKeyDer<'static>)>,
) -> reqwest::Client {
    let mut roots = RootCertStore::empty();
    roots.add(root.clone()).expect("a root");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = versions.expect("versions").with_root_certificates(roots);
    let config = match identity {
        Some((certificate, key)) => {
            builder.with_client_auth_cert(vec![certificate], key).expect("an identity")
        }
        None => builder.with_no_client_auth(),
    };
    let builder = reqwest::Client::builder().redirect(Policy::none()).no_proxy();
    builder.tls_backend_preconfigured(config).build().expect("a client")
}

impl Browser {
    pub fn new() -> Self {
        Self::over(http_client())
    }

    /// A browser with cookies of its own, over connections that it shares with others.
    pub fn over(http: reqwest::Client) -> Self {
        Self { http, cookies: CookieStore::default(), headers: HeaderMap::new() }
    }

    /// Opens an address, wherever the link to it stood: a `Lax` cookie goes along.
    pub async fn open(&mut self, url: &Url) -> Page {
        let cookies = self.cookies(url);
        self.send(Method::GET, url, &[(COOKIE, cookies)].into_iter().collect_headers(), None).await
    }

    /// Posts from a page of another site: a `Lax` cookie does not go along.
    pub async fn post_from(&mut self, origin: &str, url: &Url, body: String) -> Page {
        let own = Url::parse(origin).is_ok_and(|origin| origin.origin() == url.origin());
        let cookies = if own { self.cookies(url) } else { String::new() };
        let headers = [(ORIGIN, origin.to_owned()), (COOKIE, cookies)];
        self.send(Method::POST, url, &headers.into_iter().collect_headers(), Some(body)).await
    }

    /// Submits a form of a page, if the page's policy lets it.
    pub async fn submit(&mut self, page: &Page, form: &Form) -> Page {
        let target = form.target(&page.url);
        page.check_form_action(&target);
        self.post_from(&page.origin_for(&target), &target, form.body()).await
    }

    async fn send(&mut self, method: Method, url: &Url, headers: &HeaderMap, body: Option<String>) -> Page {
        let mut request = self.http.request(method, url.clone()).headers(self.headers.clone());
        request = request.headers(headers.clone());
        if let Some(body) = body {
            request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(body);
        }
        let response = request.send().await.expect("an answer");
        for cookie in response.headers().get_all(SET_COOKIE) {
            // A cookie that is taken away counts as an error.
            let _ = self.cookies.parse(cookie.to_str().expect("a cookie"), url);
        }
        let (status, headers) = (response.status(), response.headers().clone());
        Page { url: url.clone(), status, headers, body: response.text().await.expect("text") }
    }

    pub fn cookies(&self, url: &Url) -> String {
        let pairs = self.cookies.matches(url).into_iter();
        pairs.map(|cookie| format!("{}={}", cookie.name(), cookie.value())).collect::<Vec<_>>().join("; ")
    }
}

trait CollectHeaders {
    fn collect_headers(self) -> HeaderMap;
}

impl<I: Iterator<Item = (http::HeaderName, String)>> CollectHeaders for I {
    /// Those that are not empty.
    fn collect_headers(self) -> HeaderMap {
        let headers = self.filter(|(_, value)| !value.is_empty());
        headers.map(|(name, value)| (name, value.parse().expect("a header"))).collect()
    }
}

impl Page {
    pub fn form(&self) -> Form {
        Form::all(&self.body).pop().unwrap_or_else(|| panic!("no form: {self:?}"))
    }

    pub fn forms(&self) -> Vec<Form> {
        Form::all(&self.body)
    }

    /// The `Origin` that a browser sends, by the page's referrer policy.
    pub fn origin_for(&self, target: &Url) -> String {
        let policy = self.headers[REFERRER_POLICY].to_str().expect("a policy");
        let is_same = self.url.origin() == target.origin();
        match policy {
            "same-origin" if !is_same => "null".to_owned(),
            "same-origin" | "origin" => self.url.origin().ascii_serialization(),
            other => panic!("nobody thought of {other}"),
        }
    }

    /// Where an answer sends the browser.
    pub fn location(&self) -> Url {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{self:?}");
        let location = self.headers[LOCATION].to_str().expect("text");
        self.url.join(location).expect("an address")
    }

    pub fn check_form_action(&self, target: &Url) {
        let policy = self.headers[CONTENT_SECURITY_POLICY].to_str().expect("a policy");
        let directive = policy.split("; ").find_map(|directive| directive.strip_prefix("form-action "));
        let mut allowed = directive.expect("a directive").split(' ').map(|source| match source {
            "'self'" => self.url.origin().ascii_serialization(),
            origin => origin.to_owned(),
        });
        let target = target.origin().ascii_serialization();
        assert!(allowed.any(|origin| origin == target), "form-action: {policy}");
    }
}

impl Browser {
    /// Submits a form of a page after a button was pressed.
    pub async fn submit_to(&mut self, page: &Page, form: &mut Form) -> Page {
        self.submit(page, form).await
    }
}

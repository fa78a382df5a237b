//! A browser, as far as a login depends on one.

use cookie_store::CookieStore;
use html5gum::{StartTag, Token, Tokenizer};
use http::header::{CONTENT_TYPE, COOKIE, LOCATION, ORIGIN, SET_COOKIE};
use http::{HeaderMap, Method, StatusCode};
use reqwest::redirect::Policy;
use tower_sessions::cookie::SameSite;
use url::{Url, form_urlencoded};

/// A name that leads to this machine, for a site on a second domain.
pub const SECOND_HOST: &str = "second.localhost";

pub struct Browser {
    http: reqwest::Client,
    cookies: CookieStore,
    /// What goes along with every request.
    pub headers: HeaderMap,
}

/// The page that sends the browser somewhere.
#[derive(Clone, Copy)]
pub enum From<'a> {
    /// None: the user typed the address.
    AddressBar,
    /// A page of this origin.
    Page(&'a str),
    /// A page that hides its origin, by a sandbox or a referrer policy.
    Hidden,
}

/// How the origins of two pages are related; several of them in a row count as the last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Relation {
    None,
    SameOrigin,
    SameSite,
    CrossSite,
}

/// What the browser shows.
#[derive(Debug)]
pub struct Page {
    pub url: Url,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Browser {
    pub fn new() -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().redirect(Policy::none()).no_proxy();
        let http = http.resolve(SECOND_HOST, ([127, 0, 0, 1], 0).into());
        Self {
            http: http.build().expect("a client"),
            cookies: CookieStore::default(),
            headers: HeaderMap::new(),
        }
    }

    /// Opens an address that the user typed.
    pub async fn open(&mut self, url: &Url) -> Page {
        self.navigate(From::AddressBar, Method::GET, url, None).await
    }

    /// Follows a link.
    pub async fn follow(&mut self, from: From<'_>, url: &Url) -> Page {
        self.navigate(from, Method::GET, url, None).await
    }

    /// Submits a form.
    pub async fn post(&mut self, from: From<'_>, url: &Url, body: String) -> Page {
        self.navigate(from, Method::POST, url, Some(body)).await
    }

    /// Submits the form of a page.
    pub async fn submit(&mut self, page: &Page) -> Page {
        let (url, fields) = page.form();
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let origin = page.url.origin().ascii_serialization();
        self.post(From::Page(&origin), &url, body).await
    }

    /// The cookies that go to a page when the user types its address.
    pub fn cookies(&self, url: &Url) -> String {
        self.cookie_header(url, Relation::None, &Method::GET)
    }

    async fn navigate(
        &mut self,
        from: From<'_>,
        mut method: Method,
        url: &Url,
        mut body: Option<String>,
    ) -> Page {
        let (mut url, mut relation) = (url.clone(), Relation::None);
        loop {
            relation = relation.max(Relation::between(from, &url));
            let mut request = self
                .http
                .request(method.clone(), url.clone())
                .headers(self.headers.clone())
                .header(COOKIE, self.cookie_header(&url, relation, &method))
                .header("sec-fetch-mode", "navigate")
                .header("sec-fetch-site", relation.name());
            if let Some(body) = body.take() {
                request = request.header(ORIGIN, from.origin()).body(body);
                request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
            }
            let response = request.send().await.expect("an answer");
            // This is a navigation of the whole page, which may set `SameSite` cookies from anywhere.
            for cookie in response.headers().get_all(SET_COOKIE) {
                let _ = self.cookies.parse(cookie.to_str().expect("a cookie"), &url);
            }
            let (status, headers) = (response.status(), response.headers().clone());
            if status != StatusCode::SEE_OTHER {
                let body = response.text().await.expect("text");
                return Page { url, status, headers, body };
            }
            let location = headers[LOCATION].to_str().expect("an address");
            url = url.join(location).expect("an address");
            method = Method::GET;
        }
    }

    fn cookie_header(&self, url: &Url, relation: Relation, method: &Method) -> String {
        let is_sent = |same_site| match same_site {
            Some(SameSite::None) => true,
            Some(SameSite::Strict) => relation < Relation::CrossSite,
            // Unless a cookie says something else, it is `Lax`.
            Some(SameSite::Lax) | None => relation < Relation::CrossSite || *method == Method::GET,
        };
        let cookies = self.cookies.matches(url).into_iter().filter(|cookie| is_sent(cookie.same_site()));
        let pairs: Vec<_> = cookies.map(|cookie| format!("{}={}", cookie.name(), cookie.value())).collect();
        pairs.join("; ")
    }
}

impl From<'_> {
    /// The `Origin` header.
    fn origin(self) -> String {
        match self {
            Self::Page(origin) => origin.to_owned(),
            Self::AddressBar | Self::Hidden => "null".to_owned(),
        }
    }
}

impl Relation {
    fn between(from: From<'_>, url: &Url) -> Self {
        let page = match from {
            From::AddressBar => return Self::None,
            From::Hidden => return Self::CrossSite,
            From::Page(origin) => Url::parse(origin).expect("an origin"),
        };
        if page.origin() == url.origin() {
            Self::SameOrigin
        } else if page.host() == url.host() && page.scheme() == url.scheme() {
            Self::SameSite
        } else {
            Self::CrossSite
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::SameOrigin => "same-origin",
            Self::SameSite => "same-site",
            Self::CrossSite => "cross-site",
        }
    }
}

impl Page {
    /// Where the form goes, and what is in it.
    fn form(&self) -> (Url, Vec<(String, String)>) {
        let tags = self.tags();
        let form = tags.iter().find(|tag| tag.name == b"form").expect("a form");
        let inputs = tags.iter().filter(|tag| tag.name == b"input");
        let fields = inputs.map(|input| (attribute(input, "name"), attribute(input, "value")));
        (self.url.join(&attribute(form, "action")).expect("an address"), fields.collect())
    }

    /// The values of an attribute, in the order of the page.
    pub fn attributes(&self, name: &str) -> Vec<String> {
        let tags = self.tags();
        let having = tags.iter().filter(|tag| tag.attributes.contains_key(name.as_bytes()));
        having.map(|tag| attribute(tag, name)).collect()
    }

    fn tags(&self) -> Vec<StartTag<()>> {
        let tokens = Tokenizer::new(&self.body).map(|Ok(token)| token);
        let tags = tokens.filter_map(|token| match token {
            Token::StartTag(tag) => Some(tag),
            _ => None,
        });
        tags.collect()
    }
}

fn attribute(tag: &StartTag<()>, name: &str) -> String {
    String::from_utf8(tag.attributes[name.as_bytes()].to_vec()).expect("UTF-8")
}

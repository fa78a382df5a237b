//! A genuine exchange with the service, which tests change.

use std::net::IpAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use wmlogin_client::types::{EXAMPLES, Response, Success};
use wmlogin_client::{BrowserRequest, Received, Refusal, Site, SiteBuilder, TransportError, UnverifiedLogin};

pub const OWNER: &str = "998877665544";
pub const RETURN_PAGE: &str = "https://shop.example/webmoney";
pub const SERVICE: &str = "https://login.wmtransfer.com";
pub const YES: &str = r#"<response retval="0" sval="Success" />"#;

/// The parts of a request, which can be changed one by one.
#[derive(Clone, Debug)]
pub struct Exchange {
    pub method: &'static str,
    pub content_type: Option<String>,
    pub origin: Option<String>,
    pub address: Option<IpAddr>,
    pub fields: Vec<(String, String)>,
}

impl Exchange {
    /// The documented example of a version, as a browser brings it.
    pub fn of(version: &str) -> Self {
        let title = format!("Version {version}");
        let example = EXAMPLES.iter().find(|example| example.title == title).expect("an example");
        let fields = example.fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut exchange = Self::outcome(fields.collect());
        exchange.address = Some(exchange.success().claims().address);
        exchange
    }

    /// A request with these fields.
    pub fn outcome(fields: Vec<(String, String)>) -> Self {
        Self {
            method: "POST",
            content_type: Some("application/x-www-form-urlencoded".to_owned()),
            origin: Some(SERVICE.to_owned()),
            address: Some("123.45.67.89".parse().expect("an address")),
            fields,
        }
    }

    pub fn success(&self) -> Success {
        let pairs = self.fields.iter().map(|(name, value)| (name, value));
        Response::from_pairs(pairs).expect("a response").into_success().expect("a success")
    }

    /// Changes the value of a field, or adds it.
    pub fn set(&mut self, name: &str, value: &str) {
        match self.fields.iter_mut().find(|(own, _)| own == name) {
            Some((_, own)) => value.clone_into(own),
            None => self.fields.push((name.to_owned(), value.to_owned())),
        }
    }

    /// Adds a field that makes the body this long.
    pub fn pad(&mut self, length: usize) {
        self.set("padding", "");
        let missing = length - self.body().len();
        self.set("padding", &"x".repeat(missing));
    }

    pub fn remove(&mut self, name: &str) {
        self.fields.retain(|(own, _)| own != name);
    }

    pub fn body(&self) -> String {
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.fields).finish()
    }

    /// The site that the example is for, a second after its last access.
    pub fn site(&self) -> SiteBuilder {
        let success = self.success();
        let claims = success.claims();
        let seen = claims.last_access.or(claims.created).expect("a time");
        site_at(claims.return_id.as_ref(), seen + TimeDelta::seconds(1))
    }

    pub fn received_by(&self, site: &Site) -> Result<Received, Refusal> {
        self.received_with(site, self.body().as_bytes())
    }

    /// Brings another body than that of the fields.
    pub fn received_with(&self, site: &Site, body: &[u8]) -> Result<Received, Refusal> {
        site.receive(&self.request(body))
    }

    /// The request with this body.
    pub fn request<'a>(&'a self, body: &'a [u8]) -> BrowserRequest<'a> {
        let headers = [("origin", &self.origin), ("content-type", &self.content_type)];
        let headers = headers.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)));
        let request = BrowserRequest::new(self.method, "/webmoney").headers(headers).body(body);
        match self.address {
            Some(address) => request.address(address),
            None => request,
        }
    }

    /// The login of a genuine exchange.
    pub fn login(&self, site: &Site) -> UnverifiedLogin {
        match self.received_by(site).expect("a genuine exchange") {
            Received::Login(login) => login,
            Received::NoLogin(outcome) => panic!("{outcome}"),
        }
    }
}

/// A site with one return page and a stopped clock.
pub fn site_at(url_id: &str, now: DateTime<Utc>) -> SiteBuilder {
    Site::builder(OWNER.parse().expect("a WMID"))
        .return_page(url_id.parse().expect("a return URL id"), RETURN_PAGE)
        .clock(move || now)
}

/// A service that answers every question with the same text, and records the questions.
#[derive(Default)]
pub struct Service {
    answer: String,
    asked: Mutex<Vec<String>>,
    pub count: AtomicUsize,
}

impl Service {
    pub fn answering(answer: &str) -> Self {
        Self { answer: answer.to_owned(), ..Self::default() }
    }

    /// The bodies of the questions so far.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no panic before").clone()
    }
}

impl wmlogin_client::Transport for Service {
    fn post(
        &self,
        question: wmlogin_client::Question,
    ) -> wmlogin_client::BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>> {
        self.count.fetch_add(1, Ordering::Relaxed);
        let body = String::from_utf8(question.body).expect("XML in UTF-8");
        self.asked.lock().expect("no panic before").push(body);
        Box::pin(std::future::ready(Ok(http::Response::new(self.answer.clone().into_bytes()))))
    }
}

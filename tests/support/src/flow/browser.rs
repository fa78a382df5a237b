//! A browser as the flow sees it: cookies by `SameSite`, origins, and forms that it posts.

use std::collections::BTreeMap;
use std::net::IpAddr;

use wmlogin_client::{BrowserRequest, CompletedLogin, Denied, LoginFlow, Reply, Step, Verifier};

use crate::exchange::Exchange;

pub const HOST: &str = "shop.example";
pub const OWN_ORIGIN: &str = "https://shop.example";

/// A browser with its cookies, at one address.
#[derive(Clone, Debug)]
pub struct Browser {
    pub cookies: BTreeMap<String, String>,
    pub keeps_cookies: bool,
    pub address: Option<IpAddr>,
    pub languages: &'static str,
}

/// The outcome of a whole second step.
pub type Outcome = Result<CompletedLogin, Denied>;

impl Browser {
    pub fn at(address: Option<IpAddr>) -> Self {
        Self { cookies: BTreeMap::new(), keeps_cookies: true, address, languages: "en" }
    }

    /// A browser at the address that the answer names.
    pub fn of(answer: &Exchange) -> Self {
        Self::at(answer.address)
    }

    /// The `Cookie` header.
    pub fn cookie_header(&self) -> String {
        let pairs: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }

    /// Takes the cookies of a reply, and checks how they are set.
    pub fn take(&mut self, reply: &Reply) {
        for (_, cookie) in reply.headers().filter(|(name, _)| *name == "set-cookie") {
            let (pair, attributes) = cookie.split_once("; ").expect("attributes");
            let (name, value) = pair.split_once('=').expect("a value");
            assert!(attributes.contains("HttpOnly; SameSite=Lax"), "{cookie}");
            assert!(attributes.contains("Path=/"), "{cookie}");
            assert_eq!(attributes.contains("Secure"), name.starts_with("__Host-"), "{cookie}");
            assert!(!attributes.contains("Domain"), "{cookie}");
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else if self.keeps_cookies {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// Opens the page that begins a login, by a link on the site.
    pub fn begin(&mut self, flow: &LoginFlow, place: &str) {
        let cookies = self.cookie_header();
        let headers = [
            ("Host", HOST),
            ("Cookie", &cookies),
            ("Sec-Fetch-Site", "same-origin"),
            ("Accept-Language", self.languages),
        ];
        let request = BrowserRequest::new("GET", "/login").headers(headers);
        self.take(&flow.begin(&request, place));
    }

    /// Brings the answer from the page of the service. Cookies of `SameSite=Lax` stay behind.
    pub fn bring(&self, flow: &LoginFlow, answer: &Exchange) -> Result<Reply, Denied> {
        let body = answer.body();
        let mut headers = vec![("Host", HOST), ("Accept-Language", self.languages)];
        headers.extend(answer.origin.as_deref().map(|origin| ("Origin", origin)));
        headers.extend(answer.content_type.as_deref().map(|kind| ("Content-Type", kind)));
        let mut request =
            BrowserRequest::new(answer.method, "/webmoney").headers(headers).body(body.as_bytes());
        if let Some(address) = self.address {
            request = request.address(address);
        }
        match flow.return_page(&request)? {
            Step::Reply(reply) => Ok(reply),
            Step::Verify(_) => panic!("the first step asks nobody"),
        }
    }

    /// Posts the form of a relay page, with another origin if it is given.
    pub fn post(
        &self,
        flow: &LoginFlow,
        fields: &[(String, String)],
        origin: Option<&str>,
    ) -> Result<Step, Denied> {
        self.post_with_cookies(flow, fields, origin, &[self.cookie_header().as_bytes()])
    }

    /// Posts the form of a relay page with these `Cookie` headers.
    pub fn post_with_cookies(
        &self,
        flow: &LoginFlow,
        fields: &[(String, String)],
        origin: Option<&str>,
        cookies: &[&[u8]],
    ) -> Result<Step, Denied> {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let mut headers = vec![
            ("host", HOST.as_bytes()),
            ("content-type", b"application/x-www-form-urlencoded"),
            ("accept-language", self.languages.as_bytes()),
        ];
        headers.extend(cookies.iter().map(|cookies| ("cookie", *cookies)));
        headers.extend(origin.map(|origin| ("origin", origin.as_bytes())));
        let mut request =
            BrowserRequest::new("POST", "/webmoney?wmlogin-finish").headers(headers).body(body.as_bytes());
        if let Some(address) = self.address {
            request = request.address(address);
        }
        flow.return_page(&request)
    }

    /// Posts the form of a page, and lets the service be asked if it comes to that.
    pub async fn continue_at(&mut self, flow: &LoginFlow, verifier: &Verifier, page: &Reply) -> Outcome {
        let step = self.post(flow, &fields(page.body()), Some(OWN_ORIGIN));
        match step? {
            Step::Verify(pending) => verifier.complete(pending).await,
            Step::Reply(reply) => panic!("a reply in place of a question: {reply:?}"),
        }
    }

    /// A whole login, from the begin to the end.
    pub async fn log_in(
        &mut self,
        flow: &LoginFlow,
        verifier: &Verifier,
        answer: &Exchange,
        place: &str,
    ) -> Result<Reply, Denied> {
        self.begin(flow, place);
        let page = self.bring(flow, answer)?;
        let completed = self.continue_at(flow, verifier, &page).await?;
        let reply = completed.into_reply();
        self.take(&reply);
        Ok(reply)
    }
}

/// The hidden fields of the form on a page.
pub fn fields(html: &str) -> Vec<(String, String)> {
    let inputs = html.split("<input type=\"hidden\" name=\"").skip(1);
    let field = |input: &str| {
        let (name, rest) = input.split_once("\" value=\"").expect("a value");
        let (value, _) = rest.split_once('"').expect("its end");
        let text = |html: &str| {
            html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
        };
        (text(name), text(value))
    };
    inputs.map(field).collect()
}

/// The value of a header.
pub fn header<'a>(reply: &'a Reply, name: &str) -> Option<&'a str> {
    reply.headers().find(|(own, _)| *own == name).map(|(_, value)| value)
}

pub fn location(reply: &Reply) -> &str {
    assert_eq!(reply.status(), 303, "{}", reply.body());
    header(reply, "location").expect("a location")
}

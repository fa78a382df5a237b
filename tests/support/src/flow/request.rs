//! Any request at all, and when the service may be asked about it.

use std::borrow::Cow;
use std::net::IpAddr;
use std::sync::LazyLock;
use std::time::Duration;

use chrono::TimeDelta;
use wmlogin_client::{BrowserRequest, FlowKeys, LoginFlow, Reply, Step};

use super::browser::{Browser, HOST, OWN_ORIGIN, fields};
use crate::exchange::Exchange;

const OTHER_URL_ID: &str = "00000000-0000-0000-0000-000000000001";
pub const FORM: &str = "application/x-www-form-urlencoded";

/// A site, and genuine parts of requests to it.
pub struct World {
    pub flow: LoginFlow,
    pub answer: String,
    pub other_answer: String,
    /// The signature over the answer, as a field.
    pub relay: String,
    pub other_relay: String,
    pub old_relay: String,
    /// The cookie of a login in progress.
    pub live: String,
    pub old: String,
    pub of_other_page: String,
}

pub static WORLD: LazyLock<World> = LazyLock::new(|| {
    let answer = Exchange::of("3.0");
    let mut other = answer.clone();
    let success = answer.success();
    let claims = success.claims();
    // The spec says what the fields are called, and which of them a version has.
    let ticket =
        other.fields.iter_mut().find(|(_, value)| value == claims.ticket.reveal()).expect("a ticket");
    ticket.1 = "b".repeat(ticket.1.len());
    let now = claims.last_access.or(claims.created).expect("a time") + TimeDelta::hours(1);
    let keys = FlowKeys::random().expect("a key");
    let at = |age| {
        let site = answer.site().clock(move || now - age).clock_skew(Duration::from_hours(1));
        let other = OTHER_URL_ID.parse().expect("an id");
        let site = site.return_page(other, "https://shop.example/other");
        LoginFlow::with_keys(site.build().expect("a site"), keys.clone())
    };
    let (flow, old) = (at(TimeDelta::zero()), at(TimeDelta::minutes(15)));
    let relay = |flow: &LoginFlow, answer: &Exchange| {
        let page = Browser::of(answer).bring(flow, answer).expect("a relay page");
        let (name, value) = fields(page.body()).pop().expect("a signature");
        format!("{name}={value}")
    };
    let begun = |flow: &LoginFlow| {
        let mut browser = Browser::of(&answer);
        browser.begin(flow, "/");
        browser.cookie_header()
    };
    let request = BrowserRequest::new("GET", "/login").headers([("host", HOST)]);
    let pages = flow.site().return_pages();
    let begun_elsewhere = flow.begin_with(&request, "/", |_| pages[1].login());
    let mut browser = Browser::of(&answer);
    browser.take(&begun_elsewhere);
    World {
        answer: answer.body(),
        other_answer: other.body(),
        relay: relay(&flow, &answer),
        other_relay: relay(&flow, &other),
        old_relay: relay(&old, &answer),
        live: begun(&flow),
        old: begun(&old),
        of_other_page: browser.cookie_header(),
        flow,
    }
});

impl World {
    /// Puts the genuine parts where their names stand in braces.
    fn fill_in(&self, text: &[u8]) -> Vec<u8> {
        let parts = [
            ("answer", &self.answer),
            ("other_answer", &self.other_answer),
            ("relay", &self.relay),
            ("other_relay", &self.other_relay),
            ("old_relay", &self.old_relay),
            ("live", &self.live),
            ("old", &self.old),
            ("of_other_page", &self.of_other_page),
        ];
        let mut filled = Vec::with_capacity(text.len());
        let mut rest = text;
        while let Some((&first, after)) = rest.split_first() {
            let name = |(name, _): &&(&str, _)| {
                after.strip_prefix(name.as_bytes()).is_some_and(|end| end.starts_with(b"}"))
            };
            match parts.iter().find(name).filter(|_| first == b'{') {
                Some((name, part)) => {
                    filled.extend_from_slice(part.as_bytes());
                    rest = &after[name.len() + 1..];
                }
                None => {
                    filled.push(first);
                    rest = after;
                }
            }
        }
        filled
    }
}

/// A request in parts. Its first choices make a genuine second step.
#[derive(Clone, Debug)]
pub struct AnyRequest {
    pub method: String,
    pub target: String,
    pub headers: Vec<(String, Vec<u8>)>,
    pub body: Vec<u8>,
    pub address: Option<IpAddr>,
    pub place: String,
}

impl AnyRequest {
    /// Reads a request as it goes over the wire, from the address of the genuine answer. `{live}` and the like
    /// stand for genuine parts, which a text could not hold because no two runs have the same.
    pub fn from_http(text: &[u8]) -> Option<Self> {
        let text = WORLD.fill_in(text);
        let end = text.windows(2).position(|pair| pair == b"\n\n").unwrap_or(text.len());
        let head = String::from_utf8_lossy(&text[..end]);
        let mut lines = head.lines();
        let (method, target) = lines.next()?.split_once(' ')?;
        let headers = lines.filter_map(|line| line.split_once(": "));
        Some(Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: headers.map(|(name, value)| (name.to_owned(), value.as_bytes().to_vec())).collect(),
            body: text.get(end + 2..).unwrap_or_default().to_vec(),
            address: "123.45.67.89".parse().ok(),
            place: target.to_owned(),
        })
    }

    fn request(&self) -> BrowserRequest<'_> {
        let headers = self.headers.iter().map(|(name, value)| (name.as_str(), value));
        let request = BrowserRequest::new(&self.method, &self.target).headers(headers).body(&self.body);
        match self.address {
            Some(address) => request.address(address),
            None => request,
        }
    }

    fn values<'a>(&'a self, name: &str) -> Vec<&'a [u8]> {
        let values = self.headers.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name));
        values.map(|(_, value)| &value[..]).collect()
    }

    /// Returns `true` if a page of the site sends exactly an answer of the first step, and the browser the
    /// cookie of a login for it. It is worked out from the parts, without the code of the flow.
    pub fn is_login(&self) -> bool {
        let is_own = match self.values("origin")[..] {
            [origin] if origin == OWN_ORIGIN.as_bytes() => true,
            [] | [b"null"] => self.values("sec-fetch-site") == [b"same-origin"],
            _ => false,
        };
        let is_form =
            matches!(self.values("content-type")[..], [value] if value.starts_with(FORM.as_bytes()));
        let live = WORLD.live.as_bytes();
        let cookies = self.values("cookie").into_iter().flat_map(|header| header.split(|byte| *byte == b';'));
        // A name may not stand behind any other white space.
        let has_login = cookies.map(trim_spaces).any(|cookie| cookie == live);
        let pairs: Vec<_> = url::form_urlencoded::parse(&self.body).into_owned().collect();
        let is_there = |(name, value): (Cow<'_, str>, Cow<'_, str>)| {
            let values: Vec<_> = pairs.iter().filter(|(own, _)| *own == name).collect();
            matches!(values[..], [(_, own)] if *own == value)
        };
        let has_answer = [(&WORLD.answer, &WORLD.relay), (&WORLD.other_answer, &WORLD.other_relay)]
            .map(|(answer, relay)| format!("{answer}&{relay}"))
            .iter()
            .any(|genuine| url::form_urlencoded::parse(genuine.as_bytes()).all(is_there));
        self.method == "POST" && is_own && is_form && has_login && has_answer
    }

    /// Returns `true` if a user of the site opens the page that begins a login.
    fn may_begin(&self) -> bool {
        let host = self.values("host");
        self.method == "GET"
            && matches!(&host[..], [host] if host.to_ascii_lowercase().starts_with(HOST.as_bytes()))
            && self.values("sec-fetch-site") != [b"cross-site"]
            && self.values("sec-fetch-mode").iter().all(|mode| *mode == b"navigate")
    }

    /// Makes the request at every door, and returns `true` if the service would be asked.
    pub fn asks(&self) -> bool {
        let (flow, request) = (&WORLD.flow, self.request());
        let begun = flow.begin(&request, &self.place);
        check_reply(&begun);
        if begun.headers().any(|(name, cookie)| name == "set-cookie" && !cookie.ends_with("Max-Age=0")) {
            assert!(self.may_begin(), "{self:?}");
        }
        let _ = flow.site().receive(&request);
        let _ = flow.log_off(&request).url();
        match flow.receive(&request) {
            Ok(reply) => check_reply(&reply),
            Err(denied) => check_reply(&denied.into_reply()),
        }
        let mut asks = false;
        for step in [flow.finish(&request), flow.return_page(&request)] {
            match step {
                Ok(Step::Verify(_)) => asks = true,
                Ok(Step::Reply(reply)) => check_reply(&reply),
                Err(denied) => check_reply(&denied.into_reply()),
            }
        }
        asks
    }
}

fn trim_spaces(mut bytes: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] | [rest @ .., b' ' | b'\t'] = bytes {
        bytes = rest;
    }
    bytes
}

fn check_reply(reply: &Reply) {
    let count = |name| reply.headers().filter(|(own, _)| *own == name).count();
    assert_eq!(count("cache-control"), 1);
    assert_eq!(count("location"), usize::from(reply.status() == 303));
}

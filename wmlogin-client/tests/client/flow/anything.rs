//! Any request at all: nothing panics, and the service is asked only if everything that a login needs is there.

use std::net::IpAddr;
use std::sync::LazyLock;

use chrono::TimeDelta;
use proptest::collection::vec;
use proptest::prelude::*;
use wmlogin_client::types::Field;
use wmlogin_client::{BrowserRequest, FlowKeys, LoginFlow, Reply, Step};
use wmlogin_test_support::exchange::{Exchange, SERVICE};

use super::browser::{Browser, HOST, OWN_ORIGIN, fields};

const OTHER_URL_ID: &str = "00000000-0000-0000-0000-000000000001";
const FORM: &str = "application/x-www-form-urlencoded";
/// Names of headers that come with any value.
const OTHER_HEADERS: &[&str] =
    &["cookie", "ORIGIN", "host", "content-type", "sec-fetch-mode", "Accept-Language", "Purpose", "x"];

/// A site, and genuine parts of requests to it.
struct World {
    flow: LoginFlow,
    answer: String,
    other_answer: String,
    /// The signature over the answer, as a field.
    relay: String,
    other_relay: String,
    old_relay: String,
    /// The cookie of a login in progress.
    live: String,
    old: String,
    of_other_page: String,
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    let answer = Exchange::of("3.0");
    let mut other = answer.clone();
    other.set(Field::Ticket.name(), &"b".repeat(48));
    let now = answer.success().last_access() + TimeDelta::hours(1);
    let keys = FlowKeys::random().expect("a key");
    let at = |age| {
        let site = answer.site().clock(move || now - age).clock_skew(std::time::Duration::from_hours(1));
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

/// A request in parts. Its first choices make a genuine second step.
#[derive(Clone, Debug)]
struct Anything {
    method: String,
    target: String,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
    address: Option<IpAddr>,
    place: String,
}

fn bytes(genuine: impl Fn() -> String + 'static) -> BoxedStrategy<Vec<u8>> {
    prop_oneof![60 => Just(()).prop_map(move |()| genuine().into_bytes()), 1 => vec(any::<u8>(), 0..40)]
        .boxed()
}

/// Some of the parts, with something between them.
fn joined(parts: Vec<BoxedStrategy<Vec<u8>>>, between: &'static [&'static str]) -> BoxedStrategy<Vec<u8>> {
    let some = (vec(prop::sample::select(between), parts.len()), parts);
    let some = some.prop_map(|(between, parts)| {
        let pairs = parts.into_iter().zip(between).filter(|(part, _)| !part.is_empty());
        pairs.flat_map(|(part, between)| [part, between.as_bytes().to_vec()].concat()).collect()
    });
    some.boxed()
}

/// Mostly the first text; now and then one of the others, or nothing.
fn one_of(first: &'static str, others: &'static [&'static str]) -> BoxedStrategy<Option<Vec<u8>>> {
    let others = prop::sample::select(others).prop_map(|text| Some(text.as_bytes().to_vec()));
    prop_oneof![
        60 => Just(Some(first.as_bytes().to_vec())),
        1 => others,
        1 => Just(None),
        1 => vec(any::<u8>(), 0..20).prop_map(Some),
    ]
    .boxed()
}

/// A part that is there in so many of a hundred cases.
fn sometimes(percentage: u32, part: fn(&World) -> &String) -> BoxedStrategy<Vec<u8>> {
    let genuine = bytes(move || part(&WORLD).clone());
    prop_oneof![percentage => genuine, 100 - percentage => Just(Vec::new())].boxed()
}

fn cookies() -> BoxedStrategy<Vec<u8>> {
    let parts = vec![
        sometimes(20, |world| &world.old),
        sometimes(20, |world| &world.of_other_page),
        prop_oneof![6 => Just(Vec::new()), 1 => vec(any::<u8>(), 0..40)].boxed(),
        sometimes(95, |world| &world.live),
    ];
    joined(parts, &["; ", "; ", "; ", "; ", ";", ";", "; ", ";", "", " ", ",", "=", "\u{2000}"])
}

fn body() -> BoxedStrategy<Vec<u8>> {
    let parts = vec![
        sometimes(97, |world| &world.answer),
        sometimes(5, |world| &world.other_answer),
        sometimes(5, |world| &world.old_relay),
        sometimes(5, |world| &world.other_relay),
        prop_oneof![6 => Just(Vec::new()), 1 => vec(any::<u8>(), 0..40)].boxed(),
        sometimes(97, |world| &world.relay),
    ];
    joined(parts, &["&", "&", "&", "&", "&", "&", "&", "&", "&", "&", "&", "&", "&", "&", "", "="])
}

fn anything() -> impl Strategy<Value = Anything> {
    let header = |name: &'static str, value: BoxedStrategy<Option<Vec<u8>>>| {
        value.prop_map(move |value| value.map(|value| (name.to_owned(), value)))
    };
    let known = (
        header(
            "Host",
            one_of(HOST, &["", "shop.example:443", "[::1]:80", "shop.example:x", "stranger.example"]),
        ),
        header("Content-Type", one_of(FORM, &["text/plain", "", ";", "application/x-www-form-urlencoded;a"])),
        header("Origin", one_of(OWN_ORIGIN, &["null", SERVICE, "https://www.shop.example", ""])),
        header("Sec-Fetch-Site", one_of("same-origin", &["cross-site", "same-site", "none", ""])),
        header("Cookie", cookies().prop_map(Some).boxed()),
    );
    let more = vec((prop::sample::select(OTHER_HEADERS), vec(any::<u8>(), 0..20)), 0..3);
    let more = prop_oneof![2 => Just(Vec::new()), 1 => more];
    let headers = (known, more).prop_map(|((a, b, c, d, e), more)| {
        let more = more.into_iter().map(|(name, value)| (name.to_owned(), value));
        [a, b, c, d, e].into_iter().flatten().chain(more).collect()
    });
    let method = prop_oneof![40 => Just("POST".to_owned()), 4 => Just("GET".to_owned()), 1 => ".{0,8}"];
    let target = prop_oneof![
        40 => Just("/webmoney?wmlogin-finish".to_owned()),
        2 => Just("/webmoney".to_owned()),
        2 => Just("/login?wmlogin-host".to_owned()),
        1 => ".{0,40}",
    ];
    let address = prop_oneof![
        12 => Just(Some("123.45.67.89".parse().expect("an address"))),
        1 => any::<Option<IpAddr>>(),
    ];
    (method, target, headers, body(), address, ".{0,40}").prop_map(
        |(method, target, headers, body, address, place)| Anything {
            method,
            target,
            headers,
            body,
            address,
            place,
        },
    )
}

impl Anything {
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

    /// Returns `true` if a page of the site sends exactly the answer of the first step, and the browser the
    /// cookie of a login for it. It is worked out from the parts, without the code of the flow.
    fn is_login(&self) -> bool {
        let is_own = match self.values("origin")[..] {
            [origin] if origin == OWN_ORIGIN.as_bytes() => true,
            [] | [b"null"] => self.values("sec-fetch-site") == [b"same-origin"],
            _ => false,
        };
        let is_form =
            matches!(self.values("content-type")[..], [value] if value.starts_with(FORM.as_bytes()));
        let live = WORLD.live.as_bytes();
        let cookies = self.values("cookie").into_iter().flat_map(|header| header.split(|byte| *byte == b';'));
        let has_login = cookies.map(<[u8]>::trim_ascii).any(|cookie| cookie == live);
        let pairs: Vec<_> = url::form_urlencoded::parse(&self.body).into_owned().collect();
        let genuine = format!("{}&{}", WORLD.answer, WORLD.relay);
        let has_answer = url::form_urlencoded::parse(genuine.as_bytes()).all(|(name, value)| {
            let values: Vec<_> = pairs.iter().filter(|(own, _)| *own == name).collect();
            matches!(values[..], [(_, own)] if *own == value)
        });
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
}

fn check_reply(reply: &Reply) {
    let count = |name| reply.headers().filter(|(own, _)| *own == name).count();
    assert_eq!(count("cache-control"), 1);
    assert_eq!(count("location"), usize::from(reply.status() == 303));
}

/// Makes the request at every door, and returns `true` if the service would be asked.
fn try_everything(anything: &Anything) -> bool {
    let (flow, request) = (&WORLD.flow, anything.request());
    let begun = flow.begin(&request, &anything.place);
    check_reply(&begun);
    if begun.headers().any(|(name, cookie)| name == "set-cookie" && !cookie.ends_with("Max-Age=0")) {
        assert!(anything.may_begin(), "{anything:?}");
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn the_service_is_asked_only_about_a_login_of_this_browser(anything in anything()) {
        let asks = try_everything(&anything);
        prop_assert!(!asks || anything.is_login(), "{:?}", anything);
        let is_comparable = anything.address == "123.45.67.89".parse().ok();
        prop_assert!(asks || !is_comparable || !anything.is_login(), "{:?}", anything);
    }
}

#[test]
fn a_login_is_among_them() {
    let part = |name: &str, value: &str| (name.to_owned(), value.as_bytes().to_vec());
    let genuine = Anything {
        method: "POST".to_owned(),
        target: "/webmoney?wmlogin-finish".to_owned(),
        headers: vec![part("Origin", OWN_ORIGIN), part("Content-Type", FORM), part("Cookie", &WORLD.live)],
        body: format!("{}&{}", WORLD.answer, WORLD.relay).into_bytes(),
        address: "123.45.67.89".parse().ok(),
        place: String::new(),
    };
    assert!(genuine.is_login() && try_everything(&genuine));
}

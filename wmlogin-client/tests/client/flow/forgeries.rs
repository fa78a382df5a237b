//! Forgeries over the whole flow: nobody is signed in unless the service confirms exactly these values, in the
//! browser that began the login.

use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use proptest::sample::Index;
use wmlogin_client::types::{Field, Response};
use wmlogin_client::{FlowKeys, LoginFlow, Question, Step, TransportError, Verifier};
use wmlogin_test_support::exchange::{Exchange, site_at};

use super::browser::{Browser, OWN_ORIGIN, fields};

const OTHER_URL_ID: &str = "00000000-0000-0000-0000-000000000001";

/// A change of the cookies that the browser sends at the second step.
#[derive(Clone, Debug)]
enum Cookies {
    Own,
    None,
    /// Those of a login that another browser began.
    Strangers,
    /// One character of the value is another one.
    Altered(Index),
    /// The name lacks the prefix, as a page of a subdomain could set it.
    Tossed,
    /// The value stands under another name.
    Renamed,
    /// The login was begun for another return URL id.
    OtherUrlId,
    /// Another node with another key began it.
    OtherKey,
    /// It was begun long ago.
    Old,
    /// The login was used up by a refusal.
    UsedUp,
}

/// A change of what the relay page posts.
#[derive(Clone, Debug)]
enum Relay {
    Own,
    /// No signature.
    Unsigned,
    /// One character of the signature is another one.
    Altered(Index),
    /// A value of the answer is another one.
    Field(Index),
    /// The answer of another user, with the signature of this one.
    Swapped,
    /// Signed with another key.
    OtherKey,
    /// The page was open for too long.
    Old,
}

#[derive(Clone, Debug)]
struct Attempt {
    cookies: Cookies,
    relay: Relay,
    first_origin: Option<&'static str>,
    second_origin: Option<&'static str>,
    address: Option<IpAddr>,
    /// The service confirms the login of the first user.
    confirms: bool,
}

fn attempts() -> impl Strategy<Value = Attempt> {
    let index = any::<Index>;
    let cookies = prop_oneof![
        6 => Just(Cookies::Own),
        1 => Just(Cookies::None),
        1 => Just(Cookies::Strangers),
        1 => index().prop_map(Cookies::Altered),
        1 => Just(Cookies::Tossed),
        1 => Just(Cookies::Renamed),
        1 => Just(Cookies::OtherUrlId),
        1 => Just(Cookies::OtherKey),
        1 => Just(Cookies::Old),
        1 => Just(Cookies::UsedUp),
    ];
    let relay = prop_oneof![
        6 => Just(Relay::Own),
        1 => Just(Relay::Unsigned),
        1 => index().prop_map(Relay::Altered),
        1 => index().prop_map(Relay::Field),
        1 => Just(Relay::Swapped),
        1 => Just(Relay::OtherKey),
        1 => Just(Relay::Old),
    ];
    let service = prop_oneof![
        6 => Just(Some("https://login.wmtransfer.com")),
        1 => Just(None),
        1 => Just(Some("null")),
        1 => Just(Some("https://stranger.example")),
    ];
    let own = prop_oneof![
        6 => Just(Some(OWN_ORIGIN)),
        1 => Just(None),
        1 => Just(Some("null")),
        1 => Just(Some("https://login.wmtransfer.com")),
        1 => Just(Some("https://www.shop.example")),
    ];
    let address = prop_oneof![
        4 => Just(Some("123.45.67.89")),
        1 => Just(Some("123.45.67.90")),
        1 => Just(Some("2001:db8::1")),
        1 => Just(None),
    ];
    let address = address.prop_map(|address| address.map(|text| text.parse().expect("an address")));
    (cookies, relay, service, own, address, prop::bool::weighted(0.8)).prop_map(
        |(cookies, relay, first_origin, second_origin, address, confirms)| Attempt {
            cookies,
            relay,
            first_origin,
            second_origin,
            address,
            confirms,
        },
    )
}

/// Two users' answers, a site with two return pages, and the time.
struct World {
    answer: Exchange,
    other: Exchange,
    keys: FlowKeys,
    now: DateTime<Utc>,
}

impl World {
    fn new() -> Self {
        let answer = Exchange::of("3.0");
        let mut other = answer.clone();
        other.set(Field::Wmid.name(), "210987654321");
        other.set(Field::Ticket.name(), &"c".repeat(48));
        let now = answer.success().last_access() + TimeDelta::seconds(1);
        Self { answer, other, keys: FlowKeys::random().expect("a key"), now }
    }

    fn flow(&self, keys: &FlowKeys, age: TimeDelta) -> LoginFlow {
        let url_id = self.answer.success().url_id().to_string();
        let site = site_at(&url_id, self.now - age)
            .return_page(OTHER_URL_ID.parse().expect("an id"), "https://shop.example/other")
            .clock_skew(std::time::Duration::from_hours(1));
        LoginFlow::with_keys(site.build().expect("a site"), keys.clone())
    }

    fn begun(&self, keys: &FlowKeys, age: TimeDelta) -> Browser {
        let mut browser = Browser::of(&self.answer);
        browser.begin(&self.flow(keys, age), "/");
        browser
    }

    /// The browser with the cookies that it sends, and whether they are those of a login in progress.
    fn browser(&self, cookies: &Cookies) -> (Browser, bool) {
        let mut browser = self.begun(&self.keys, TimeDelta::zero());
        let (name, value) = browser.cookies.pop_first().expect("a cookie");
        let put = |browser: &mut Browser, name: &str, value: &str| {
            browser.cookies.insert(name.to_owned(), value.to_owned());
        };
        match cookies {
            Cookies::Own => put(&mut browser, &name, &value),
            Cookies::None | Cookies::UsedUp => {}
            // A stranger's cookie is as good as one's own wherever it gets into the browser; that it does
            // not get there is the work of the name.
            Cookies::Strangers => {
                let stranger = self.begun(&self.keys, TimeDelta::zero());
                let (name, value) = stranger.cookies.into_iter().next().expect("a cookie");
                put(&mut browser, name.trim_start_matches("__Host-"), &value);
            }
            Cookies::Altered(index) => put(&mut browser, &name, &altered(&value, *index)),
            Cookies::Tossed => put(&mut browser, name.trim_start_matches("__Host-"), &value),
            Cookies::Renamed => put(&mut browser, &format!("{name}0"), &value),
            Cookies::OtherUrlId => {
                let url_id = OTHER_URL_ID.parse().expect("an id");
                let site = site_at(OTHER_URL_ID, self.now).build().expect("a site");
                assert_eq!(site.return_pages()[0].url_id(), &url_id);
                browser.begin(&LoginFlow::with_keys(site, self.keys.clone()), "/");
            }
            Cookies::OtherKey => {
                browser.cookies = self.begun(&FlowKeys::random().expect("a key"), TimeDelta::zero()).cookies;
            }
            Cookies::Old => browser.cookies = self.begun(&self.keys, TimeDelta::minutes(15)).cookies,
        }
        (browser, matches!(cookies, Cookies::Own))
    }

    /// The fields that the browser posts, and whether they are those of a relay page for them.
    fn relayed(
        &self,
        relay: &Relay,
        page: Vec<(String, String)>,
        hidden_origin: bool,
    ) -> (Vec<(String, String)>, bool) {
        let mut fields = page;
        let last = fields.len() - 1;
        match relay {
            Relay::Own => return (fields, true),
            Relay::Unsigned => drop(fields.pop()),
            Relay::Altered(index) => fields[last].1 = altered(&fields[last].1, *index),
            Relay::Field(index) => {
                let index = index.index(last);
                fields[index].1 = if fields[index].0 == Field::Wmid.name() {
                    "210987654321".to_owned()
                } else {
                    altered_at(&fields[index].1, 0)
                };
            }
            Relay::Swapped => {
                let signature = fields.pop().expect("a signature");
                fields.clone_from(&self.other.fields);
                fields.push(signature);
            }
            Relay::OtherKey | Relay::Old => {
                let (keys, age) = match relay {
                    Relay::Old => (self.keys.clone(), TimeDelta::minutes(15)),
                    _ => (FlowKeys::random().expect("a key"), TimeDelta::zero()),
                };
                let mut answer = self.answer.clone();
                if hidden_origin {
                    answer.origin = None;
                }
                let page = Browser::of(&answer).bring(&self.flow(&keys, age), &answer).expect("a page");
                fields = super::browser::fields(page.body());
            }
        }
        (fields, false)
    }
}

/// The text with another character at one place.
fn altered(text: &str, index: Index) -> String {
    altered_at(text, index.index(text.len()))
}

fn altered_at(text: &str, at: usize) -> String {
    let mut bytes = text.as_bytes().to_vec();
    bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
    String::from_utf8(bytes).expect("ASCII")
}

/// A service that confirms exactly the six values of one answer, and notes every question.
fn service(answer: &Exchange, confirms: bool) -> (Verifier, Arc<Mutex<Vec<String>>>) {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let success = answer.success();
    let values = [
        success.wmid().to_string(),
        success.ticket().reveal().to_owned(),
        success.url_id().to_string(),
        success.user_address().to_string(),
    ];
    let log = Arc::clone(&asked);
    let verifier = Verifier::new(move |question: Question| {
        let body = String::from_utf8(question.body).expect("XML");
        let is_same = values.iter().all(|value| body.contains(&format!(">{value}<")));
        log.lock().expect("no panic").push(body);
        let retval = if confirms && is_same { 0 } else { 35 };
        async move {
            let answer = format!("<response retval=\"{retval}\" />");
            Ok::<_, TransportError>(http::Response::new(answer.into_bytes()))
        }
    });
    (verifier, asked)
}

fn signs_in(attempt: &Attempt) -> (bool, bool) {
    let world = World::new();
    let flow = world.flow(&world.keys, TimeDelta::zero());
    let (mut browser, has_login) = world.browser(&attempt.cookies);
    let mut first = world.answer.clone();
    first.origin = attempt.first_origin.map(str::to_owned);
    let brought = Browser::of(&first).bring(&flow, &first);
    let hides_origin = matches!(attempt.first_origin, None | Some("null"));
    let Ok(page) = brought else {
        assert_eq!(attempt.first_origin, Some("https://stranger.example"));
        return (false, false);
    };
    let (posted, is_relayed) = world.relayed(&attempt.relay, fields(page.body()), hides_origin);
    browser.address = attempt.address;
    let (verifier, _) = service(&world.answer, attempt.confirms);
    let outcome = match browser.post(&flow, &posted, attempt.second_origin) {
        Ok(Step::Verify(pending)) => block_on(verifier.complete(pending)).map(Some),
        Ok(Step::Reply(_)) => Ok(None),
        Err(denied) => Err(denied),
    };
    let same_address = attempt.address == world.answer.address;
    let comparable = attempt.address.is_some_and(|address| address.is_ipv4());
    let expected = has_login
        && is_relayed
        && attempt.second_origin == Some(OWN_ORIGIN)
        && (same_address || !comparable && !hides_origin)
        && attempt.confirms;
    (matches!(outcome, Ok(Some(_))), expected)
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(future)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn nobody_is_signed_in_by_a_forgery(attempt in attempts()) {
        let (signed_in, expected) = signs_in(&attempt);
        prop_assert_eq!(signed_in, expected);
    }
}

#[test]
fn the_genuine_login_is_one_of_the_attempts() {
    let attempt = Attempt {
        cookies: Cookies::Own,
        relay: Relay::Own,
        first_origin: Some("https://login.wmtransfer.com"),
        second_origin: Some(OWN_ORIGIN),
        address: Some("123.45.67.89".parse().expect("an address")),
        confirms: true,
    };
    assert_eq!(signs_in(&attempt), (true, true));
}

#[test]
fn the_relay_signs_what_the_types_write() {
    // The signature covers the answer as the types write it, so both steps have to write it alike.
    for example in wmlogin_client::types::EXAMPLES {
        let answer = Response::from_pairs(example.fields.iter().copied()).expect("an example");
        let again = Response::parse(answer.to_form().as_bytes()).expect("the same");
        assert_eq!(answer.to_form(), again.to_form());
    }
}

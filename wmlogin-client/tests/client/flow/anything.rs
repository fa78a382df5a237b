//! Any request at all: nothing panics, and the service is asked only if everything that a login needs is there.

use std::net::IpAddr;

use proptest::collection::vec;
use proptest::prelude::*;
use wmlogin_test_support::exchange::SERVICE;
use wmlogin_test_support::flow::request::{AnyRequest, FORM, WORLD, World};

use super::browser::{HOST, OWN_ORIGIN};

/// Names of headers that come with any value.
const OTHER_HEADERS: &[&str] =
    &["cookie", "ORIGIN", "host", "content-type", "sec-fetch-mode", "Accept-Language", "Purpose", "x"];

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

fn anything() -> impl Strategy<Value = AnyRequest> {
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
        |(method, target, headers, body, address, place)| AnyRequest {
            method,
            target,
            headers,
            body,
            address,
            place,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn the_service_is_asked_only_about_a_login_of_this_browser(anything in anything()) {
        let asks = anything.asks();
        prop_assert!(!asks || anything.is_login(), "{:?}", anything);
        let is_comparable = anything.address == "123.45.67.89".parse().ok();
        prop_assert!(asks || !is_comparable || !anything.is_login(), "{:?}", anything);
    }
}

#[test]
fn a_login_is_among_them() {
    let part = |name: &str, value: &str| (name.to_owned(), value.as_bytes().to_vec());
    let genuine = AnyRequest {
        method: "POST".to_owned(),
        target: "/webmoney?wmlogin-finish".to_owned(),
        headers: vec![part("Origin", OWN_ORIGIN), part("Content-Type", FORM), part("Cookie", &WORLD.live)],
        body: format!("{}&{}", WORLD.answer, WORLD.relay).into_bytes(),
        address: "123.45.67.89".parse().ok(),
        place: String::new(),
    };
    assert!(genuine.is_login() && genuine.asks());
}

//! Whatever a browser posts: nothing panics, and `parse`, `from_pairs` and `Deserialize` agree.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use wmlogin_test_support::change::changes;
use wmlogin_tests::form::Form;
use wmlogin_tests::{documents, read_bytes};
use wmlogin_types::runtime::{MAX_BODY_LENGTH, Problem};
use wmlogin_types::{ParseError, Response};

/// Takes about a second for each property.
const CASES: u32 = 5_000;

fn genuine_bodies() -> Vec<Vec<u8>> {
    documents::examples()
        .into_iter()
        .map(|example| Form::example(example.title).body().into_bytes())
        .collect()
}

/// Pairs of genuine bodies in any order: some missing, some twice, some of another version.
fn shuffled_pairs() -> impl Strategy<Value = Vec<u8>> {
    let pairs =
        |body: Vec<u8>| -> Vec<Vec<u8>> { body.split(|byte| *byte == b'&').map(<[u8]>::to_vec).collect() };
    let bodies: Vec<_> = genuine_bodies().into_iter().map(pairs).collect();
    let others = bodies.concat();
    let other = || prop_oneof![2 => Just(None), 1 => select(others.clone()).prop_map(Some)];
    (
        select(bodies).prop_shuffle(),
        other(),
        other(),
        prop_oneof![3 => Just(None), 1 => any::<Index>().prop_map(Some)],
    )
        .prop_map(|(mut pairs, first, last, missing)| {
            if let Some(index) = missing {
                pairs.remove(index.index(pairs.len()));
            }
            first.into_iter().chain(pairs).chain(last).collect::<Vec<_>>().join(&b'&')
        })
}

/// Pieces of which forms are made, in any order.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let names = documents::field_rows().into_iter().map(|field| field.name.as_bytes().to_vec());
    let values = documents::examples().into_iter().flat_map(|example| example.fields);
    let values = values.map(|(_, value)| value.replace(' ', "+").into_bytes());
    let signs =
        ["=", "&", "+", "%", "%2C", "%5F", "WmLogin_", "%f", "\u{e9}"].map(|sign| sign.as_bytes().to_vec());
    let piece = select(names.chain(values).chain(signs).collect::<Vec<_>>());
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Bytes of a value as they may stand in a body: as they are, or escaped in either letter case.
fn encodings(value: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let encode = |(byte, way): (u8, u8)| match (way, byte) {
        (0, _) => format!("%{byte:02X}").into_bytes(),
        (1, _) => format!("%{byte:02x}").into_bytes(),
        (2, b' ') => vec![b'+'],
        // A `+` left as it is means a space, and then the value is another one.
        _ => vec![byte],
    };
    let ways = prop_oneof![Just(vec![0; value.len()]), Just(vec![3; value.len()]), vec(0..4_u8, value.len())];
    ways.prop_map(move |ways| value.bytes().zip(ways).flat_map(encode).collect())
}

/// Dates in the format of version 3.0, and some that nearly are.
const DATES: [&str; 7] = [
    "2015-01-12T14:31:29.997Z",
    "2015-01-12T14:31:29.997",
    "2015-01-12T14:31:29.997+03:00",
    "2015-01-12T14:31:29.997-12:45",
    "2015-01-12T14:31:29.997 03:00",
    "2015-02-30T14:31:29.997Z",
    "2015-01-12 14:31:29.997Z",
];

/// Flags, and some that nearly are.
const FLAGS: [&str; 8] = [
    "RealmWantCrossCheck, UserWantCrossCheck, CrossCheckDone",
    "RealmWantCrossCheck,CachedAuthentication",
    "RealmWantCrossCheck,  CachedAuthentication",
    "RealmWantCrossCheck+CachedAuthentication",
    "RealmWantCrossCheck%2CCachedAuthentication",
    "RealmWantCrossCheck, RealmWantCrossCheck",
    "None",
    "106",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(body in vec(any::<u8>(), 0..2_000)) {
        let _ = read_bytes(&body);
    }

    #[test]
    fn any_pieces_of_a_form(body in pieces()) {
        let _ = read_bytes(&body);
    }

    #[test]
    fn any_change_of_a_genuine_body(body in select(genuine_bodies()), changes in vec(changes(), 1..5)) {
        let changed = changes.into_iter().fold(body, |body, change| change.apply(body));
        if let Ok(response) = read_bytes(&changed) {
            // What was changed and still is a response means what it says.
            prop_assert_eq!(Response::parse(response.to_form().as_bytes()), Ok(response));
        }
    }

    #[test]
    fn any_order_of_genuine_pairs(body in shuffled_pairs()) {
        let _ = read_bytes(&body);
    }

    #[test]
    fn any_encoding_of_any_pair(
        (title, at, pair) in select(documents::examples()).prop_flat_map(|example| {
            let pairs: Vec<_> = example.fields.into_iter().enumerate().collect();
            (Just(example.title), select(pairs)).prop_flat_map(|(title, (at, (name, value)))| {
                let pair = (encodings(name), encodings(value)).prop_map(|(name, value)| [name, value].join(&b'='));
                (Just(title), Just(at), pair)
            })
        }),
    ) {
        let body = Form::example(title).body();
        let mut pairs: Vec<_> = body.as_bytes().split(|byte| *byte == b'&').map(<[u8]>::to_vec).collect();
        pairs[at] = pair;
        let _ = read_bytes(&pairs.join(&b'&'));
    }

    #[test]
    fn any_encoding_of_a_date(value in select(DATES.to_vec()).prop_flat_map(encodings)) {
        let body = Form::example("Version 3.0").without("WmLogin_Created").body();
        let _ = read_bytes(&[body.as_bytes(), b"&WmLogin_Created=", &value].concat());
    }

    #[test]
    fn any_encoding_of_flags(value in select(FLAGS.to_vec()).prop_flat_map(encodings)) {
        let body = Form::example("Version 3.0").without("WmLogin_Flags").body();
        let _ = read_bytes(&[body.as_bytes(), b"&WmLogin_Flags=", &value].concat());
    }

    #[test]
    fn any_value_of_any_field(
        title in select(documents::examples()).prop_map(|example| example.title),
        at in any::<Index>(),
        value in ".{0,60}",
    ) {
        let form = Form::example(title);
        let (name, _) = at.get(form.pairs());
        let _ = read_bytes(form.clone().with(name, &value).body().as_bytes());
    }
}

#[test]
fn every_cut_of_a_genuine_body() {
    for body in genuine_bodies() {
        for end in 0..body.len() {
            assert!(read_bytes(&body[..end]).is_err(), "{}", body[..end].escape_ascii());
        }
        assert!(read_bytes(&body).is_ok());
    }
}

fn with_raw_wmid(value: &[u8]) -> Vec<u8> {
    let body = Form::example("Version 3.0").without("WmLogin_WMID").body();
    [body.as_bytes(), b"&WmLogin_WMID=", value].concat()
}

fn problem(result: Result<Response, ParseError>) -> Problem {
    match result {
        Err(ParseError::InvalidValue { error, .. }) => error.problem,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_malformed_escape_is_seen_in_a_body_and_is_text_in_pairs() {
    for value in ["12345678901%", "12345678901%3", "12345678901%3g", "12345678901%+3", "%%31", "%u0031"] {
        let body = with_raw_wmid(value.as_bytes());
        assert_eq!(problem(read_bytes(&body)), Problem::Escape, "{value}");
        let repaired = problem(Response::from_pairs(form_urlencoded::parse(&body)));
        assert!(matches!(repaired, Problem::Character(_)), "{value}: {repaired:?}");
    }
}

#[test]
fn a_plus_in_an_offset_has_to_be_escaped() {
    let body = Form::example("Version 3.0").without("WmLogin_Created").body();
    let created = |value: &str| read_bytes(format!("{body}&WmLogin_Created={value}").as_bytes());
    assert!(created("2015-01-12T14%3A31%3A29.997%2B03%3A00").is_ok());
    for value in [
        "2015-01-12T14:31:29.997+03:00",
        "2015-01-12T14%3A31%3A29.997+03:00",
        "2015-01-12T14%3A31%3A29.997+03%3A00",
    ] {
        assert_eq!(problem(created(value)), Problem::Shape, "{value}");
    }
}

#[test]
fn invalid_utf8_is_seen_in_a_body_and_repaired_in_pairs() {
    for value in [&b"\xff"[..], b"12345678901\xc3", b"%FF", b"12345678901%C3", b"%ed%a0%80", b"\xc0\x80"] {
        let body = with_raw_wmid(value);
        assert_eq!(problem(read_bytes(&body)), Problem::NotUtf8, "{}", value.escape_ascii());
        let repaired = problem(Response::from_pairs(form_urlencoded::parse(&body)));
        assert!(matches!(repaired, Problem::Character(_)), "{}: {repaired:?}", value.escape_ascii());
    }
}

#[test]
fn what_is_malformed_in_an_unknown_field_is_passed_over() {
    for unknown in
        [&b"site=%"[..], b"site=%zz", b"site=\xff\xfe", b"\xff=1", b"%zz=1", b"%", b"=", b"==", b"&&&"]
    {
        let body = [Form::example("Version 3.0").body().as_bytes(), b"&", unknown].concat();
        assert!(read_bytes(&body).is_ok(), "{}", unknown.escape_ascii());
    }
}

#[test]
fn only_a_body_counts_what_its_escapes_take() {
    let form = Form::example("Version 3.0");
    let body = format!("{}&padding={}", form.body(), "%20".repeat(MAX_BODY_LENGTH / 3));
    assert_eq!(read_bytes(body.as_bytes()), Err(ParseError::BodyTooLong));
    assert!(Response::from_pairs(form_urlencoded::parse(body.as_bytes())).is_ok());
}

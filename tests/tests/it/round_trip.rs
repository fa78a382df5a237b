//! `parse(encode(x)) == x`: exhaustively where values can be counted, at random where they cannot.

use chrono::DateTime;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use wmlogin_types::runtime::{Utc, Value};
use wmlogin_types::{
    AuthType, DottedTime, EnumType, Factor1, Factor2, Field, IsoTime, Outcome, PasswordType, ReadId,
    Response, Success, Ticket, TicketFlags, UrlId, Version, Wmid,
};

/// Enough to meet every version with every kind of value hundreds of times; takes about a second.
const CASES: u32 = 2_000;

/// Every combination in the documents: all factors with their types, and all flags and reserved bits.
const FACTORS_1: usize = 4 + 5 + 4;
const FACTORS_2: usize = 3 + 4;
const FLAGS: u32 = 1 << 7;

fn factors1() -> Vec<Factor1> {
    let mut all = vec![Factor1::None, Factor1::Signature, Factor1::X509Certificate, Factor1::Social];
    all.extend(PasswordType::ALL.iter().copied().map(Factor1::Password).collect::<Vec<_>>());
    all.extend(EnumType::ALL.iter().copied().map(Factor1::Enum).collect::<Vec<_>>());
    assert_eq!(all.len(), FACTORS_1);
    all
}

fn factors2() -> Vec<Factor2> {
    let mut all = vec![Factor2::Unavailable, Factor2::None, Factor2::Sms];
    all.extend(EnumType::ALL.iter().copied().map(Factor2::Enum).collect::<Vec<_>>());
    assert_eq!(all.len(), FACTORS_2);
    all
}

/// Everything that a success of any version consists of.
#[derive(Clone, Debug)]
struct Parts {
    auth_type: AuthType,
    factor1: Factor1,
    factor2: Factor2,
    flags: TicketFlags,
    times: [DateTime<Utc>; 3],
    read_id: ReadId,
    ticket: Ticket,
    url_id: UrlId,
    user_address: std::net::IpAddr,
    wmid: Wmid,
}

fn dotted(time: DateTime<Utc>) -> DottedTime {
    DottedTime::truncate(time).expect("a year of four digits")
}

fn iso(time: DateTime<Utc>) -> IsoTime {
    IsoTime::truncate(time).expect("a year of four digits")
}

/// The success of a version; every field of every version is written down, so none can be forgotten.
fn success(version: Version, parts: &Parts) -> Success {
    let [created, expires, last_access] =
        parts.times.map(|time| version.write_time(time).expect("a year of four digits"));
    let text = |field| match field {
        Field::AuthType => Some(parts.auth_type.to_text()),
        Field::Created => Some(created.clone()),
        Field::Expires => Some(expires.clone()),
        Field::Factor1 => Some(parts.factor1.kind().to_text()),
        Field::Factor1PasswordType => match parts.factor1 {
            Factor1::Password(kind) => Some(kind.to_text()),
            _ => None,
        },
        Field::Factor1EnumType => match parts.factor1 {
            Factor1::Enum(kind) => Some(kind.to_text()),
            _ => None,
        },
        Field::Factor2 => Some(parts.factor2.kind().to_text()),
        Field::Factor2EnumType => match parts.factor2 {
            Factor2::Enum(kind) => Some(kind.to_text()),
            _ => None,
        },
        Field::Flags => Some(parts.flags.to_text()),
        Field::LastAccess => Some(last_access.clone()),
        Field::ReadId => Some(parts.read_id.to_text()),
        Field::Ticket => Some(parts.ticket.to_text()),
        Field::UrlId => Some(parts.url_id.to_text()),
        Field::UserAddress => Some(parts.user_address.to_text()),
        Field::Version => Some(version.to_text()),
        Field::Wmid => Some(parts.wmid.to_text()),
        field => panic!("{field} is not a field that this test knows"),
    };
    let fields = Field::ALL.iter().copied().filter(|field| field.is_in(version));
    let pairs = fields.filter_map(|field| Some((field.name(), text(field)?)));
    let success = Response::from_pairs(pairs).expect("a response").into_success().expect("a success");
    let Parts { auth_type, factor1, factor2, flags, read_id, ticket, url_id, user_address, wmid, .. } = parts;
    assert_eq!(
        (success.ticket(), success.read_id(), success.url_id(), success.wmid()),
        (ticket, read_id, url_id, wmid)
    );
    assert_eq!((success.flags(), success.user_address()), (*flags, *user_address));
    assert_eq!(success.auth_type(), Field::AuthType.is_in(version).then_some(*auth_type));
    assert_eq!(success.factor1(), Field::Factor1.is_in(version).then_some(*factor1));
    assert_eq!(success.factor2(), Field::Factor2.is_in(version).then_some(*factor2));
    success
}

/// Text of a pattern, as a value of a type that reads it.
fn text<T: Value + std::fmt::Debug>(pattern: &'static str) -> impl Strategy<Value = T> {
    pattern.prop_map(|text| wmlogin_types::runtime::read(&text).expect("a valid text"))
}

fn moments() -> impl Strategy<Value = DateTime<Utc>> {
    let bound = |text: &str| text.parse::<DateTime<Utc>>().expect("a moment").timestamp_millis();
    let [first, last] = ["0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"].map(bound);
    let moment = |milliseconds| DateTime::from_timestamp_millis(milliseconds).expect("a moment");
    (first..=last).prop_map(moment)
}

fn parts() -> impl Strategy<Value = Parts> {
    let words = (
        text::<ReadId>("[!-~]{1,128}"),
        text::<Ticket>("[a-zA-Z0-9/$!]{32,48}"),
        text::<UrlId>("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"),
        text::<Wmid>("[0-9]{12}"),
    );
    let flags = (0..FLAGS).prop_map(TicketFlags::from_bits_retain);
    let choices = (select(AuthType::ALL.to_vec()), select(factors1()), select(factors2()), flags);
    let times = [moments(), moments(), moments()];
    (choices, times, words, any::<std::net::IpAddr>()).prop_map(
        |((auth_type, factor1, factor2, flags), times, (read_id, ticket, url_id, wmid), user_address)| {
            Parts { auth_type, factor1, factor2, flags, times, read_id, ticket, url_id, user_address, wmid }
        },
    )
}

fn responses() -> impl Strategy<Value = Response> {
    let successes =
        (select(Version::ALL.to_vec()), parts()).prop_map(|(version, parts)| success(version, &parts).into());
    let outcomes = select(Outcome::ALL.to_vec()).prop_map(Response::from);
    prop_oneof![20 => successes, 1 => outcomes]
}

fn example(version: Version) -> Success {
    let title = format!("Version {}", version.name());
    let example = wmlogin_tests::documents::examples().into_iter().find(|example| example.title == title);
    let response = Response::from_pairs(example.expect("an example").fields).expect("a response");
    response.success().expect("a success").clone()
}

/// Writes a response and reads it on every road.
fn check(response: &Response) {
    let form = response.to_form();
    assert_eq!(Response::parse(form.as_bytes()).as_ref(), Ok(response), "{form}");
    assert_eq!(Response::from_pairs(response.to_pairs()).as_ref(), Ok(response), "{form}");
    assert_eq!(serde_urlencoded::from_str::<Response>(&form).as_ref(), Ok(response), "{form}");
    let pairs: Vec<_> = response.to_pairs();
    let browser: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(&pairs).finish();
    assert_eq!(form, browser, "a form is encoded as a browser does");
}

#[test]
fn every_combination_of_factors_and_flags_in_every_version() {
    let mut tried = 0;
    for version in Version::ALL.iter().copied() {
        let example = example(version);
        for (factor1, factor2) in
            factors1().into_iter().flat_map(|one| factors2().into_iter().map(move |two| (one, two)))
        {
            for bits in 0..FLAGS {
                let parts = Parts {
                    auth_type: AuthType::PasswordSms,
                    factor1,
                    factor2,
                    flags: TicketFlags::from_bits_retain(bits),
                    times: [example.created(), example.expires(), example.last_access()],
                    read_id: example.read_id().clone(),
                    ticket: example.ticket().clone(),
                    url_id: *example.url_id(),
                    user_address: example.user_address(),
                    wmid: *example.wmid(),
                };
                let response = Response::from(success(version, &parts));
                assert_eq!(Response::parse(response.to_form().as_bytes()).as_ref(), Ok(&response));
                tried += 1;
            }
        }
    }
    assert_eq!(tried, 4 * FACTORS_1 * FACTORS_2 * FLAGS as usize);
}

#[test]
fn every_method_in_every_version_that_has_one() {
    for version in [Version::V1_0, Version::V1_1, Version::V2_0] {
        let pairs = Response::from(example(version)).to_pairs();
        for auth_type in AuthType::ALL.iter().copied() {
            let with_method = pairs.iter().map(|(name, value)| match *name {
                "WmLogin_AuthType" => (*name, auth_type.name()),
                _ => (*name, value.as_str()),
            });
            let response = Response::from_pairs(with_method).expect("a response");
            assert_eq!(response.success().and_then(Success::auth_type), Some(auth_type));
            check(&response);
        }
    }
}

#[test]
fn every_outcome() {
    for outcome in Outcome::ALL.iter().copied() {
        check(&outcome.into());
    }
}

#[test]
fn a_year_of_fewer_digits_is_padded() {
    let early = "0033-04-05T06:07:08.009Z".parse().expect("a moment");
    assert_eq!(iso(early).to_string(), "0033-04-05T06:07:08.009Z");
    assert_eq!(dotted(early).to_string(), "05.04.0033 06:07:08");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_response(response in responses()) {
        check(&response);
    }

    #[test]
    fn any_order_of_the_fields(response in responses(), seed in vec(any::<u64>(), 16)) {
        let mut pairs: Vec<_> = seed.into_iter().zip(response.to_pairs()).collect();
        pairs.sort_by_key(|(key, _)| *key);
        let shuffled = pairs.into_iter().map(|(_, pair)| pair);
        prop_assert_eq!(Response::from_pairs(shuffled), Ok(response));
    }

    #[test]
    fn any_unknown_fields_between(response in responses(), unknown in vec("[a-zA-Z%+_]{0,20}(=[ -%'-~]{0,20})?", 0..20)) {
        let form = response.to_form();
        let known = form.split('&').map(str::to_owned);
        let mixed: Vec<_> = unknown.into_iter().map(|pair| format!("site_{pair}&")).chain([String::new()]).collect();
        let body: Vec<_> = known.zip(mixed.into_iter().cycle()).map(|(known, unknown)| [unknown, known].concat()).collect();
        prop_assert_eq!(Response::parse(body.join("&").as_bytes()), Ok(response));
    }
}

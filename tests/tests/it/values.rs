//! Single values, in exactly their documented shape and in no other: the traps of the documents one by one.

use std::collections::HashSet;
use std::fmt::Debug;
use std::net::IpAddr;
use std::str::FromStr;

use chrono::{DateTime, TimeDelta, Utc};
use wmlogin_types::runtime::{Problem, ValueError};
use wmlogin_types::{DottedTime, IsoTime, ReadId, Ticket, UrlId, Version, Wmid, read_time};

fn problem<T: FromStr<Err = ValueError> + Debug>(text: &str) -> Problem {
    match text.parse::<T>() {
        Err(error) => error.problem,
        Ok(value) => panic!("{text:?} is read as {value:?}"),
    }
}

fn check_problems<T: FromStr<Err = ValueError> + Debug>(table: &[(&str, Problem)]) {
    for (text, expected) in table {
        assert_eq!(problem::<T>(text), *expected, "{text:?}");
    }
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn a_dotted_time_is_read() {
    for (text, expected) in [
        ("12.01.2015 14:25:22", "2015-01-12T14:25:22Z"),
        ("29.02.2016 00:00:00", "2016-02-29T00:00:00Z"),
        ("29.02.2000 23:59:59", "2000-02-29T23:59:59Z"),
        ("01.01.0001 00:00:00", "0001-01-01T00:00:00Z"),
        ("31.12.9999 23:59:59", "9999-12-31T23:59:59Z"),
    ] {
        let time: DottedTime = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(time.utc(), moment(expected), "{text}");
        assert_eq!(time.to_string(), text);
    }
}

#[test]
fn a_dotted_time_has_one_shape() {
    for text in [
        "",
        "12.1.2015 14:25:22",
        "1.01.2015 14:25:22",
        "012.01.2015 14:25:2",
        "+2.01.2015 14:25:22",
        "-2.01.2015 14:25:22",
        " 2.01.2015 14:25:22",
        "12.01.+015 14:25:22",
        "12.01.15 14:25:22",
        "12.01.02015 14:25:22",
        "12/01/2015 14:25:22",
        "12.01.2015T14:25:22",
        "12.01.2015  14:25:22",
        "12.01.2015 14:25",
        "12.01.2015 14.25.22",
        "12.01.2015 14:25:22 ",
        "12.01.2015 14:25:22Z",
        "12.01.2015 14:25:22.000",
        "2015-01-12T14:25:22.997Z",
        // Digits, but not ASCII: full width, Arabic-Indic, superscript.
        "１2.01.2015 14:25:22",
        "١٢.01.2015 14:25:22",
        "12.01.201⁵ 14:25:22",
    ] {
        assert_eq!(problem::<DottedTime>(text), Problem::Shape, "{text:?}");
    }
}

#[test]
fn a_dotted_time_is_on_the_calendar() {
    for text in [
        "30.02.2015 14:25:22",
        "29.02.2015 14:25:22",
        "29.02.1900 14:25:22",
        "31.04.2015 14:25:22",
        "32.01.2015 14:25:22",
        "00.01.2015 14:25:22",
        "12.00.2015 14:25:22",
        "12.13.2015 14:25:22",
        "12.01.0000 14:25:22",
        "12.01.2015 24:00:00",
        "12.01.2015 14:60:22",
        "12.01.2015 14:25:60",
        "30.06.2015 23:59:60",
    ] {
        assert_eq!(problem::<DottedTime>(text), Problem::Calendar, "{text:?}");
    }
}

#[test]
fn an_iso_time_is_read_with_any_offset_and_kept_in_utc() {
    for (text, expected) in [
        ("2015-01-12T14:31:29.997Z", "2015-01-12T14:31:29.997Z"),
        ("2015-01-12T14:31:29.997", "2015-01-12T14:31:29.997Z"),
        ("2015-01-12T14:31:29.997+03:00", "2015-01-12T11:31:29.997Z"),
        ("2015-01-12T14:31:29.997-12:45", "2015-01-13T03:16:29.997Z"),
        ("2015-01-12T14:31:29.997+00:00", "2015-01-12T14:31:29.997Z"),
        ("2015-01-12T14:31:29.997-00:00", "2015-01-12T14:31:29.997Z"),
        ("2015-01-12T14:31:29.997+14:00", "2015-01-12T00:31:29.997Z"),
        ("2015-01-12T14:31:29.997-14:00", "2015-01-13T04:31:29.997Z"),
        ("2015-01-12T00:00:00.000+05:45", "2015-01-11T18:15:00.000Z"),
        ("2016-02-29T23:59:59.999Z", "2016-02-29T23:59:59.999Z"),
        // Offsets at the two ends of the years that exist.
        ("0001-01-01T14:00:00.000+14:00", "0001-01-01T00:00:00.000Z"),
        ("0001-01-01T00:00:00.000-00:01", "0001-01-01T00:01:00.000Z"),
        ("9999-12-31T09:59:59.999-14:00", "9999-12-31T23:59:59.999Z"),
        ("9999-12-31T23:59:59.999+00:01", "9999-12-31T23:58:59.999Z"),
    ] {
        let time: IsoTime = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(time.utc(), moment(expected), "{text}");
        assert_eq!(time.to_string(), expected);
    }
}

#[test]
fn an_iso_time_has_one_shape() {
    for text in [
        "",
        "2015-01-12T14:31:29Z",
        "2015-01-12T14:31:29.Z",
        "2015-01-12T14:31:29.9Z",
        "2015-01-12T14:31:29.99Z",
        "2015-01-12T14:31:29.9970Z",
        "2015-01-12T14:31:29.9970000Z",
        "2015-01-12T14:31:29,997Z",
        "2015-01-12t14:31:29.997Z",
        "2015-01-12 14:31:29.997Z",
        "2015-1-12T14:31:29.997Z",
        "+015-01-12T14:31:29.997Z",
        "+2015-01-12T14:31:29.997Z",
        "-2015-01-12T14:31:29.997Z",
        "２015-01-12T14:31:29.997Z",
        "12.01.2015 14:25:22",
        // What `K` never prints.
        "2015-01-12T14:31:29.997z",
        "2015-01-12T14:31:29.997ZZ",
        "2015-01-12T14:31:29.997 ",
        "2015-01-12T14:31:29.997 Z",
        "2015-01-12T14:31:29.997+3:00",
        "2015-01-12T14:31:29.997+0300",
        "2015-01-12T14:31:29.997+03",
        "2015-01-12T14:31:29.997+03:00:00",
        "2015-01-12T14:31:29.997+03:00Z",
        "2015-01-12T14:31:29.997 03:00",
        "2015-01-12T14:31:29.997UTC",
        // A minus sign that is no hyphen.
        "2015-01-12T14:31:29.997−12:45",
    ] {
        assert_eq!(problem::<IsoTime>(text), Problem::Shape, "{text:?}");
    }
}

#[test]
fn an_iso_time_is_on_the_calendar() {
    for text in [
        "2015-02-30T14:31:29.997Z",
        "2015-01-12T24:00:00.000Z",
        "2015-01-12T14:60:29.997Z",
        "2015-06-30T23:59:60.000Z",
        "0000-01-12T14:31:29.997Z",
        "2015-01-12T14:31:29.997+14:01",
        "2015-01-12T14:31:29.997+15:00",
        "2015-01-12T14:31:29.997-15:00",
        "2015-01-12T14:31:29.997+99:00",
        "2015-01-12T14:31:29.997+03:60",
        // In UTC these are years that four digits cannot say.
        "0001-01-01T00:00:00.000+00:01",
        "0001-01-01T13:59:59.999+14:00",
        "9999-12-31T23:59:59.999-00:01",
        "9999-12-31T10:00:00.000-14:00",
    ] {
        assert_eq!(problem::<IsoTime>(text), Problem::Calendar, "{text:?}");
    }
}

#[test]
fn a_time_is_read_in_any_format() {
    for (text, expected) in [
        ("12.01.2015 14:25:22", Some("2015-01-12T14:25:22Z")),
        ("2015-01-12T14:31:29.997Z", Some("2015-01-12T14:31:29.997Z")),
        ("2015-01-12T14:31:29.997+03:00", Some("2015-01-12T11:31:29.997Z")),
        ("31.02.2015 14:25:22", None),
        ("2015-01-12", None),
        ("", None),
    ] {
        assert_eq!(read_time(text), expected.map(moment), "{text}");
    }
}

#[test]
fn a_moment_is_cut_to_what_its_format_can_write() {
    let fine = moment("2015-01-12T14:31:29.997Z") + TimeDelta::nanoseconds(999_999);
    assert_eq!(
        IsoTime::truncate(fine).map(|time| time.to_string()).as_deref(),
        Some("2015-01-12T14:31:29.997Z")
    );
    assert_eq!(
        DottedTime::truncate(fine).map(|time| time.to_string()).as_deref(),
        Some("12.01.2015 14:31:29")
    );
    // The way in which `chrono` keeps a leap second.
    let leap = moment("2016-12-31T23:59:60.500Z");
    assert_eq!(
        IsoTime::truncate(leap).map(|time| time.to_string()).as_deref(),
        Some("2016-12-31T23:59:59.999Z")
    );
    assert_eq!(
        DottedTime::truncate(leap).map(|time| time.to_string()).as_deref(),
        Some("31.12.2016 23:59:59")
    );
    for outside in ["0000-12-31T23:59:59Z", "-0001-01-01T00:00:00Z", "+10000-01-01T00:00:00Z"] {
        assert_eq!(IsoTime::truncate(moment(outside)), None, "{outside}");
        assert_eq!(DottedTime::truncate(moment(outside)), None, "{outside}");
    }
}

#[test]
fn a_wmid_is_twelve_digits() {
    for text in ["123456789012", "000000000000", "012345678901", "999999999999"] {
        assert_eq!(text.parse::<Wmid>().expect(text).as_str(), text);
    }
    check_problems::<Wmid>(&[
        ("", Problem::Length(0)),
        ("12345678901", Problem::Length(11)),
        ("1234567890123", Problem::Length(13)),
        ("+12345678901", Problem::Character(0)),
        ("-12345678901", Problem::Character(0)),
        (" 12345678901", Problem::Character(0)),
        ("12345678901 ", Problem::Character(11)),
        ("12345678901e", Problem::Character(11)),
        ("123456 89012", Problem::Character(6)),
        ("１23456789012", Problem::Character(0)),
        ("12345678901٢", Problem::Character(11)),
    ]);
    assert_ne!("012345678901".parse::<Wmid>(), "112345678901".parse::<Wmid>());
}

#[test]
fn a_ticket_is_32_to_48_of_its_characters() {
    for length in [32, 33, 47, 48] {
        let text = "Aa0/$!".repeat(8)[..length].to_owned();
        assert_eq!(text.parse::<Ticket>().expect("a ticket").reveal(), text);
    }
    for length in [0, 1, 31, 49, 300] {
        assert_eq!(problem::<Ticket>(&"a".repeat(length)), Problem::Length(length));
    }
}

#[test]
fn a_ticket_has_no_other_characters() {
    for character in (0..=0x7f).map(char::from).chain(['é', 'Ａ', '\u{202e}']) {
        let text = format!("{}{character}", "a".repeat(40));
        let allowed = character.is_ascii_alphanumeric() || "/$!".contains(character);
        match text.parse::<Ticket>() {
            Ok(_) => assert!(allowed, "{character:?} is allowed"),
            Err(error) => {
                assert!(!allowed, "{character:?} is refused");
                assert_eq!(error.problem, Problem::Character(40), "{character:?}");
            }
        }
    }
}

#[test]
fn a_read_id_is_up_to_128_visible_characters() {
    for text in ["a", "!~", "R4G9", &"x".repeat(87), &"x".repeat(128)] {
        assert_eq!(text.parse::<ReadId>().expect("a read id").reveal(), text);
    }
    check_problems::<ReadId>(&[
        ("", Problem::Length(0)),
        (&"x".repeat(129), Problem::Length(129)),
        (&"x".repeat(300), Problem::Length(300)),
        ("a b", Problem::Character(1)),
        ("a\u{7f}", Problem::Character(1)),
        ("é", Problem::Character(0)),
    ]);
}

#[test]
fn a_url_id_is_compared_by_value_and_printed_as_given() {
    let texts = [
        "7afa5173-bddb-453a-adce-99fb012ceb71",
        "7AFA5173-BDDB-453A-ADCE-99FB012CEB71",
        "7aFa5173-BddB-453a-ADCE-99fb012CEB71",
    ];
    let ids = texts.map(|text| text.parse::<UrlId>().expect("a GUID"));
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 1, "equal values have one hash");
    assert_eq!(ids[0].cmp(&ids[1]), std::cmp::Ordering::Equal);
    for (id, text) in ids.iter().zip(texts) {
        assert_eq!(*id, ids[0]);
        assert_eq!((id.as_str(), id.to_string().as_str()), (text, text));
        assert_eq!(UrlId::from(id.uuid()).as_str(), texts[0], "from a value it is in lower case");
    }
    let other: UrlId = "7afa5173-bddb-453a-adce-99fb012ceb72".parse().expect("a GUID");
    assert_ne!(ids[0], other);
    assert!(ids[0] < other);
}

#[test]
fn a_url_id_has_one_shape() {
    check_problems::<UrlId>(&[
        ("", Problem::Length(0)),
        ("{7afa5173-bddb-453a-adce-99fb012ceb71}", Problem::Length(38)),
        ("7afa5173bddb453aadce99fb012ceb71", Problem::Length(32)),
        ("urn:uuid:7afa5173-bddb-453a-adce-99fb012ceb71", Problem::Length(45)),
        (" 7afa5173-bddb-453a-adce-99fb012ceb71", Problem::Length(37)),
        ("7afa517-3bddb-453a-adce-99fb012ceb71", Problem::Shape),
        ("7afa5173-bddb-453a-adce-99fb012ceb7g", Problem::Shape),
        ("7afa5173_bddb_453a_adce_99fb012ceb71", Problem::Shape),
        ("7afa51735bddb5453a5adce599fb012ceb71", Problem::Shape),
        ("{afa5173-bddb-453a-adce-99fb012ceb7}", Problem::Shape),
        ("éafa5173-bddb-453a-adce-99fb012ceb7", Problem::Shape),
    ]);
}

#[test]
fn a_version_is_its_value_alone() {
    let read = |text: &str| wmlogin_types::runtime::read::<Version>(text);
    assert_eq!(
        ["10", "11", "20", "30"].map(|text| read(text).ok()).to_vec(),
        Version::ALL.iter().copied().map(Some).collect::<Vec<_>>()
    );
    for text in ["", "1.0", "3.0", "030", "30 ", " 30", "+30", "30.0", "31", "0", "V3_0", "３0"] {
        assert_eq!(read(text).map_err(|error| error.problem), Err(Problem::Unknown), "{text:?}");
    }
}

#[test]
fn a_version_is_parsed_as_it_prints() {
    for version in Version::ALL.iter().copied() {
        assert_eq!(version.to_string().parse(), Ok(version));
        assert_eq!(Version::from_value(version.value()), Some(version));
    }
    assert!("30".parse::<Version>().is_err());
}

#[test]
fn an_address_is_an_ip_address_alone() {
    let read = |text: &str| wmlogin_types::runtime::read::<IpAddr>(text);
    for text in ["123.45.67.89", "0.0.0.0", "::1", "2001:db8::1", "::ffff:123.45.67.89"] {
        assert_eq!(read(text).expect(text).to_string(), text);
    }
    for text in [
        "",
        "123.45.67",
        "123.45.67.089",
        "123.45.67.256",
        "123.45.67.89:80",
        " 123.45.67.89",
        "[::1]",
        "fe80::1%eth0",
        "localhost",
        "0x7f.1",
    ] {
        assert_eq!(read(text).expect_err(text).problem, Problem::Shape);
    }
}

//! Names in a response and lists of names: which are the documented ones, and which only look like them.

use wmlogin_tests::form::Form;
use wmlogin_tests::read;
use wmlogin_types::runtime::{Problem, ValueError};
use wmlogin_types::{Field, Outcome, ParseError, Response, TicketFlags};

const A: &str = "RealmWantCrossCheck";
const B: &str = "CachedAuthentication";

fn flags(text: &str) -> Result<u32, Problem> {
    text.parse().map(|flags: TicketFlags| flags.bits()).map_err(|error: ValueError| error.problem)
}

#[test]
fn flags_are_names_between_commas_with_or_without_one_space() {
    for (text, bits) in [
        ("None".to_owned(), 0),
        (A.to_owned(), 2),
        (format!("{A},{B}"), 34),
        (format!("{A}, {B}"), 34),
        (format!("{B}, {A}"), 34),
        ("RealmWantCrossCheck,UserWantCrossCheck, CrossCheckDone,CachedAuthentication, QuietAuthentication".to_owned(), 110),
    ] {
        assert_eq!(flags(&text), Ok(bits), "{text:?}");
    }
}

#[test]
fn other_lists_of_flags_are_refused() {
    for text in [
        "",
        " ",
        ",",
        "none",
        "None ",
        "None, None",
        &format!("None, {A}"),
        &format!("{A}, None"),
        &format!("{A},  {B}"),
        &format!("{A} , {B}"),
        &format!("{A},\t{B}"),
        &format!("{A};{B}"),
        &format!("{A} {B}"),
        &format!("{A}|{B}"),
        &format!(" {A}"),
        &format!("{A} "),
        &format!("{A},"),
        &format!("{A}, "),
        &format!(",{A}"),
        &format!("{A}, 32"),
        &A.to_lowercase(),
        &A.to_uppercase(),
        "N/A",
        "booked",
    ] {
        assert!(matches!(flags(text), Err(Problem::UnknownFlag(_))), "{text:?}");
    }
}

#[test]
fn the_flag_that_is_refused_is_pointed_at() {
    for (text, problem) in [
        (String::new(), Problem::UnknownFlag(0)),
        (format!("{A},"), Problem::UnknownFlag(A.len() + 1)),
        (format!("{A}, Unknown"), Problem::UnknownFlag(A.len() + 2)),
        (format!("{A}, {B},Unknown"), Problem::UnknownFlag(A.len() + B.len() + 3)),
        (format!("{A},{A}"), Problem::RepeatedFlag(A.len() + 1)),
        (format!("{A}, {B}, {A}"), Problem::RepeatedFlag(A.len() + B.len() + 4)),
    ] {
        assert_eq!(flags(&text), Err(problem), "{text:?}");
    }
}

#[test]
fn flags_are_also_a_decimal_number_with_its_reserved_bits() {
    for number in 0..128 {
        assert_eq!(flags(&number.to_string()), Ok(number));
    }
    for (text, problem) in [
        ("128", Problem::UnknownBit(7)),
        ("256", Problem::UnknownBit(8)),
        ("384", Problem::UnknownBit(7)),
        ("2147483648", Problem::UnknownBit(31)),
        ("4294967295", Problem::UnknownBit(7)),
        ("4294967296", Problem::Shape),
        ("99999999999999999999999", Problem::Shape),
        ("007", Problem::Shape),
        ("00", Problem::Shape),
        ("2 ", Problem::UnknownFlag(0)),
        ("2,4", Problem::UnknownFlag(0)),
        ("2.0", Problem::UnknownFlag(0)),
        ("0x2", Problem::UnknownFlag(0)),
        ("1e1", Problem::UnknownFlag(0)),
        ("-1", Problem::UnknownFlag(0)),
        ("+2", Problem::UnknownFlag(0)),
        (" 2", Problem::UnknownFlag(0)),
        ("２", Problem::UnknownFlag(0)),
    ] {
        assert_eq!(flags(text), Err(problem), "{text:?}");
    }
}

#[test]
fn flags_are_written_as_names_unless_a_bit_has_none() {
    for (bits, text) in [
        (0, "None"),
        (2, A),
        (34, "RealmWantCrossCheck, CachedAuthentication"),
        (1, "1"),
        (16, "16"),
        (17, "17"),
        (3, "3"),
        (127, "127"),
    ] {
        assert_eq!(TicketFlags::from_bits_retain(bits).to_string(), text);
    }
}

#[test]
fn flags_that_nobody_could_read_are_not_written() {
    assert_eq!(TicketFlags::from_bits_retain(0x8000_0082).to_string(), A);
    assert_eq!(TicketFlags::from_bits_retain(0x8000_0000).to_string(), "None");
}

fn outcome(string: &str, code: &str) -> Result<Option<Outcome>, ParseError> {
    let form = [("WmLogin_KeeperRetStr", string), ("WmLogin_KeeperRetVal", code)].into_iter().collect();
    read(&form).map(|response| response.outcome())
}

#[test]
fn an_outcome_is_its_string_and_its_code() {
    assert_eq!(outcome("Cancelled", "4"), Ok(Some(Outcome::Cancelled)));
    assert_eq!(outcome("Canceled", "4"), Ok(Some(Outcome::Cancelled)));
    assert_eq!(outcome("LoggedOff", "5"), Ok(Some(Outcome::LoggedOff)));
    for (string, code, string_means, code_means) in [
        ("Cancelled", "5", "Cancelled", "LoggedOff"),
        ("Canceled", "5", "Cancelled", "LoggedOff"),
        ("LoggedOff", "4", "LoggedOff", "Cancelled"),
    ] {
        let expected = ParseError::OutcomeDisagrees { string: string_means, code: code_means };
        assert_eq!(outcome(string, code), Err(expected));
    }
}

#[test]
fn other_outcomes_are_refused() {
    for (string, code, wrong) in [
        ("cancelled", "4", Field::KeeperRetStr),
        ("CANCELLED", "4", Field::KeeperRetStr),
        ("Cancelled ", "4", Field::KeeperRetStr),
        ("", "4", Field::KeeperRetStr),
        ("Success", "0", Field::KeeperRetStr),
        ("Cancelled", "", Field::KeeperRetVal),
        ("Cancelled", "04", Field::KeeperRetVal),
        ("Cancelled", "+4", Field::KeeperRetVal),
        ("Cancelled", " 4", Field::KeeperRetVal),
        ("Cancelled", "4.0", Field::KeeperRetVal),
        ("Cancelled", "-4", Field::KeeperRetVal),
        ("Cancelled", "6", Field::KeeperRetVal),
    ] {
        match outcome(string, code) {
            Err(ParseError::InvalidValue { field, error, .. }) => {
                assert_eq!((field, error.problem), (wrong, Problem::Unknown), "{string:?} {code:?}");
            }
            other => panic!("{string:?} {code:?}: {other:?}"),
        }
    }
}

#[test]
fn a_name_in_another_letter_case_is_not_documented() {
    for name in [
        "wmlogin_Ticket",
        "WMLOGIN_TICKET",
        "WmLogin_ticket",
        "WMLogin_Ticket",
        "WmLogin_UrlId",
        "WmLogin_WmId",
    ] {
        assert_eq!(Field::from_name(name), None, "{name}");
        let beside = Form::example("Version 3.0").with(name, "whatever");
        assert_eq!(read(&beside), read(&Form::example("Version 3.0")), "{name} is passed over");
    }
    let form = Form::example("Version 3.0");
    let ticket = form.get("WmLogin_Ticket").expect("a ticket").to_owned();
    let missing =
        Err(ParseError::MissingField { field: Field::Ticket, version: Some(wmlogin_types::Version::V3_0) });
    assert_eq!(read(&form.without("WmLogin_Ticket").with("WmLogin_ticket", &ticket)), missing);
}

#[test]
fn every_documented_name_is_known_in_its_letter_case_alone() {
    for field in Field::ALL.iter().copied() {
        assert_eq!(Field::from_name(field.name()), Some(field));
        assert_eq!(Field::from_name(&field.name().to_lowercase()), None);
        assert_eq!(Field::from_name(&field.name().to_uppercase()), None);
        assert_eq!(Field::from_name(field.name().trim_start_matches("WmLogin_")), None);
    }
}

/// The example of version 3.0 with this in place of the name of the ticket's field, encoded by hand.
fn parse_with_ticket_as(name: &str) -> Result<Response, ParseError> {
    let body = Form::example("Version 3.0").body();
    Response::parse(body.replace("WmLogin_Ticket=", &format!("{name}=")).as_bytes())
}

#[test]
fn an_encoded_name_is_the_name() {
    for name in ["WmLogin_Ticket", "WmLogin%5FTicket", "WmLogin%5fTicket", "%57%6D%4cogin_Ticket"] {
        assert_eq!(parse_with_ticket_as(name), read(&Form::example("Version 3.0")), "{name}");
    }
}

#[test]
fn a_name_that_is_decoded_to_another_is_not_documented() {
    let missing =
        ParseError::MissingField { field: Field::Ticket, version: Some(wmlogin_types::Version::V3_0) };
    for name in [
        "WmLogin+Ticket",
        "WmLogin_Ticket+",
        "+WmLogin_Ticket",
        "WmLogin_Ticket%20",
        "WmLogin_Ticket%00",
        "WmLogin%255FTicket",
        "WmLogin%5GTicket",
        "WmLogin%",
        "WmLogin_Ticket%5",
        "WmLogin_Ticket%FF",
    ] {
        assert_eq!(parse_with_ticket_as(name), Err(missing.clone()), "{name}");
    }
}

#[test]
fn a_field_is_repeated_however_its_name_is_encoded() {
    for name in ["WmLogin_Ticket", "WmLogin%5FTicket"] {
        for value in ["", "whatever", "%zz"] {
            let body = format!("{}&{name}={value}", Form::example("Version 3.0").body());
            let expected = ParseError::RepeatedField { field: Field::Ticket };
            assert_eq!(Response::parse(body.as_bytes()), Err(expected), "{name}={value}");
        }
    }
}

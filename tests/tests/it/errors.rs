//! The messages about a response that is refused, for every error and every problem of a value. None has a
//! credential.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write;

use insta::assert_snapshot;
use wmlogin_tests::form::Form;
use wmlogin_tests::read;
use wmlogin_types::runtime::{MAX_BODY_LENGTH, MAX_PAIRS, Problem};
use wmlogin_types::{Field, ParseError, Response};

const ERRORS: &str = concat!(
    include_str!("../../../wmlogin-runtime/src/error.rs"),
    include_str!("../../../wmlogin-runtime/src/problem.rs")
);

fn version_3() -> Form {
    Form::example("Version 3.0")
}

fn form(pairs: &[(&str, &str)]) -> Form {
    pairs.iter().copied().collect()
}

fn refusal(form: &Form) -> ParseError {
    read(form).expect_err("a refusal")
}

/// The example of version 3.0 with a value that is encoded by hand.
fn refusal_of_raw(name: &str, value: &[u8]) -> ParseError {
    let mut body = version_3().without(name).body().into_bytes();
    body.extend([b"&", name.as_bytes(), b"=", value].concat());
    Response::parse(&body).expect_err("a refusal")
}

/// One response for each error.
fn every_error() -> Vec<ParseError> {
    let cancelled = form(&[("WmLogin_KeeperRetStr", "Cancelled"), ("WmLogin_KeeperRetVal", "4")]);
    let many: Form = (0..=MAX_PAIRS).map(|index| (format!("site{index}"), "")).collect();
    vec![
        refusal(&form(&[("padding", &"x".repeat(MAX_BODY_LENGTH))])),
        refusal(&many),
        refusal(&form(&[("utm_source", "newsletter")])),
        refusal(&version_3().and("WmLogin_WMID", "123456789012")),
        refusal(&version_3().without("WmLogin_Ticket")),
        refusal(&version_3().without("WmLogin_Version")),
        refusal(&version_3().with("WmLogin_AuthType", "KeeperLight")),
        refusal(&version_3().with("WmLogin_Factor1", "Signature")),
        refusal(&version_3().with("WmLogin_WMID", "1234567890")),
        refusal(&cancelled.clone().with("WmLogin_KeeperRetVal", "5")),
        refusal(&cancelled.clone().with("WmLogin_WMID", "123456789012")),
        refusal(&cancelled.without("WmLogin_KeeperRetVal")),
    ]
}

/// One response for each problem of a value.
fn every_problem() -> Vec<ParseError> {
    vec![
        refusal(&version_3().with("WmLogin_Factor1", "Passwort")),
        refusal(&version_3().with("WmLogin_Created", "2015-01-12 14:31:29.997Z")),
        refusal(&version_3().with("WmLogin_WMID", "12345678901")),
        refusal(&version_3().with("WmLogin_WMID", "1234567890l2")),
        refusal(&version_3().with("WmLogin_Expires", "2015-02-30T14:31:29.997Z")),
        refusal(&version_3().with("WmLogin_Flags", "CrossCheckDone, Unknown")),
        refusal(&version_3().with("WmLogin_Flags", "CrossCheckDone, CrossCheckDone")),
        refusal(&version_3().with("WmLogin_Flags", "128")),
        refusal(&version_3().with("WmLogin_UserAddress", &"1".repeat(Field::MAX_VALUE_LENGTH + 1))),
        refusal_of_raw("WmLogin_UrlID", b"7afa5173%2"),
        refusal_of_raw("WmLogin_UserAddress", b"\xff\xfe"),
    ]
}

/// The first word of a value's debug text: the name of its variant.
fn variant(value: &impl std::fmt::Debug) -> String {
    format!("{value:?}")
        .split(|character: char| !character.is_alphanumeric())
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// The variants of an enum of the library, by its source: neither can be matched exhaustively from outside.
fn variants_of(name: &str) -> BTreeSet<String> {
    let (_, definition) = ERRORS.split_once(&format!("pub enum {name}")).expect("the enum");
    let (definition, _) = definition.split_once("\n}").expect("its end");
    let names = definition.lines().filter_map(|line| line.strip_prefix("    "));
    let names = names.filter(|line| line.starts_with(char::is_uppercase));
    names
        .map(|line| {
            line.split(|character: char| !character.is_alphanumeric()).next().unwrap_or(line).to_owned()
        })
        .collect()
}

fn problem(error: &ParseError) -> Problem {
    match error {
        ParseError::InvalidValue { error, .. } => error.problem,
        other => panic!("not about a value: {other}"),
    }
}

fn lines<'a>(errors: impl IntoIterator<Item = &'a ParseError>) -> String {
    errors.into_iter().fold(String::new(), |mut text, error| {
        let _ = writeln!(text, "{}: {error}", variant(error));
        text
    })
}

#[test]
fn every_error_has_a_message() {
    let errors = every_error();
    assert_eq!(errors.iter().map(variant).collect::<BTreeSet<_>>(), variants_of("ParseError"));
    assert_snapshot!(lines(&errors), @"
    BodyTooLong: the body is longer than 16384 bytes
    TooManyPairs: the body has more than 128 fields
    NoDocumentedField: not a response: it has no documented field
    RepeatedField: WmLogin_WMID occurs twice
    MissingField: WmLogin_Ticket is missing; version 3.0 requires it
    MissingField: WmLogin_Version is missing
    FieldOutsideVersion: WmLogin_AuthType does not belong to version 3.0; versions [1.0, 3.0) have it
    UnmetCondition: WmLogin_Factor1_PasswordType is only valid with WmLogin_Factor1 = Password, but WmLogin_Factor1 = Signature
    InvalidValue: WmLogin_WMID is `1234567890`: expected 12 digits (found 10 characters)
    OutcomeDisagrees: WmLogin_KeeperRetStr means Cancelled, but WmLogin_KeeperRetVal means LoggedOff
    OutcomeWithSuccess: WmLogin_WMID belongs to a success and cannot occur together with WmLogin_KeeperRetStr
    MissingField: WmLogin_KeeperRetVal is missing
    ");
}

#[test]
fn every_problem_has_a_message() {
    let errors = every_problem();
    let problems: BTreeSet<_> = errors.iter().map(|error| variant(&problem(error))).collect();
    assert_eq!(problems, variants_of("Problem"));
    assert_snapshot!(lines(&errors), @"
    InvalidValue: WmLogin_Factor1 is `Passwort`: expected None, Password, Signature, X509Certificate, Social or Enum (unknown value)
    InvalidValue: WmLogin_Created is `2015-01-12 14:31:29.997Z`: expected a date and time as yyyy-MM-ddTHH:mm:ss.fffK (invalid format)
    InvalidValue: WmLogin_WMID is `12345678901`: expected 12 digits (found 11 characters)
    InvalidValue: WmLogin_WMID is `1234567890l2`: expected 12 digits (character 11 is not allowed)
    InvalidValue: WmLogin_Expires is `2015-02-30T14:31:29.997Z`: expected a date and time as yyyy-MM-ddTHH:mm:ss.fffK (no such date and time)
    InvalidValue: WmLogin_Flags is `CrossCheckDone, Unknown`: expected None, a number, or one or more of RealmWantCrossCheck, UserWantCrossCheck, CrossCheckDone, CachedAuthentication, QuietAuthentication, separated by `,` (unknown flag at character 17)
    InvalidValue: WmLogin_Flags is `CrossCheckDone, CrossChe…`: expected None, a number, or one or more of RealmWantCrossCheck, UserWantCrossCheck, CrossCheckDone, CachedAuthentication, QuietAuthentication, separated by `,` (repeated flag at character 17)
    InvalidValue: WmLogin_Flags is `128`: expected None, a number, or one or more of RealmWantCrossCheck, UserWantCrossCheck, CrossCheckDone, CachedAuthentication, QuietAuthentication, separated by `,` (unknown bit 7)
    InvalidValue: WmLogin_UserAddress is `111111111111111111111111…`: expected an IPv4 or IPv6 address (longer than 256 bytes)
    InvalidValue: WmLogin_UrlID is `7afa5173%2`: expected a GUID with hyphens, such as 00000000-0000-0000-0000-000000000000 (`%` is not followed by two hexadecimal digits)
    InvalidValue: WmLogin_UserAddress is `��`: expected an IPv4 or IPv6 address (not valid UTF-8)
    ");
}

#[test]
fn every_type_says_what_it_expects() {
    const WRONG: &str = "? ?";
    let of_version_3: Vec<_> =
        version_3().pairs().iter().map(|(name, _)| refusal(&version_3().with(name, WRONG))).collect();
    let of_version_1 = ["WmLogin_AuthType", "WmLogin_Created"]
        .map(|name| refusal(&Form::example("Version 1.0").with(name, WRONG)));
    let of_outcomes = [(WRONG, "4"), ("Cancelled", WRONG)].map(|(string, code)| {
        refusal(&form(&[("WmLogin_KeeperRetStr", string), ("WmLogin_KeeperRetVal", code)]))
    });
    let all = of_version_3.iter().chain(&of_version_1).chain(&of_outcomes);
    assert_snapshot!(lines(all), @"
    InvalidValue: WmLogin_Created is `? ?`: expected a date and time as yyyy-MM-ddTHH:mm:ss.fffK (invalid format)
    InvalidValue: WmLogin_Expires is `? ?`: expected a date and time as yyyy-MM-ddTHH:mm:ss.fffK (invalid format)
    InvalidValue: WmLogin_Factor1 is `? ?`: expected None, Password, Signature, X509Certificate, Social or Enum (unknown value)
    InvalidValue: WmLogin_Factor1_PasswordType is `? ?`: expected Unspecified, WebPro, WinPro, Standard or Mobile (unknown value)
    InvalidValue: WmLogin_Factor2 is `? ?`: expected Unavailable, None, Sms or Enum (unknown value)
    InvalidValue: WmLogin_Factor2_EnumType is `? ?`: expected Unspecified, Application, Sms or Fingerprint (unknown value)
    InvalidValue: WmLogin_Flags is `? ?`: expected None, a number, or one or more of RealmWantCrossCheck, UserWantCrossCheck, CrossCheckDone, CachedAuthentication, QuietAuthentication, separated by `,` (unknown flag at character 1)
    InvalidValue: WmLogin_LastAccess is `? ?`: expected a date and time as yyyy-MM-ddTHH:mm:ss.fffK (invalid format)
    InvalidValue: WmLogin_ReadId is <redacted>: expected 1 to 128 visible ASCII characters (character 2 is not allowed)
    InvalidValue: WmLogin_Ticket is <redacted>: expected 32 to 48 characters out of a-zA-Z0-9/$! (character 1 is not allowed)
    InvalidValue: WmLogin_UrlID is `? ?`: expected a GUID with hyphens, such as 00000000-0000-0000-0000-000000000000 (found 3 characters)
    InvalidValue: WmLogin_UserAddress is `? ?`: expected an IPv4 or IPv6 address (invalid format)
    InvalidValue: WmLogin_Version is `? ?`: expected 10, 11, 20 or 30 (unknown value)
    InvalidValue: WmLogin_WMID is `? ?`: expected 12 digits (character 1 is not allowed)
    InvalidValue: WmLogin_AuthType is `? ?`: expected KeeperClassic, KeeperLight, Enum, Telepat, Fingerprint, KeeperMini, EnumViaSms, KeeperMiniSocial or PasswordSms (unknown value)
    InvalidValue: WmLogin_Created is `? ?`: expected a date and time as dd.MM.yyyy HH:mm:ss (invalid format)
    InvalidValue: WmLogin_KeeperRetStr is `? ?`: expected Cancelled or LoggedOff (unknown value)
    InvalidValue: WmLogin_KeeperRetVal is `? ?`: expected 4 or 5 (unknown value)
    ");
}

#[test]
fn a_message_is_one_line_of_bounded_length() {
    let hostile = "\r\n\t\u{202e}\u{1b}[31m\u{0}`'\"\\".repeat(50);
    let errors = [
        refusal(&version_3().with("WmLogin_WMID", &hostile)),
        refusal(&version_3().with("WmLogin_Flags", &hostile)),
        refusal(&version_3().with("WmLogin_UserAddress", &"1".repeat(10_000))),
    ];
    for error in every_error().iter().chain(&every_problem()).chain(&errors) {
        for text in [error.to_string(), format!("{error:?}")] {
            assert!(text.len() <= 1_000, "{} bytes: {text}", text.len());
            assert!(
                !text.contains(|character: char| character.is_control() || character == '\u{202e}'),
                "{text:?}"
            );
        }
    }
}

#[test]
fn a_value_is_cut_and_escaped() {
    let message = |value: &str| refusal(&version_3().with("WmLogin_WMID", value)).to_string();
    assert_snapshot!(
        [
            message(&"0".repeat(24)),
            message(&"0".repeat(25)),
            message(&"é".repeat(25)),
            message("line\r\nbreak"),
            message("\u{202e}210987654321"),
            message("`quoted`"),
        ]
        .join("\n"),
        @r"
    WmLogin_WMID is `000000000000000000000000`: expected 12 digits (found 24 characters)
    WmLogin_WMID is `000000000000000000000000…`: expected 12 digits (found 25 characters)
    WmLogin_WMID is `éééééééééééééééééééééééé…`: expected 12 digits (character 1 is not allowed)
    WmLogin_WMID is `line\r\nbreak`: expected 12 digits (character 1 is not allowed)
    WmLogin_WMID is `\u{202e}210987654321`: expected 12 digits (character 1 is not allowed)
    WmLogin_WMID is ``quoted``: expected 12 digits (character 1 is not allowed)
    "
    );
}

#[test]
fn the_beginning_of_a_value_is_shown_even_if_it_cannot_be_decoded() {
    let too_long =
        refusal(&version_3().with("WmLogin_UserAddress", &"1".repeat(Field::MAX_VALUE_LENGTH + 1)))
            .to_string();
    assert!(too_long.contains(&format!("`{}…`", "1".repeat(24))), "{too_long}");
    let escape = refusal_of_raw("WmLogin_UrlID", b"7afa5173%2").to_string();
    assert!(escape.contains("`7afa5173%2`"), "{escape}");
}

#[test]
fn a_credential_in_the_wrong_field_is_cut_far_below_its_length() {
    let ticket = version_3().get("WmLogin_Ticket").expect("a ticket").to_owned();
    let error = refusal(&version_3().with("WmLogin_WMID", &ticket));
    for text in [error.to_string(), format!("{error:?}")] {
        assert!(!text.contains(&ticket[..25]), "{text}");
    }
}

#[test]
fn an_error_says_everything_itself() {
    // With a cause that its text repeats, a log of the whole chain would say it twice.
    for error in every_error().iter().chain(&every_problem()) {
        assert!(error.source().is_none(), "{error}");
    }
}

#[test]
fn the_kind_of_an_error_is_its_variant_in_snake_case() {
    for error in every_error() {
        let words = variant(&error).chars().fold(String::new(), |mut words, character| {
            words.extend(character.is_uppercase().then_some('_'));
            words.extend(character.to_lowercase());
            words
        });
        assert_eq!(error.kind(), words.trim_start_matches('_'));
    }
}

#[test]
fn an_error_names_its_field_as_its_text_does() {
    for error in every_error() {
        let text = error.to_string();
        match error.field() {
            Some(field) => assert!(text.contains(field.name()), "{field} is not in: {text}"),
            None => assert!(!text.contains("WmLogin_"), "{text}"),
        }
    }
}

#[test]
fn errors_can_be_sent_between_threads() {
    fn check<T: Error + Send + Sync + 'static>() {}
    check::<ParseError>();
    check::<wmlogin_types::runtime::ValueError>();
}

/// Credentials that are refused, each in its own way. All share a part that must not be shown.
fn malformed_credentials() -> Vec<ParseError> {
    const SECRET: &str = "SeCrEt";
    let too_long = SECRET.repeat(100);
    let mut errors: Vec<_> = ["WmLogin_Ticket", "WmLogin_ReadId"]
        .into_iter()
        .flat_map(|name| {
            [
                refusal(&version_3().with(name, &format!("{SECRET} {SECRET}"))),
                refusal(&version_3().with(name, &format!("{}é", SECRET.repeat(6)))),
                refusal(&version_3().with(name, &too_long)),
                refusal_of_raw(name, format!("{SECRET}%zz{SECRET}").as_bytes()),
                refusal_of_raw(name, &[SECRET.as_bytes(), b"\xff", SECRET.as_bytes()].concat()),
            ]
        })
        .collect();
    errors.push(refusal(&version_3().with("WmLogin_Ticket", SECRET)));
    errors
        .push(refusal(&version_3().with("WmLogin_Ticket", &SECRET.repeat(6)).and("WmLogin_Ticket", SECRET)));
    errors.push(refusal(&version_3().with("WmLogin_Ticket", &SECRET.repeat(6)).without("WmLogin_WMID")));
    errors
}

#[test]
fn a_malformed_credential_is_not_shown() {
    assert_snapshot!(lines(&malformed_credentials()), @"
    InvalidValue: WmLogin_Ticket is <redacted>: expected 32 to 48 characters out of a-zA-Z0-9/$! (character 7 is not allowed)
    InvalidValue: WmLogin_Ticket is <redacted>: expected 32 to 48 characters out of a-zA-Z0-9/$! (character 37 is not allowed)
    InvalidValue: WmLogin_Ticket is <redacted>: expected 32 to 48 characters out of a-zA-Z0-9/$! (longer than 256 bytes)
    InvalidValue: WmLogin_Ticket is <redacted>: expected 32 to 48 characters out of a-zA-Z0-9/$! (`%` is not followed by two hexadecimal digits)
    InvalidValue: WmLogin_Ticket is <redacted>: expected 32 to 48 characters out of a-zA-Z0-9/$! (not valid UTF-8)
    InvalidValue: WmLogin_ReadId is <redacted>: expected 1 to 128 visible ASCII characters (character 7 is not allowed)
    InvalidValue: WmLogin_ReadId is <redacted>: expected 1 to 128 visible ASCII characters (character 37 is not allowed)
    InvalidValue: WmLogin_ReadId is <redacted>: expected 1 to 128 visible ASCII characters (longer than 256 bytes)
    InvalidValue: WmLogin_ReadId is <redacted>: expected 1 to 128 visible ASCII characters (`%` is not followed by two hexadecimal digits)
    InvalidValue: WmLogin_ReadId is <redacted>: expected 1 to 128 visible ASCII characters (not valid UTF-8)
    InvalidValue: WmLogin_Ticket is <redacted>: expected 32 to 48 characters out of a-zA-Z0-9/$! (found 6 characters)
    RepeatedField: WmLogin_Ticket occurs twice
    MissingField: WmLogin_WMID is missing; version 3.0 requires it
    ");
}

#[test]
fn no_part_of_a_credential_is_in_an_error() {
    for error in malformed_credentials() {
        for text in [error.to_string(), format!("{error:?}"), format!("{error:#?}")] {
            assert!(!text.contains("SeC"), "{text}");
        }
    }
}

#[test]
fn no_part_of_a_credential_is_in_the_debug_text_of_a_response() {
    for title in ["Version 1.0", "Version 1.1", "Version 2.0", "Version 3.0"] {
        let form = Form::example(title);
        let response = read(&form).expect("an example");
        let text = format!("{response:?}{response:#?}");
        for name in ["WmLogin_Ticket", "WmLogin_ReadId"] {
            let secret = form.get(name).expect("a credential");
            for part in secret.as_bytes().windows(4) {
                let part = str::from_utf8(part).expect("ASCII");
                assert!(!text.contains(part), "{title} shows `{part}` of {name}");
            }
        }
    }
}

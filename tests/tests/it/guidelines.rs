//! What a user of Rust expects of a value, of every public type of values.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use serde::Serialize;
use serde::de::DeserializeOwned;
use wmlogin_types::pages::{authentication, log_off};
use wmlogin_types::services::authorize;
use wmlogin_types::{
    AuthType, CertificateAftercare, CertificateFile, CertificateStep, CertificateSubject, DottedTime,
    EnumType, Factor1Type, Factor2Type, Field, IsoTime, Outcome, PasswordType, ReadId, ResultCode,
    SocialNetwork, Status, Ticket, TicketFlags, UrlId, Version, Wmid,
};

/// `FromStr`, `TryFrom` and `Deserialize` are the inverse of `Display`, and padding works.
fn check<T>(values: &[T])
where
    T: Clone + Debug + Display + PartialEq + FromStr<Err: Debug> + Serialize + DeserializeOwned,
    T: for<'a> TryFrom<&'a str, Error: Debug>,
{
    assert!(!values.is_empty());
    for value in values {
        let text = value.to_string();
        assert_eq!(&text.parse::<T>().expect("what it prints"), value);
        assert_eq!(&T::try_from(text.as_str()).expect("what it prints"), value);
        assert_eq!(format!("{value:>90}|"), format!("{text:>90}|"));
        assert_eq!(format!("{value:-^90}|"), format!("{text:-^90}|"));
        let json = serde_json::to_string(value).expect("JSON");
        assert_eq!(&serde_json::from_str::<T>(&json).expect("what it serializes"), value);
    }
}

fn check_names<T>(values: &[T])
where
    T: Clone + Debug + Display + PartialEq + FromStr<Err: Debug> + Serialize + DeserializeOwned + AsRef<str>,
    T: for<'a> TryFrom<&'a str, Error: Debug>,
{
    check(values);
    assert!(values.iter().all(|value| value.as_ref() == value.to_string()));
}

fn check_numbers<T: Copy + Debug + PartialEq + TryFrom<i32, Error: Debug>>(
    values: &[T],
    number: impl Fn(T) -> i32,
) {
    for value in values.iter().copied() {
        assert_eq!(T::try_from(number(value)).expect("its number"), value);
    }
}

fn read<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().expect("a value")
}

#[test]
fn enums_are_read_as_they_print() {
    check_names(AuthType::ALL);
    check_names(Factor1Type::ALL);
    check_names(Factor2Type::ALL);
    check_names(PasswordType::ALL);
    check_names(EnumType::ALL);
    check_names(SocialNetwork::ALL);
    check_names(CertificateAftercare::ALL);
    check_names(CertificateFile::ALL);
    check_names(CertificateStep::ALL);
    check_names(CertificateSubject::ALL);
}

#[test]
fn codes_are_read_as_they_print_coined_names_too() {
    check_names(Status::ALL);
    check_names(ResultCode::ALL);
    check_names(Outcome::ALL);
}

#[test]
fn names_of_what_is_sent_are_read_as_they_print() {
    check_names(Field::ALL);
    check_names(authentication::Parameter::ALL);
    check_names(log_off::Parameter::ALL);
    check_names(authorize::Element::ALL);
    check_names(authorize::Attribute::ALL);
}

#[test]
fn what_has_a_number_is_made_of_it() {
    check_numbers(AuthType::ALL, AuthType::id);
    check_numbers(Factor1Type::ALL, Factor1Type::id);
    check_numbers(Factor2Type::ALL, Factor2Type::id);
    check_numbers(Status::ALL, Status::id);
    check_numbers(ResultCode::ALL, ResultCode::id);
}

#[test]
fn other_values_are_read_as_they_print() {
    check(Version::ALL);
    check(&[TicketFlags::empty(), TicketFlags::CROSS_CHECK_DONE | TicketFlags::USER_WANT_CROSS_CHECK]);
    check_names(&[read::<Wmid>("000000000012")]);
    check_names(&[read::<UrlId>("7AFA5173-bddb-453a-adce-99fb012ceb71")]);
    check(&[read::<DottedTime>("12.01.2015 14:25:22")]);
    check(&[read::<IsoTime>("2015-01-12T14:31:29.997Z")]);
}

#[test]
fn credentials_are_read_and_never_printed() {
    let ticket: Ticket = read("AAue4ZuLBEaVsQr8k1B7PKQ5C3TJ5NUMk47D3tgJpa4kHQsA");
    let read_id: ReadId = read("R4G9izsZWeCBU2N2UDmaPUG5pNGzj1dWUkSpZZM6mdE71NNxvRWd5H9mh4wTrb3o");
    assert_eq!(Ticket::try_from(ticket.reveal()), Ok(ticket.clone()));
    assert_eq!(ReadId::try_from(read_id.reveal()), Ok(read_id.clone()));
    let shown = format!("{ticket:?} {read_id:?}");
    assert!(!shown.contains("AAue") && !shown.contains("R4G9"), "{shown}");
}

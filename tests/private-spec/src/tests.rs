//! The names that only this site's spec has, in typed code.

use super::login::{
    AuthType, EXAMPLES, EnumType, Factor1, Factor2, Field, ParseError, PasswordType, Response, Success,
    SuccessV3_1, TicketFlags, Version,
};
use super::wants_confirmation;

/// The fields of an example of the spec.
fn example(title: &str) -> Vec<(&'static str, &'static str)> {
    EXAMPLES.iter().find(|example| example.title == title).expect("an example").fields.to_vec()
}

fn built() -> SuccessV3_1 {
    SuccessV3_1 {
        created: "2015-01-12T14:31:29.997Z".parse().expect("a time"),
        expires: "2015-01-12T15:31:29.997Z".parse().expect("a time"),
        factor1: Factor1::Password(PasswordType::WebPro),
        factor2: Factor2::Enum(EnumType::Application),
        flags: TicketFlags::CROSS_CHECK_DONE | TicketFlags::NEW_DEVICE,
        last_access: "2015-01-12T14:31:29.997Z".parse().expect("a time"),
        read_id: "R4G9izsZWeCBU2N2UDmaPUG5pNGzj1dWUkSpZZM6mdE71NNxvRWd5H9mh4wTrb3o2RnK2dfyoist2BNtAHtY3uB"
            .parse()
            .expect("a read id"),
        ticket: "AAue4ZuLBEaVsQr8k1B7PKQ5C3TJ5NUMk47D3tgJpa4kHQsA".parse().expect("a ticket"),
        url_id: "7afa5173-bddb-453a-adce-99fb012ceb73".parse().expect("a GUID"),
        user_address: "123.45.67.89".parse().expect("an address"),
        wmid: "123456789012".parse().expect("a WMID"),
        previous_auth_type: AuthType::Passkey,
    }
}

#[test]
fn a_response_of_the_new_version_is_built_written_and_read() {
    let response = Response::from(built());
    let pairs: Vec<_> = response.to_pairs();
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(pairs, example("Version 3.1"));
    assert_eq!(Response::parse(response.to_form().as_bytes()), Ok(response));
}

#[test]
fn the_new_version_is_the_latest() {
    assert_eq!(Version::ALL.last(), Some(&Version::V3_1));
    assert!(Version::V3_0 < Version::V3_1);
    assert_eq!((Version::V3_1.name(), Version::V3_1.value()), ("3.1", 31));
}

#[test]
fn the_new_field_belongs_to_the_new_version_alone() {
    for version in ["Version 1.0", "Version 1.1", "Version 2.0", "Version 3.0"] {
        let mut fields = example(version);
        fields.push(("WmLogin_PreviousAuthType", "KeeperLight"));
        match Response::from_pairs(fields) {
            Err(ParseError::FieldOutsideVersion { field: Field::PreviousAuthType, .. }) => {}
            other => panic!("{version}: {other:?}"),
        }
    }
    let mut fields = example("Version 3.1");
    fields.retain(|(name, _)| *name != "WmLogin_PreviousAuthType");
    let missing = ParseError::MissingField { field: Field::PreviousAuthType, version: Some(Version::V3_1) };
    assert_eq!(Response::from_pairs(fields), Err(missing));
    assert_eq!(Field::PreviousAuthType.interval(), Some("[3.1,)"));
}

#[test]
fn the_new_method_has_its_id_and_is_read_where_methods_are() {
    assert_eq!((AuthType::Passkey.id(), AuthType::from_id(10)), (10, Some(AuthType::Passkey)));
    let fields = example("Version 2.0").into_iter();
    let fields =
        fields.map(|(name, value)| (name, if name == "WmLogin_AuthType" { "Passkey" } else { value }));
    let response = Response::from_pairs(fields).expect("a response");
    assert_eq!(response.success().and_then(Success::auth_type), Some(AuthType::Passkey));
}

#[test]
fn the_new_flag_is_read_and_written_by_name_and_number() {
    assert_eq!("NewDevice".parse(), Ok(TicketFlags::NEW_DEVICE));
    assert_eq!("128".parse(), Ok(TicketFlags::NEW_DEVICE));
    assert_eq!(
        (TicketFlags::CROSS_CHECK_DONE | TicketFlags::NEW_DEVICE).to_string(),
        "CrossCheckDone, NewDevice"
    );
    assert_eq!((TicketFlags::RESERVED | TicketFlags::NEW_DEVICE).to_string(), "145");
}

#[test]
fn what_the_spec_shares_with_the_documents_is_still_read() {
    for example in EXAMPLES {
        let response = Response::from_pairs(example.fields.iter().copied());
        assert!(response.is_ok(), "{}: {response:?}", example.title);
    }
    assert_eq!(EXAMPLES.len(), 7);
}

#[test]
fn the_sites_own_code_uses_the_new_names() {
    let after =
        |previous_auth_type| wants_confirmation(&SuccessV3_1 { previous_auth_type, ..built() }.into());
    assert_eq!([AuthType::KeeperLight, AuthType::Passkey].map(after), [true, false]);
}

use std::net::Ipv4Addr;

use chrono::{DateTime, TimeDelta, Utc};
use wmlogin_types::{
    AuthType, EnumType, Factor1, Factor1Type, Factor2, Factor2Type, Field, PasswordType, Success,
    TicketFlags, Version, Wmid,
};

use super::{Approval, ApprovalError, answer};
use crate::settings::{Settings, SiteSettings};

fn site(version: Version) -> SiteSettings {
    Settings::default().sites.remove(0).version(version)
}

fn user() -> Wmid {
    "123456789012".parse().expect("a WMID")
}

fn approval(method: AuthType) -> Approval {
    Approval::new(user(), method, Ipv4Addr::LOCALHOST)
}

fn by_factors(factor1: Factor1Type, factor2: Factor2Type) -> Approval {
    Approval::by_factors(user(), Ipv4Addr::LOCALHOST)
        .field(Field::Factor1, factor1.name())
        .field(Field::Factor2, factor2.name())
}

fn success(site: &SiteSettings, approval: &Approval) -> Result<Success, ApprovalError> {
    let now: DateTime<Utc> = "2015-01-12T14:31:29.997Z".parse().expect("a time");
    answer(site, approval, now, TimeDelta::hours(1)).map(|answer| answer.success)
}

#[test]
fn a_method_has_the_factors_that_imply_it() {
    let table = [
        (AuthType::KeeperClassic, Factor1::Signature, Factor2::None),
        (AuthType::KeeperLight, Factor1::X509Certificate, Factor2::None),
        (AuthType::Enum, Factor1::Enum(EnumType::Unspecified), Factor2::None),
        (AuthType::Telepat, Factor1::Password(PasswordType::Mobile), Factor2::None),
        (AuthType::KeeperMini, Factor1::Password(PasswordType::Standard), Factor2::None),
        (AuthType::KeeperMiniSocial, Factor1::Social, Factor2::None),
        (AuthType::PasswordSms, Factor1::Password(PasswordType::WebPro), Factor2::Sms),
    ];
    for (method, factor1, factor2) in table {
        let success = success(&site(Version::V3_0), &approval(method)).expect("an answer");
        assert_eq!((success.factor1(), success.factor2()), (Some(factor1), Some(factor2)), "{method}");
        assert_eq!(success.inferred_auth_type(), Some(method));
    }
}

#[test]
fn an_old_version_can_say_any_method() {
    for method in AuthType::ALL.iter().copied() {
        let success = success(&site(Version::V1_0), &approval(method)).expect("an answer");
        assert_eq!(success.auth_type(), Some(method));
    }
}

#[test]
fn factors_imply_the_method() {
    let approval = by_factors(Factor1Type::Password, Factor2Type::Enum)
        .field(Field::Factor1PasswordType, PasswordType::WinPro.name());
    for version in Version::ALL.iter().copied() {
        let success = success(&site(version), &approval).expect("an answer");
        let said = success.auth_type().or(success.inferred_auth_type());
        assert_eq!(said, Some(AuthType::PasswordSms), "{version}");
    }
}

#[test]
fn factors_that_imply_nothing_go_where_no_method_is_named() {
    let approval = by_factors(Factor1Type::Password, Factor2Type::None)
        .field(Field::Factor1PasswordType, PasswordType::WebPro.name());
    let answered = success(&site(Version::V3_0), &approval).expect("an answer");
    assert_eq!(answered.inferred_auth_type(), None);
    let refused = success(&site(Version::V2_0), &approval);
    assert!(matches!(refused, Err(ApprovalError::NoMethod(Version::V2_0))), "{refused:?}");
    let named = Approval { auth_type: Some(AuthType::Fingerprint), ..approval };
    let answered = success(&site(Version::V2_0), &named).expect("an answer");
    assert_eq!(answered.auth_type(), Some(AuthType::Fingerprint));
}

#[test]
fn what_the_site_prefers_does_not_break_a_method() {
    let site = site(Version::V3_0).field(Field::Factor2, Factor2Type::Enum.name());
    let factor2 = |method| success(&site, &approval(method)).expect("an answer").factor2();
    assert_eq!(factor2(AuthType::PasswordSms), Some(Factor2::Enum(EnumType::Application)));
    assert_eq!(factor2(AuthType::KeeperMini), Some(Factor2::None));
}

#[test]
fn flags_of_the_site_and_of_the_login_are_answered() {
    let site = site(Version::V1_1).flags(TicketFlags::REALM_WANT_CROSS_CHECK);
    let approval = approval(AuthType::KeeperLight).flags(TicketFlags::CACHED_AUTHENTICATION);
    let flags = success(&site, &approval).expect("an answer").flags();
    assert_eq!(flags, TicketFlags::REALM_WANT_CROSS_CHECK | TicketFlags::CACHED_AUTHENTICATION);
}

#[test]
fn what_cannot_be_said_is_an_error() {
    let message = |approval: &Approval| {
        success(&site(Version::V3_0), approval).map(drop).map_err(|error| error.to_string())
    };
    let contradiction = approval(AuthType::KeeperLight).field(Field::Factor1, Factor1Type::Signature.name());
    insta::assert_snapshot!(message(&contradiction).unwrap_err(), @"no factors of version 3.0 go with the method KeeperLight, WmLogin_Factor1=Signature");
    insta::assert_snapshot!(message(&approval(AuthType::Fingerprint)).unwrap_err(), @"no factors of version 3.0 go with the method Fingerprint");
    insta::assert_snapshot!(message(&approval(AuthType::Telepat).field(Field::Wmid, "12")).unwrap_err(), @"the answer would not be as documented: WmLogin_WMID is `12`: expected 12 digits (found 2 characters)");
}

#[test]
fn every_combination_of_factors_is_answered_as_it_was_chosen() {
    let version = Version::V3_0;
    let choices = |field: Field| field.choices().iter().map(wmlogin_types::Row::name);
    for (first, second) in
        choices(Field::Factor1).flat_map(|it| choices(Field::Factor2).map(move |to| (it, to)))
    {
        let approval = Approval::by_factors(user(), Ipv4Addr::LOCALHOST)
            .field(Field::Factor1, first)
            .field(Field::Factor2, second);
        let success = success(&site(version), &approval).expect("an answer");
        let kinds =
            (success.factor1().map(|it| it.kind().name()), success.factor2().map(|it| it.kind().name()));
        assert_eq!(kinds, (Some(first), Some(second)));
    }
}

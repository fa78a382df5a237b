use chrono::{TimeDelta, Timelike};
use wmlogin_types::services::authorize::{Attribute, Element, Reason, Table};
use wmlogin_types::{AuthType, Factor1Type, Factor2Type, Field, PasswordType, Version};

use super::{ADDRESS, Settings, allow, approval, question, site, state, user, with, without};
use crate::answer::Approval;
use crate::authorize::Verdict;
use crate::settings::{Person, SiteSettings};
use crate::state::State;

/// A site of the same owner, and one of another.
fn sites(version: Version) -> [SiteSettings; 3] {
    let url = || "https://other.example/".parse().expect("a URL");
    let sister =
        SiteSettings::new(site().owner, super::parsed("7afa5173-bddb-453a-adce-99fb012ceb72"), url());
    let stranger = SiteSettings::new(
        super::parsed("000000000009"),
        super::parsed("7afa5173-bddb-453a-adce-99fb012ceb79"),
        url(),
    );
    [site(), sister, stranger].map(|site| site.version(version))
}

/// For every wrong text of an element, the reason that it is refused for.
const WRONG: [(Element, &str, Reason); 12] = [
    (Element::SiteHolder, "1", Reason::Unreadable),
    (Element::SiteHolder, "000000000002", Reason::OwnerUnknown),
    (Element::SiteHolder, "000000000009", Reason::UrlUnknown),
    (Element::User, "", Reason::Unreadable),
    (Element::User, "123456789013", Reason::TicketOfAnother),
    (Element::Ticket, "AAue4ZuLBEaVsQr8k1B7PKQ5C3TJ5NUMk47D3tgJpa4kHQsA", Reason::TicketUnknown),
    (Element::UrlId, "7afa5173-bddb-453a-adce-99fb012ceb70", Reason::UrlUnknown),
    (Element::UrlId, "7afa5173-bddb-453a-adce-99fb012ceb72", Reason::TicketOfAnother),
    (Element::AuthType, "KeeperLite", Reason::Unreadable),
    (Element::AuthType, "", Reason::MethodDiffers),
    (Element::UserAddress, "123.45.67", Reason::Unreadable),
    (Element::UserAddress, "123.45.67.88", Reason::AddressDiffers),
];

#[test]
fn every_difference_is_refused_for_its_reason_in_every_table() {
    for (version, table) in
        Version::ALL.iter().copied().flat_map(|it| Table::ALL.iter().copied().map(move |table| (it, table)))
    {
        let state = state(Settings::new(sites(version)).table(table));
        for method in state.methods(&site(), None) {
            let success = allow(&state, &site().url_id, &approval(method));
            let right = question(&site().owner, &success);
            let other = AuthType::ALL.iter().copied().find(|other| *other != method).expect("another method");
            let other_method = [(Element::AuthType, other.name(), Reason::MethodDiffers)];
            for (element, text, reason) in WRONG.into_iter().chain(other_method) {
                let verdict = state.authorize(&with(&right, element, text));
                let code = reason.code(table);
                assert_eq!(
                    (
                        verdict.reason,
                        verdict.answer.retval,
                        verdict.answer.sval.as_deref().unwrap_or_default()
                    ),
                    (Some(reason), code.id(), code.sent_name().unwrap_or_default()),
                    "{version} {method}: {element} = {text}"
                );
                assert!(!verdict.is_confirmed());
                forget_wrong_tickets(&state);
            }
            assert!(state.authorize(&right).is_confirmed(), "{version} {method}");
        }
    }
}

/// The text of an attribute of the answer.
fn text(verdict: &Verdict, attribute: Attribute) -> Option<String> {
    verdict.attributes().into_iter().find(|(other, _)| *other == attribute).map(|(_, text)| text)
}

fn forget_wrong_tickets(state: &State) {
    state.memory().0.wrong_tickets = super::super::Expiring::new(10);
}

#[test]
fn a_missing_element_is_refused() {
    let state = state(Settings::new([site()]));
    let right = question(&site().owner, &allow(&state, &site().url_id, &approval(AuthType::KeeperLight)));
    for element in Element::ALL.iter().copied() {
        let verdict = state.authorize(&without(&right, element));
        assert_eq!(verdict.reason, Some(Reason::Unreadable), "{element}");
        let note = state.journal().pop().expect("an entry").note;
        assert_eq!(note, format!("{element} is missing"));
    }
}

#[test]
fn a_site_can_have_a_table_of_its_own() {
    let state = state(Settings::new([site().table(Table::ResultCode)]).table(Table::Status));
    let right = question(&site().owner, &allow(&state, &site().url_id, &approval(AuthType::KeeperLight)));
    let of_another = with(&right, Element::UserAddress, "::1");
    assert_eq!(
        state.authorize(&of_another).answer.retval,
        Reason::AddressDiffers.code(Table::ResultCode).id()
    );
    let of_the_owner = with(&of_another, Element::UrlId, "7afa5173-bddb-453a-adce-99fb012ceb70");
    assert_eq!(state.authorize(&of_the_owner).answer.retval, Reason::UrlUnknown.code(Table::ResultCode).id());
    let of_no_site = with(&of_the_owner, Element::SiteHolder, "999999999999");
    assert_eq!(state.authorize(&of_no_site).answer.retval, Reason::OwnerUnknown.code(Table::Status).id());
    // 12 has another meaning in the other table.
    let unreadable = with(&right, Element::UserAddress, "nowhere");
    assert_eq!(state.authorize(&unreadable).answer.retval, Reason::Unreadable.code(Table::ResultCode).id());
    for named in [site().url_id.to_string().to_uppercase(), site().owner.to_string()] {
        let verdict = state.refused(Reason::Unreadable, format!("<{named}").as_bytes());
        assert_eq!(verdict.answer.retval, Reason::Unreadable.code(Table::ResultCode).id(), "{named}");
    }
    let verdict = state.refused(Reason::Unreadable, b"<");
    assert_eq!(verdict.answer.retval, Reason::Unreadable.code(Table::Status).id());
}

#[test]
fn sites_of_the_first_versions_have_the_table_of_their_age() {
    for version in Version::ALL.iter().copied() {
        let state = state(Settings::new([site().version(version)]));
        let table = if version < Version::V2_0 { Table::ResultCode } else { Table::Status };
        let right = question(&site().owner, &allow(&state, &site().url_id, &approval(AuthType::KeeperLight)));
        let of_another = with(&right, Element::UserAddress, "::1");
        let code = Reason::AddressDiffers.code(table).id();
        assert_eq!(state.authorize(&of_another).answer.retval, code, "{version}");
    }
}

#[test]
fn only_configured_people_are_known_if_the_settings_say_so() {
    let settings = Settings::new([site()]).people([Person::new(user(), "A user")]).strict_people();
    let state = state(settings);
    let right = question(&site().owner, &allow(&state, &site().url_id, &approval(AuthType::KeeperLight)));
    assert!(state.authorize(&right).is_confirmed());
    let verdict = state.authorize(&with(&right, Element::User, "123456789013"));
    assert_eq!(verdict.reason, Some(Reason::UserUnknown));
    let stranger = Approval::new(super::parsed("123456789013"), AuthType::KeeperLight, ADDRESS);
    assert!(state.issue(&site().url_id, &stranger).is_err());
}

#[test]
fn a_ticket_ends_at_the_very_second() {
    for version in Version::ALL.iter().copied() {
        let site = site().version(version);
        let state = state(Settings::new([site.clone()]));
        let success = allow(&state, &site.url_id, &approval(AuthType::KeeperLight));
        let right = question(&site.owner, &success);
        let left = success.expires() - state.clock().now();
        state.clock().advance(left - TimeDelta::milliseconds(1));
        assert!(state.authorize(&right).is_confirmed(), "{version}");
        state.clock().advance(TimeDelta::milliseconds(1));
        assert_eq!(state.authorize(&right).reason, Some(Reason::TicketExpired), "{version}");
        state.clock().advance(TimeDelta::seconds(600));
        assert_eq!(state.authorize(&right).reason, Some(Reason::TicketUnknown), "{version}");
    }
}

#[test]
fn confirming_refreshes_the_last_access_and_refusing_does_not() {
    let site = site().version(Version::V3_0);
    let state = state(Settings::new([site.clone()]));
    let success = allow(&state, &site.url_id, &approval(AuthType::KeeperLight));
    let right = question(&site.owner, &success);
    let last_access = || text(&state.authorize(&right), Attribute::LastAccess);
    assert_eq!(last_access().as_deref(), Some("2015-01-12T14:31:29.997Z"));
    state.clock().advance(TimeDelta::seconds(10));
    assert_eq!(
        text(&state.authorize(&with(&right, Element::UserAddress, "::1")), Attribute::LastAccess),
        None
    );
    assert_eq!(last_access().as_deref(), Some("2015-01-12T14:31:29.997Z"));
    state.clock().advance(TimeDelta::seconds(10));
    let verdict = state.authorize(&right);
    assert_eq!(text(&verdict, Attribute::LastAccess).as_deref(), Some("2015-01-12T14:31:39.997Z"));
    assert_eq!(text(&verdict, Attribute::Expires).as_deref(), Some("2015-01-12T15:31:29.997Z"));
}

#[test]
fn guessing_blocks_even_the_right_ticket_for_a_while() {
    let state = state(Settings::new([site()]));
    let right = question(&site().owner, &allow(&state, &site().url_id, &approval(AuthType::KeeperLight)));
    let wrong = with(&right, Element::Ticket, &"A".repeat(48));
    for guess in 1..=5 {
        assert!(state.authorize(&right).is_confirmed(), "before guess {guess}");
        assert_eq!(state.authorize(&wrong).reason, Some(Reason::TicketUnknown), "guess {guess}");
    }
    assert_eq!(state.authorize(&right).reason, Some(Reason::UserBlocked));
    state.clock().advance(TimeDelta::milliseconds(299_999));
    assert_eq!(state.authorize(&wrong).reason, Some(Reason::UserBlocked));
    state.clock().advance(TimeDelta::milliseconds(1));
    assert!(state.authorize(&right).is_confirmed());
    assert_eq!(state.authorize(&wrong).reason, Some(Reason::TicketUnknown));
}

#[test]
fn wrong_tickets_that_are_far_apart_do_not_add_up() {
    let state = state(Settings::new([site()]));
    let right = question(&site().owner, &allow(&state, &site().url_id, &approval(AuthType::KeeperLight)));
    for _ in 0..10 {
        let verdict = state.authorize(&with(&right, Element::Ticket, &"A".repeat(48)));
        assert_eq!(verdict.reason, Some(Reason::TicketUnknown));
        state.clock().advance(TimeDelta::seconds(300));
    }
}

#[test]
fn where_nothing_is_implied_the_method_may_be_empty() {
    let site = site().version(Version::V3_0);
    let state = state(Settings::new([site.clone()]));
    let approval = Approval::by_factors(user(), ADDRESS)
        .field(Field::Factor1, Factor1Type::Password.name())
        .field(Field::Factor1PasswordType, PasswordType::WebPro.name())
        .field(Field::Factor2, Factor2Type::None.name());
    let right = question(&site.owner, &allow(&state, &site.url_id, &approval));
    assert_eq!(right.get(&Element::AuthType).map(String::as_str), Some(""));
    assert!(state.authorize(&right).is_confirmed());
    let named = with(&right, Element::AuthType, AuthType::KeeperLight.name());
    assert_eq!(state.authorize(&named).reason, Some(Reason::MethodDiffers));
}

#[test]
fn space_around_a_text_and_the_letter_case_of_an_id_do_not_matter() {
    let state = state(Settings::new([site()]));
    let right = question(&site().owner, &allow(&state, &site().url_id, &approval(AuthType::KeeperLight)));
    let upper = with(&right, Element::UrlId, &site().url_id.to_string().to_uppercase());
    assert!(state.authorize(&with(&upper, Element::User, "\n  123456789012\n")).is_confirmed());
}

#[test]
fn times_are_those_that_were_answered() {
    let site = site().version(Version::V1_0);
    let state = state(Settings::new([site.clone()]));
    let success = allow(&state, &site.url_id, &approval(AuthType::KeeperLight));
    assert_eq!(
        (success.created().nanosecond(), success.expires() - success.created()),
        (0, TimeDelta::hours(1))
    );
    let verdict = state.authorize(&question(&site.owner, &success));
    assert_eq!(text(&verdict, Attribute::Expires).as_deref(), Some("12.01.2015 15:31:29"));
    let names: Vec<_> = verdict.attributes().into_iter().map(|(attribute, _)| attribute.name()).collect();
    assert_eq!(names, ["retval", "sval", "lastAccess", "expires"]);
}

//! A login in process, from the page to its verification.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use chrono::{DateTime, TimeDelta, Utc};
use wmlogin_gatekeeper::{Approval, Clock, EntryKind, Settings, SiteSettings, State};
use wmlogin_types::services::authorize::Element;
use wmlogin_types::{AuthType, Response, Success, Version};

/// A state with a site of each version, and the clock that it goes by.
fn state() -> (State, Clock) {
    let sites = Version::ALL.iter().copied().zip(1..).map(|(version, number)| {
        let id = format!("7afa5173-bddb-453a-adce-99fb012ceb7{number}");
        let url = "https://site.example/webmoney".parse().expect("a URL");
        SiteSettings::new("000000000001".parse().expect("a WMID"), id.parse().expect("an id"), url)
            .version(version)
    });
    let time: DateTime<Utc> = "2015-01-12T14:31:29.997Z".parse().expect("a time");
    let clock = Clock::fixed(time);
    (State::new(Settings::new(sites), clock.clone()), clock)
}

fn question(owner: &str, success: &Success) -> BTreeMap<Element, String> {
    let method = success.claims().method;
    let texts = [
        (Element::SiteHolder, owner.to_owned()),
        (Element::User, success.wmid().to_string()),
        (Element::Ticket, success.ticket().reveal().to_owned()),
        (Element::UrlId, success.url_id().to_string()),
        (Element::AuthType, method.map(|method| method.to_string()).unwrap_or_default()),
        (Element::UserAddress, success.user_address().to_string()),
    ];
    texts.into_iter().collect()
}

#[test]
fn a_login_is_confirmed_until_it_expires() {
    let (state, clock) = state();
    for site in &state.settings().sites {
        let user = "123456789012".parse().expect("a WMID");
        let approval = Approval::new(user, AuthType::PasswordSms, Ipv4Addr::LOCALHOST);
        let response = state.issue(&site.url_id, &approval).expect("an answer");
        let read = Response::parse(response.to_form().as_bytes());
        assert_eq!(read.as_ref(), Ok(&response), "what is posted is what was answered");
        let success = response.into_success().expect("a login");
        let question = question("000000000001", &success);
        assert!(state.authorize(&question).is_confirmed());
        assert!(state.authorize(&question).is_confirmed(), "asking does not use a ticket up");
        clock.advance(TimeDelta::hours(1));
        assert!(!state.authorize(&question).is_confirmed());
    }
    let kinds: Vec<_> = state.journal().into_iter().map(|entry| entry.kind).collect();
    let [verified, refused] = [EntryKind::Verified, EntryKind::Refused];
    assert_eq!(kinds, [EntryKind::Answered, verified, verified, refused].repeat(Version::ALL.len()));
}

#[test]
fn the_state_is_shared_by_threads() {
    const fn shared<T: Send + Sync>() {}
    shared::<State>();
    shared::<wmlogin_gatekeeper::ApprovalError>();
    shared::<wmlogin_gatekeeper::SettingsError>();
}

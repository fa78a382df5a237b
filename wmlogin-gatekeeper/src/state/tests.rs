mod authorize;
mod memory;
mod orders;

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};

use chrono::{DateTime, Utc};
use wmlogin_types::runtime::{PairWriter, Value};
use wmlogin_types::services::authorize::Element;
use wmlogin_types::{AuthType, Success, UrlId, Version, Wmid};

use super::State;
use crate::answer::Approval;
use crate::clock::Clock;
use crate::settings::{Settings, SiteSettings};

type Question = BTreeMap<Element, String>;

const ADDRESS: IpAddr = IpAddr::V4(Ipv4Addr::new(123, 45, 67, 89));

fn parsed<T: Value>(text: &str) -> T {
    T::read(text.as_bytes()).expect("a value")
}

fn user() -> Wmid {
    parsed("123456789012")
}

fn site() -> SiteSettings {
    let url = "https://site.example/webmoney".parse().expect("a URL");
    SiteSettings::new(parsed("000000000001"), parsed("7afa5173-bddb-453a-adce-99fb012ceb71"), url)
}

/// Not on a whole second.
fn start() -> DateTime<Utc> {
    "2015-01-12T14:31:29.997Z".parse().expect("a time")
}

fn state(settings: Settings) -> State {
    State::new(settings, Clock::fixed(start()))
}

fn approval(method: AuthType) -> Approval {
    Approval::new(user(), method, ADDRESS)
}

fn allow(state: &State, site: &UrlId, approval: &Approval) -> Success {
    state.issue(site, approval).expect("an answer").into_success().expect("a login")
}

/// What a site asks that was answered so.
fn question(owner: &Wmid, success: &Success) -> Question {
    let method = success.claims().method;
    let texts = [
        (Element::SiteHolder, owner.to_string()),
        (Element::User, success.wmid().to_string()),
        (Element::Ticket, success.ticket().reveal().to_owned()),
        (Element::UrlId, success.url_id().to_string()),
        (Element::AuthType, method.map(|method| method.to_string()).unwrap_or_default()),
        (Element::UserAddress, success.user_address().to_string()),
    ];
    texts.into_iter().collect()
}

/// The question with another text in an element.
fn with(question: &Question, element: Element, text: &str) -> Question {
    let texts = Element::ALL.iter().copied().filter_map(|it| Some((it, question.get(&it)?.clone())));
    texts.chain([(element, text.to_owned())]).collect()
}

/// The question without an element.
fn without(question: &Question, element: Element) -> Question {
    let texts = Element::ALL.iter().copied().filter(|it| *it != element);
    texts.filter_map(|it| Some((it, question.get(&it)?.clone()))).collect()
}

fn pairs(success: &Success) -> Vec<(&'static str, String)> {
    let mut writer = PairWriter::default();
    success.visit(&mut writer);
    writer.finish()
}

#[test]
fn every_version_and_method_is_answered_and_confirmed() {
    for version in Version::ALL.iter().copied() {
        let site = site().version(version);
        let state = state(Settings::new([site.clone()]));
        for method in state.methods(&site, None) {
            let success = allow(&state, &site.url_id, &approval(method));
            assert_eq!(success.version(), version);
            assert_eq!(wmlogin_types::Response::from_pairs(pairs(&success)), Ok(success.clone().into()));
            assert!(state.authorize(&question(&site.owner, &success)).is_confirmed(), "{version} {method}");
        }
    }
}

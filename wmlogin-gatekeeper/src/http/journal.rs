//! The log page: what a developer looks at first.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use http::request::Parts;
use url::form_urlencoded;
use wmlogin_types::UrlId;
use wmlogin_types::pages::authentication::Parameter;
use wmlogin_types::services::authorize::{Attribute, Code};

use super::response;
use super::service::{Service, language};
use crate::pages::{Filter, LOG_SITE, LOG_USER, LogPage, LogRow};
use crate::{Entry, EntryKind};

/// Shows the entries, or those about a site or a user.
pub(super) async fn log(State(service): State<Service>, request: Parts) -> Response {
    let (language, settings) = (language(&request), service.state.settings());
    let value = |wanted: &str| {
        let mut pairs = form_urlencoded::parse(request.uri.query().unwrap_or_default().as_bytes());
        pairs.find(|(name, _)| name == wanted).map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    };
    let (site, user) = (value(LOG_SITE), value(LOG_USER));
    let id = site.parse::<UrlId>().ok();
    let is_asked_for = |entry: &&Entry| {
        (site.is_empty() || entry.site == id)
            && (user.is_empty() || entry.fields.iter().any(|(_, value)| *value == user))
    };
    let entries = service.state.journal();
    let rows = entries.iter().rev().filter(is_asked_for).map(|entry| row(&service, entry)).collect();
    let sites = settings.sites.iter().map(|site| (site.url_id.to_string(), site.display_name().to_owned()));
    let language_parameter = Parameter::LANGUAGE.map(|parameter| (parameter.name(), language.tag()));
    let filter = Filter { sites: sites.collect(), site, user, language: language_parameter };
    response::page(StatusCode::OK, &LogPage { language, filter, rows }.render())
}

fn row(service: &Service, entry: &Entry) -> LogRow {
    let site = entry.site.as_ref();
    let known = site.and_then(|id| service.state.site(id)).map(|site| site.display_name().to_owned());
    let is_exchange = matches!(entry.kind, EntryKind::Verified | EntryKind::Refused);
    let is_answer = |(name, _): &(&'static str, String)| is_exchange && Attribute::from_name(name).is_some();
    let (answered, sent): (Vec<_>, Vec<_>) = entry.fields.iter().cloned().partition(is_answer);
    LogRow {
        time: entry.at.format("%Y-%m-%d %H:%M:%S%.3f").to_string(),
        event: entry.kind.name().to_owned(),
        is_refusal: matches!(entry.kind, EntryKind::Refused | EntryKind::Rejected | EntryKind::Invalid),
        site: known.or_else(|| site.map(ToString::to_string)),
        note: entry.note.clone(),
        advice: advice(&answered),
        sent,
        answered,
    }
}

/// What to do about a refusal, by its code and the name of that.
fn advice(answered: &[(&'static str, String)]) -> Option<&'static str> {
    let value = |attribute: Attribute| answered.iter().find(|(name, _)| *name == attribute.name());
    let (_, code) = value(Attribute::CODE)?;
    let name = Attribute::CODE_NAME.and_then(value).map(|(_, name)| name.as_str());
    Code::find(code.parse().ok()?, name)?.help()
}

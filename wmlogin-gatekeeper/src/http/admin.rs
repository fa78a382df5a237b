//! The admin port: mistakes and the clock for whoever tests from outside this program, and the journal.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Request, State as Shared};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use chrono::TimeDelta;
use http::StatusCode;
use http::header::{CONTENT_TYPE, ORIGIN};
use serde_json::{Map, Value, json};
use tokio::task::spawn_blocking;
use url::form_urlencoded;
use wmlogin_certificate::Serial;
use wmlogin_types::UrlId;

use super::certification_server::SERIAL;
use crate::certification::CertificationAuthority;
use crate::{Entry, Fault, State};

const MAX_BODY_LENGTH: usize = 4 * 1024;

/// Far enough for every lifetime, and near enough for every date format.
const MAX_OFFSET: TimeDelta = TimeDelta::days(3650);

const SITE: &str = "site";
const FAULT: &str = "fault";
const OFFSET: &str = "offset";

/// The routes; all take forms.
///
/// | route | form | what it does |
/// | --- | --- | --- |
/// | `GET /journal` | | what happened, as JSON, the oldest first |
/// | `POST /fault` | `fault`, `site` | sets the mistake in every answer, or lifts it where `fault` is empty |
/// | `POST /next-fault` | `fault`, `site` | queues the mistake for one answer |
/// | `POST /clock` | `offset` | sets how many milliseconds the clock is ahead |
/// | `POST /revoke` | `serial` | revokes the certificate with this serial number |
///
/// Without `site`, a return URL id, every site is meant.
pub(crate) fn router(state: Arc<State>, authority: Option<Arc<CertificationAuthority>>) -> Router {
    Router::new()
        .route("/revoke", post(revoke).with_state(authority))
        .route("/journal", get(journal))
        .route("/fault", post(set_fault))
        .route("/next-fault", post(queue_fault))
        .route("/clock", post(set_clock))
        .layer(DefaultBodyLimit::max(MAX_BODY_LENGTH))
        .layer(from_fn(refuse_pages))
        .with_state(state)
}

/// A page in a browser of this machine, wherever it is from, could post here. Programs name no origin.
async fn refuse_pages(request: Request, next: Next) -> Response {
    if request.headers().contains_key(ORIGIN) {
        return (StatusCode::FORBIDDEN, "this port is not for pages\n").into_response();
    }
    next.run(request).await
}

async fn journal(Shared(state): Shared<Arc<State>>) -> Response {
    let entries: Vec<_> = state.entries().iter().map(entry).collect();
    ([(CONTENT_TYPE, "application/json")], Value::from(entries).to_string()).into_response()
}

async fn set_fault(Shared(state): Shared<Arc<State>>, body: Bytes) -> Result<StatusCode, Mistake> {
    let fault = field(&body, FAULT).map(|text| text.parse::<Fault>()).transpose()?;
    order(&state, &body, |site| state.set_fault(site, fault))
}

async fn queue_fault(Shared(state): Shared<Arc<State>>, body: Bytes) -> Result<StatusCode, Mistake> {
    let fault: Fault = field(&body, FAULT).unwrap_or_default().parse()?;
    order(&state, &body, |site| state.queue_fault(site, fault))
}

async fn set_clock(Shared(state): Shared<Arc<State>>, body: Bytes) -> Result<StatusCode, Mistake> {
    let offset = field(&body, OFFSET).and_then(|text| text.parse().ok());
    let offset = offset.and_then(TimeDelta::try_milliseconds).filter(|offset| offset.abs() <= MAX_OFFSET);
    let wrong = || Mistake(format!("`{OFFSET}` is a number of milliseconds, within ten years"));
    state.clock().set_offset(offset.ok_or_else(wrong)?);
    Ok(StatusCode::NO_CONTENT)
}

async fn revoke(
    Shared(authority): Shared<Option<Arc<CertificationAuthority>>>,
    body: Bytes,
) -> Result<StatusCode, Mistake> {
    let authority = authority.ok_or_else(|| Mistake("this stand-in has no certificates".to_owned()))?;
    let serial = field(&body, SERIAL).unwrap_or_default().parse::<Serial>();
    let serial = serial.map_err(|error| Mistake(format!("`{SERIAL}`: {error}")))?;
    let revoked = spawn_blocking(move || authority.revoke(&serial)).await;
    let revoked = revoked.map_err(|error| Mistake(error.to_string()))?;
    revoked.map_err(|error| Mistake(error.to_string()))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Gives an order for the named site, or for every one.
fn order(state: &State, body: &[u8], give: impl Fn(&UrlId) -> bool) -> Result<StatusCode, Mistake> {
    let is_known = match field(body, SITE) {
        Some(text) => text.parse().is_ok_and(|id| give(&id)),
        None => state.settings().sites.iter().all(|site| give(&site.url_id)),
    };
    let unknown = || Mistake(format!("`{SITE}` is the return URL id of a site in the settings"));
    is_known.then_some(StatusCode::NO_CONTENT).ok_or_else(unknown)
}

/// The value of a field, unless it is empty.
fn field(body: &[u8], name: &str) -> Option<String> {
    let (_, value) = form_urlencoded::parse(body).find(|(other, _)| other == name)?;
    Some(value.into_owned()).filter(|value| !value.is_empty())
}

fn entry(entry: &Entry) -> Value {
    let fields = entry.fields.iter().map(|(name, value)| ((*name).to_owned(), json!(value)));
    json!({
        "at": entry.at.to_rfc3339(),
        "kind": entry.kind.name(),
        "site": entry.site.as_ref().map(UrlId::as_str),
        "fields": fields.collect::<Map<_, _>>(),
        "note": entry.note,
    })
}

/// What is wrong with a form.
struct Mistake(String);

impl From<crate::FaultError> for Mistake {
    fn from(error: crate::FaultError) -> Self {
        Self(error.to_string())
    }
}

impl IntoResponse for Mistake {
    fn into_response(self) -> Response {
        (StatusCode::BAD_REQUEST, self.0 + "\n").into_response()
    }
}

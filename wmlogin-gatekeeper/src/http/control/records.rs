//! What happened, and the tickets that there are.

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use serde_json::{Map, Value, json};
use wmlogin_types::{UrlId, Wmid};

use super::Control;
use super::message::{Answer, Fields, Mistake, json as as_json};
use crate::Entry;

/// The journal, oldest first: everything, or the entries about a site or of a kind.
pub(super) async fn journal(State(control): State<Control>, RawQuery(query): RawQuery) -> Answer {
    let mut fields = Fields::read(query.unwrap_or_default().as_bytes())?;
    let kind = fields.take("kind");
    let site = match fields.take_sites(&control.service.state)?.as_slice() {
        [only] if control.service.state.settings().sites.len() > 1 => Some(*only),
        _ => None,
    };
    fields.finish()?;
    let is_asked_for = |entry: &&Entry| {
        kind.as_deref().is_none_or(|kind| entry.kind.name() == kind)
            && site.is_none_or(|site| entry.site == Some(site))
    };
    let entries = control.service.state.journal();
    as_json(&entries.iter().filter(is_asked_for).map(entry).collect())
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

/// The tickets that there are, those that expire first in front.
pub(super) async fn tickets(State(control): State<Control>) -> Answer {
    let tickets = control.service.state.tickets().into_iter().map(|ticket| {
        json!({
            "wmid": ticket.wmid.as_str(),
            "sites": ticket.url_ids.iter().map(UrlId::as_str).collect::<Vec<_>>(),
            "created": ticket.created.to_rfc3339(),
            "last_access": ticket.last_access.to_rfc3339(),
            "expires": ticket.expires.to_rfc3339(),
            "address": ticket.address.to_string(),
        })
    });
    as_json(&tickets.collect())
}

/// Ends logins, as users can at the service: those of a user, at a site, or all.
pub(super) async fn end(State(control): State<Control>, body: Bytes) -> Answer {
    let mut fields = Fields::read(&body)?;
    let wmid: Option<Wmid> = fields
        .take_as("wmid", |text| text.parse().map_err(|error: wmlogin_types::ValueError| error.to_string()))?;
    let sites = fields.take_sites(&control.service.state)?;
    fields.finish()?;
    let ended = control.service.state.end_logins(wmid.as_ref(), &sites);
    if ended == 0 { Err(Mistake::new("there is no such login")) } else { as_json(&json!({ "ended": ended })) }
}

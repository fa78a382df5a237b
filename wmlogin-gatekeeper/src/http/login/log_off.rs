//! The page where the user logs out.

use axum::extract::State;
use axum::response::Response;
use http::request::Parts;

use super::query;
use crate::http::cookies;
use crate::http::response::{send_to_site, with_cookie};
use crate::http::service::{Service, language};
use crate::problem::QueryProblem;
use crate::{Entry, EntryKind};

pub(in crate::http) async fn show(State(service): State<Service>, request: Parts) -> Response {
    let query = match query::log_off(request.uri.query().unwrap_or_default()) {
        Ok(query) => query,
        Err(problems) => return service.wrong_query(&request, &problems),
    };
    let Some(site) = service.state.site(query.by_role().return_id) else {
        return service
            .wrong_query(&request, &[QueryProblem::UnknownSite { found: *query.by_role().return_id }]);
    };
    let entry = Entry::new(EntryKind::Asked).site(site.url_id);
    let pairs = query.to_pairs().into_iter();
    service.state.record(pairs.fold(entry, |entry, (name, value)| entry.field(name, &value, false)));
    // Whoever is named, this browser has one login, and its user wants it to end.
    if let Some(secret) = cookies::remembered(&request.headers) {
        service.state.forget(secret);
    }
    let answer = service.state.log_off(&site.url_id);
    let language = language(&request);
    let response = send_to_site(language, &site, query.by_role().place, &answer);
    with_cookie(response, cookies::forget())
}

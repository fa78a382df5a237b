//! The routes of the service, and what their handlers share.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::Response;
use axum::routing::{any, get};
use http::StatusCode;
use http::header::ACCEPT_LANGUAGE;
use http::request::Parts;
use url::form_urlencoded;
use wmlogin_types::pages::{authentication, log_off};
use wmlogin_types::services::authorize;

use super::cookies::PageTokens;
use super::letter_case::in_any_case;
use super::login_form::MAX_FORM_LENGTH;
use super::query_problem::QueryProblem;
use super::server::Stopping;
use super::{authenticate, authorize as verification, lists, log_off as log_out, response};
use crate::pages::{INDEX_PATH, LOG_PATH, Language, SCRIPT_PATH, STYLE_PATH};
use crate::{Entry, EntryKind, State};

/// What the handlers share.
#[derive(Clone)]
pub(super) struct Service {
    pub state: Arc<State>,
    pub tokens: Arc<PageTokens>,
    pub stopping: Stopping,
}

/// The pages and the service, at their documented paths in any letter case.
pub(crate) fn router(state: Arc<State>, tokens: PageTokens, stopping: Stopping) -> Router {
    let form_limit = DefaultBodyLimit::max(MAX_FORM_LENGTH);
    let login = get(authenticate::show).post(authenticate::decide).layer(form_limit);
    let paths = [
        (authentication::PATH, login),
        (log_off::PATH, get(log_out::show)),
        (authorize::PATH, any(verification::answer)),
        (INDEX_PATH, get(lists::index)),
        (LOG_PATH, get(lists::log)),
        (STYLE_PATH, get(response::style)),
        (SCRIPT_PATH, get(response::script)),
    ];
    let router = paths
        .into_iter()
        .fold(Router::new(), |router, (path, route)| router.route(&path.to_ascii_lowercase(), route));
    in_any_case(router.with_state(Service { state, tokens: Arc::new(tokens), stopping }))
}

impl Service {
    /// The page that says what is wrong with a query.
    pub(super) fn wrong_query(&self, request: &Parts, problems: &[QueryProblem]) -> Response {
        let told = |language| problems.iter().map(move |problem| problem.told(language));
        let note: Vec<_> = told(Language::English).map(|problem| problem.what).collect();
        self.state.record(Entry::new(EntryKind::Invalid).note(note.join(" ")));
        let language = language(request);
        response::error(StatusCode::BAD_REQUEST, language, told(language).collect())
    }
}

/// The language of a page: what the query asks for, else what the browser prefers. Every page understands
/// the same parameter, however wrong the rest of the query is.
pub(super) fn language(request: &Parts) -> Language {
    let query = request.uri.query().unwrap_or_default();
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let asked = pairs.find(|(name, _)| name == authentication::Parameter::Lang.name());
    let accepted = request.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Language::choose(asked.as_ref().map(|(_, tag)| &**tag), accepted)
}

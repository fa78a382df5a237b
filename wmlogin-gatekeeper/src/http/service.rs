//! The routes of the service, and what their handlers share.

use std::sync::Arc;

use axum::Extension;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use http::header::ACCEPT_LANGUAGE;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode};
use url::form_urlencoded;
use wmlogin_types::pages::{authentication, log_off};
use wmlogin_types::services::authorize;

use super::certificate_login::CertificateLogin;
use super::cookies::{BrowserId, PageTokens};
use super::forgery::Forgery;
use super::letter_case::in_any_case;
use super::login_form::MAX_FORM_LENGTH;
use super::query_problem::QueryProblem;
use super::server::Stopping;
use super::{
    authenticate, authorize as verification, certification_server, lists, log_off as log_out, response,
};
use crate::pages::{INDEX_PATH, LOG_PATH, Language, SCRIPT_PATH, STYLE_PATH};
use crate::{Entry, EntryKind, State};

/// What the handlers share.
#[derive(Clone)]
pub(crate) struct Service {
    pub state: Arc<State>,
    pub tokens: Arc<PageTokens>,
    /// Where certificates are switched on.
    pub certificates: Option<Arc<CertificateLogin>>,
}

/// What makes a page with a form that no other site can send.
pub(super) struct PageKey {
    /// For the form.
    pub token: String,
    /// For a browser that is not known yet.
    cookie: Option<HeaderValue>,
}

/// The pages and the service, at their documented paths in any letter case.
pub(crate) fn router(service: Service, stopping: Stopping) -> Router {
    let form_limit = DefaultBodyLimit::max(MAX_FORM_LENGTH);
    let login = get(authenticate::show).post(authenticate::decide).layer(form_limit);
    let paths = [
        (authentication::PATH, login),
        (log_off::PATH, get(log_out::show)),
        (authorize::PATH, any(verification::answer).layer(Extension(stopping))),
        (INDEX_PATH, get(lists::index)),
        (LOG_PATH, get(lists::log)),
        (STYLE_PATH, get(response::style)),
        (SCRIPT_PATH, get(response::script)),
    ];
    let router = paths
        .into_iter()
        .fold(Router::new(), |router, (path, route)| router.route(&path.to_ascii_lowercase(), route));
    let login = service.certificates.clone();
    let certificates = login.map(|login| certification_server::routes().with_state((service.clone(), login)));
    in_any_case(router.with_state(service).merge(certificates.unwrap_or_default()))
}

impl Service {
    /// The key for a page in the browser that asks for it.
    pub(super) fn page_key(&self, headers: &HeaderMap) -> Result<PageKey, getrandom::Error> {
        let known = BrowserId::of(headers);
        let browser = known.map_or_else(BrowserId::random, Ok)?;
        let cookie = known.is_none().then(|| browser.cookie());
        Ok(PageKey { token: self.tokens.issue(browser)?, cookie })
    }

    /// The page that says why a form is not taken.
    pub(super) fn forged(&self, request: &Parts, entry: Entry, forgery: Forgery) -> Response {
        self.state.record(entry.note(forgery.told(Language::English).what));
        let language = language(request);
        response::error(StatusCode::FORBIDDEN, language, vec![forgery.told(language)])
    }

    /// The page that says what is wrong with a query.
    pub(super) fn wrong_query(&self, request: &Parts, problems: &[QueryProblem]) -> Response {
        let told = |language| problems.iter().map(move |problem| problem.told(language));
        let note: Vec<_> = told(Language::English).map(|problem| problem.what).collect();
        self.state.record(Entry::new(EntryKind::Invalid).note(note.join(" ")));
        let language = language(request);
        response::error(StatusCode::BAD_REQUEST, language, told(language).collect())
    }
}

impl PageKey {
    /// The page, to a browser that is known from now on.
    pub(super) fn with_cookie(self, page: Response) -> Response {
        match self.cookie {
            Some(cookie) => response::with_cookie(page, cookie),
            None => page,
        }
    }
}

/// The answer where the system has no random numbers.
pub(super) fn no_random_numbers(error: getrandom::Error) -> Response {
    tracing::error!(%error, "no random numbers");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// The language of a page: what the query asks for, else what the browser prefers. Every page understands
/// the same parameter, however wrong the rest of the query is.
pub(super) fn language(request: &Parts) -> Language {
    let query = request.uri.query().unwrap_or_default();
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let parameter = authentication::Parameter::LANGUAGE.map(authentication::Parameter::name);
    let asked = pairs.find(|(name, _)| Some(&**name) == parameter);
    let accepted = request.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Language::choose(asked.as_ref().map(|(_, tag)| &**tag), accepted)
}

//! What the handlers share.

use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use http::header::ACCEPT_LANGUAGE;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode};
use url::form_urlencoded;
use wmlogin_certificate::PersonalCertificate;
use wmlogin_types::pages::authentication::{Parameter, Query};

use super::certificate_login::CertificateLogin;
use super::cookies::{BrowserId, PageTokens};
use super::hosts::Hosts;
use super::response;
use crate::pages::RefusalPage;
use crate::problem::{CertificateProblem, Forgery, QueryProblem};
use crate::words::{Explanation, Language};
use crate::{Entry, EntryKind, State};

/// What the handlers share.
#[derive(Clone)]
pub(crate) struct Service {
    pub state: Arc<State>,
    pub tokens: Arc<PageTokens>,
    pub hosts: Arc<Hosts>,
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

impl Service {
    /// The key for a page in the browser that asks for it.
    pub(super) fn page_key(&self, headers: &HeaderMap) -> Result<PageKey, getrandom::Error> {
        let known = BrowserId::of(headers);
        let browser = known.map_or_else(BrowserId::random, Ok)?;
        let cookie = known.is_none().then(|| browser.cookie());
        Ok(PageKey { token: self.tokens.issue(browser)?, cookie })
    }

    /// The page that explains that a form is refused.
    pub(super) fn forged(&self, request: &Parts, entry: Entry, forgery: Forgery) -> Response {
        let explain = |language: Language| (language.words().forgery)(forgery);
        self.state.record(entry.note(explain(Language::English).what));
        let language = language(request);
        response::error(StatusCode::FORBIDDEN, language, vec![explain(language)])
    }

    /// The page that lists the mistakes in a query.
    pub(super) fn wrong_query(&self, request: &Parts, problems: &[QueryProblem]) -> Response {
        let explain = |language: Language| -> Vec<Explanation> {
            problems.iter().map(language.words().query_problem).collect()
        };
        let note: Vec<_> = explain(Language::English).into_iter().map(|problem| problem.what).collect();
        self.state.record(Entry::new(EntryKind::Invalid).note(note.join(" ")));
        let language = language(request);
        response::error(StatusCode::BAD_REQUEST, language, explain(language))
    }

    /// The page that explains that a certificate is refused, and leads back to the login page.
    pub(super) fn certificate_refused(
        &self,
        request: &Parts,
        query: &Query,
        problem: &CertificateProblem,
        claimed: Option<&PersonalCertificate>,
        back: String,
    ) -> Response {
        let explain = |language: Language| (language.words().certificate_problem)(problem);
        let entry = Entry::new(EntryKind::Rejected)
            .site(*query.by_role().return_id)
            .note(explain(Language::English).what);
        self.state.record(match claimed {
            Some(certificate) => entry.certificate(certificate),
            None => entry,
        });
        let language = language(request);
        // Not 401, which RFC 9110 section 15.5.2 has for what a header can mend.
        let page = RefusalPage { language, problem: explain(language), back };
        response::page(StatusCode::FORBIDDEN, &page.render())
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
    let parameter = Parameter::LANGUAGE.map(Parameter::name);
    let asked = pairs.find(|(name, _)| Some(&**name) == parameter);
    let accepted = request.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Language::choose(asked.as_ref().map(|(_, tag)| &**tag), accepted)
}

//! What happens when a browser is at the page where the user logs in.

mod certificate;

use std::mem;
use std::net::IpAddr;

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::request::Parts;
use wmlogin_types::pages::authentication::Query;
use wmlogin_types::{TicketFlags, UrlId};

use super::form::{Decision, LoginForm};
use super::view::LoginRequest;
use crate::http::response::{self, send_to_site, with_cookie};
use crate::http::service::{Service, language, no_random_numbers};
use crate::http::{cookies, forgery};
use crate::problem::{CertificateProblem, Forgery, QueryProblem};
use crate::words::Language;
use crate::{Approval, Entry, EntryKind, Queued, SiteSettings};

/// A browser, sent by a site.
pub(super) struct Visit<'a> {
    pub service: &'a Service,
    pub request: &'a Parts,
    pub site: &'a SiteSettings,
    pub query: &'a Query,
    /// The browser's address.
    pub address: IpAddr,
}

/// Why a visit ends without what was asked for.
pub(super) enum Failure {
    Query(QueryProblem),
    Forgery(Forgery),
    /// What the user can correct in the form, or start again without it.
    Form(Box<LoginForm>, String),
    /// Why nobody signs in with a certificate.
    Certificate(CertificateProblem),
    Random(getrandom::Error),
}

impl From<CertificateProblem> for Failure {
    fn from(refusal: CertificateProblem) -> Self {
        Self::Certificate(refusal)
    }
}

impl From<QueryProblem> for Failure {
    fn from(problem: QueryProblem) -> Self {
        Self::Query(problem)
    }
}

impl From<Forgery> for Failure {
    fn from(forgery: Forgery) -> Self {
        Self::Forgery(forgery)
    }
}

impl From<getrandom::Error> for Failure {
    fn from(error: getrandom::Error) -> Self {
        Self::Random(error)
    }
}

impl Visit<'_> {
    /// Does what is queued, or what a remembered login makes possible, or asks the user.
    pub(super) fn begin(&self) -> Result<Response, Failure> {
        self.page().methods()?;
        self.record_query();
        if let Some(login) = self.certificates()
            && let Some(code) = self.code()
        {
            return self.ask_owner(login, &code);
        }
        if let Some(queued) = self.service.state.next_queued(self.id()) {
            return self.do_queued(&queued);
        }
        if self.query.by_role().quiet == Some(true)
            && let Some(approval) = self.remembered()
            && let Ok(response) = self.resume(&approval.flags(TicketFlags::QUIET))
        {
            return Ok(response);
        }
        self.ask(&LoginForm::default(), None)
    }

    /// Does what the user decided.
    pub(super) fn finish(&self, form: LoginForm) -> Result<Response, Failure> {
        forgery::check(&self.request.headers, &form.token, &self.service.tokens)?;
        match form.decision {
            Some(Decision::NoLogin(outcome)) => {
                Ok(self.send(&self.service.state.no_login(self.id(), outcome)))
            }
            Some(Decision::Continue) => self.proceed(),
            Some(Decision::Allow) => match self.certificates() {
                Some(login) if !form.certificate.is_empty() => self.log_in_owner(login, form),
                Some(login) if form.needs_certificate() => self.to_handshake(login),
                _ => self.log_in(form),
            },
            None => self.ask(&form, None),
        }
    }

    /// Tells why there is no answer for the site.
    pub(super) fn failed(&self, failure: Failure) -> Response {
        match failure {
            Failure::Query(problem) => self.service.wrong_query(self.request, &[problem]),
            Failure::Forgery(forgery) => self.service.forged(self.request, self.entry(), forgery),
            Failure::Form(form, problem) => {
                self.record_problem(problem.clone());
                self.ask(&form, Some(problem)).unwrap_or_else(|failure| self.failed(failure))
            }
            Failure::Certificate(refusal) => match self.certificates() {
                Some(login) => {
                    let back = login.page_url(self.request, self.query, None);
                    self.service.certificate_refused(self.request, self.query, &refusal, None, back)
                }
                None => StatusCode::NOT_FOUND.into_response(),
            },
            Failure::Random(error) => no_random_numbers(error),
        }
    }

    fn id(&self) -> &UrlId {
        &self.site.url_id
    }

    fn language(&self) -> Language {
        language(self.request)
    }

    fn do_queued(&self, queued: &Queued) -> Result<Response, Failure> {
        match queued {
            Queued::Login(approval) => self.allow(approval).map_err(without_form),
            Queued::NoLogin(outcome) => Ok(self.send(&self.service.state.no_login(self.id(), *outcome))),
        }
    }

    /// Goes on as who is remembered.
    fn proceed(&self) -> Result<Response, Failure> {
        match self.remembered() {
            Some(approval) => self.resume(&approval.flags(TicketFlags::CACHED)).map_err(without_form),
            None => self.ask(&LoginForm::default(), None),
        }
    }

    fn log_in(&self, form: LoginForm) -> Result<Response, Failure> {
        let methods = self.page().methods()?;
        let allowed = form.approval(&methods, self.address).map_err(self.language().words().form_problem);
        let allowed = allowed.and_then(|approval| Ok((self.issue(&approval)?, approval)));
        match allowed {
            Ok((answer, approval)) => Ok(self.remember(approval, &answer)),
            Err(problem) => Err(Failure::Form(Box::new(form), problem)),
        }
    }

    /// The answer of a user who logs in, or why there is none.
    fn allow(&self, approval: &Approval) -> Result<Response, String> {
        Ok(self.send(&self.issue(approval)?))
    }

    fn issue(&self, approval: &Approval) -> Result<wmlogin_types::Response, String> {
        self.service.state.issue(self.id(), approval).map_err(|error| error.to_string())
    }

    /// The answer of a user who goes on with a remembered login.
    fn resume(&self, approval: &Approval) -> Result<Response, String> {
        let cookie = cookies::remembered(&self.request.headers).unwrap_or_default();
        let answer = self.service.state.resume(self.id(), cookie, approval);
        answer.map(|answer| self.send(&answer)).map_err(|error| error.to_string())
    }

    fn send(&self, answer: &wmlogin_types::Response) -> Response {
        send_to_site(self.language(), self.site, self.query.by_role().place, answer)
    }

    /// Remembers the login in this browser, in place of the former one.
    fn remember(&self, approval: Approval, answer: &wmlogin_types::Response) -> Response {
        let response = self.send(answer);
        if let Some(former) = cookies::remembered(&self.request.headers) {
            self.service.state.forget(former);
        }
        match self.service.state.remember_response(approval, answer) {
            Ok(secret) => with_cookie(response, cookies::remember(&secret)),
            Err(error) => {
                tracing::warn!(%error, "the login is not remembered");
                response
            }
        }
    }

    /// The login that is remembered in this browser, if it is one that the site asks for.
    fn remembered(&self) -> Option<Approval> {
        let secret = cookies::remembered(&self.request.headers)?;
        let mut approval = self.service.state.remembered(secret)?;
        let offered = self.service.state.methods(self.site, Some(&approval.wmid));
        let forced = self.query.by_role().method;
        let is_simulated = |method| Some(method) != self.certificate_method();
        let is_method = |method| {
            offered.contains(&method) && forced.is_none_or(|forced| forced == method) && is_simulated(method)
        };
        let is_user = self.query.by_role().user.is_none_or(|wmid| *wmid == approval.wmid);
        approval.user_address = self.address;
        Some(approval).filter(|it| is_user && it.auth_type.is_some_and(is_method))
    }

    /// The page that asks the user.
    fn ask(&self, form: &LoginForm, problem: Option<String>) -> Result<Response, Failure> {
        let mut key = self.service.page_key(&self.request.headers)?;
        let status = if problem.is_none() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let page = self.page().render(mem::take(&mut key.token), form, problem, None)?;
        let page = match self.certificates() {
            Some(login) => {
                let origins = format!("'self' {}", login.tls_origin(&self.request.headers));
                response::page_leading_to(status, &page, &origins)
            }
            None => response::page(status, &page),
        };
        Ok(key.with_cookie(page))
    }

    fn page(&self) -> LoginRequest<'_> {
        LoginRequest {
            settings: self.service.state.settings(),
            site: self.site,
            query: self.query,
            remembered: self.remembered().map(|approval| approval.wmid),
            certificate_method: self.certificate_method(),
            language: self.language(),
        }
    }

    fn record_problem(&self, problem: String) {
        self.service.state.record(self.entry().note(problem));
    }

    fn entry(&self) -> Entry {
        Entry::new(EntryKind::Invalid).site(*self.id())
    }

    fn record_query(&self) {
        let entry = Entry::new(EntryKind::Asked).site(*self.id());
        let pairs = self.query.to_pairs().into_iter();
        let entry = pairs.fold(entry, |entry, (name, value)| entry.field(name, &value, false));
        self.service.state.record(entry);
    }
}

fn without_form(problem: String) -> Failure {
    Failure::Form(Box::default(), problem)
}

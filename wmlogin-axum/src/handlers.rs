//! The handlers of the pages.

use std::error::Error;
use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::response::{IntoResponse, Redirect, Response};
use http::request::Parts;
use tower_sessions::Session;
use url::form_urlencoded;
use wmlogin_client::{BrowserRequest, CompletedLogin, ForwardedError, Step};

use super::error::LoginError;
use super::signed_in::{RETURN_TO, SignedIn};
use super::{LoginRouter, response};

type Login = State<Arc<LoginRouter>>;

pub(super) async fn begin(State(login): Login, request: Parts) -> Response {
    let place = place(&request);
    let browser = BrowserRequest::from_http(&request, None, &[]);
    let choose = |address| (login.address)(address, &request);
    response(login.flow.begin_with(&browser, &place.unwrap_or_default(), choose))
}

pub(super) async fn return_page(
    State(login): Login,
    session: Session,
    request: Parts,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let result = login.take_answer(&session, &request, body).await;
    result.unwrap_or_else(|error| login.refuse(error))
}

pub(super) async fn logout(State(login): Login, session: Session, request: Parts) -> Response {
    let result = login.end_session(&session, &request).await;
    result.unwrap_or_else(|error| login.refuse(error))
}

impl LoginRouter {
    /// Takes one of the two steps of an answer.
    async fn take_answer(
        &self,
        session: &Session,
        request: &Parts,
        body: Result<Bytes, BytesRejection>,
    ) -> Result<Response, LoginError> {
        let body = body?;
        let browser = BrowserRequest::from_http(request, self.browser_address(request)?, &body);
        match self.flow.return_page(&browser)? {
            Step::Reply(reply) => Ok(response(reply)),
            Step::Verify(pending) => self.sign_in(session, self.verifier.complete(pending).await?).await,
        }
    }

    async fn sign_in(&self, session: &Session, completed: CompletedLogin) -> Result<Response, LoginError> {
        let (login, now) = (completed.login(), self.flow.site().now());
        if !(self.admission)(login) {
            return Err(LoginError::NotAdmitted);
        }
        SignedIn::begin(session, login, now, self.session_lifetime).await?;
        for part in &self.keep {
            part.write(session, login).await?;
        }
        // The session layer would save it too, but answers a failure with an empty page.
        session.save().await?;
        tracing::info!("signed in");
        Ok(response(completed.into_reply()))
    }

    /// Ends the session, if a page of the site asks for it.
    async fn end_session(&self, session: &Session, request: &Parts) -> Result<Response, LoginError> {
        let browser = BrowserRequest::from_http(request, None, &[]);
        self.flow.site().check_own_origin(&browser)?;
        session.flush().await?;
        tracing::info!("logged out");
        let place = if self.log_off_from_service {
            self.flow.log_off(&browser).url().to_string()
        } else {
            self.after_logout.clone()
        };
        Ok(Redirect::to(&place).into_response())
    }

    /// The flow has logged its own refusals.
    fn refuse(&self, error: LoginError) -> Response {
        if !matches!(error, LoginError::Denied(_)) {
            let kind = error.kind();
            tracing::warn!(kind, error = &error as &(dyn Error + 'static), "no login");
        }
        let page = self.error_page.as_ref().map(|page| page(&error));
        let mut response = error.into_response();
        if let Some(page) = page {
            let (mut parts, body) = page.into_parts();
            for name in [http::header::CONTENT_TYPE, http::header::CONTENT_SECURITY_POLICY] {
                response.headers_mut().remove(name);
            }
            // The cookies, `no-store` and the like are the flow's.
            for name in response.headers().keys() {
                parts.headers.remove(name);
            }
            response.headers_mut().extend(parts.headers);
            *response.body_mut() = body;
        }
        response
    }

    fn browser_address(&self, request: &Parts) -> Result<Option<IpAddr>, ForwardedError> {
        let Some(peer) = (self.peer)(request) else { return Ok(None) };
        match &self.proxies {
            Some(proxies) => proxies.browser_address_of(peer, &request.headers).map(Some),
            None => Ok(Some(peer)),
        }
    }
}

/// The place on the site that the query asks for.
fn place(request: &Parts) -> Option<String> {
    let query = request.uri.query().unwrap_or_default();
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find(|(name, _)| name == RETURN_TO).map(|(_, place)| place.into_owned())
}

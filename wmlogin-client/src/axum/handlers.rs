//! What the pages do.

use std::error::Error;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{ConnectInfo, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::header::HOST;
use http::request::Parts;
use http::uri::Authority;
use tower_sessions::Session;
use url::form_urlencoded;
use wmlogin_types::Outcome;

#[cfg(feature = "certificate")]
use super::certificate::ClientConnection;
use super::error::LoginError;
use super::pending::PendingLogin;
use super::return_to;
use super::signed_in::SignedIn;
use super::{LoginRouter, pages};
use crate::callback::{Callback, SEC_FETCH_SITE, header};
use crate::login::UnverifiedLogin;
use crate::proxies::ForwardedError;
use crate::receive::Received;
use crate::site::ReturnPage;

type Login = State<Arc<LoginRouter>>;

pub(super) async fn login(State(login): Login, session: Session, request: Parts) -> Response {
    let result = login.begin(&session, &request).await;
    login.respond(result)
}

pub(super) async fn script() -> Response {
    pages::script()
}

pub(super) async fn return_page(
    State(login): Login,
    session: Session,
    request: Parts,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let result = login.take_answer(&session, &request, body).await;
    login.respond(result)
}

pub(super) async fn logout(State(login): Login, session: Session, request: Parts) -> Response {
    let result = login.end_session(&session, &request).await;
    login.respond(result)
}

impl LoginRouter {
    /// Sends the browser to the service.
    async fn begin(&self, session: &Session, request: &Parts) -> Result<Response, LoginError> {
        let place = self.place(request);
        if header(&request.headers, &SEC_FETCH_SITE) == Some("cross-site") {
            return Ok(pages::ask(&return_to::login_address(&self.login_path, &place)));
        }
        let query = (self.query)(self.page_of(request).login(), request);
        PendingLogin::new(&query.rid, place, self.site.now()).store(session).await?;
        tracing::debug!("login begun");
        Ok(redirect(self.site.login_url(&query).as_str()))
    }

    /// Takes one of the two steps of an answer.
    async fn take_answer(
        &self,
        session: &Session,
        request: &Parts,
        body: Result<Bytes, BytesRejection>,
    ) -> Result<Response, LoginError> {
        let body = body?;
        let callback = Callback::from_http(request, self.browser_address(request)?, &body);
        if request.uri.query() == Some(pages::RELAYED) {
            self.finish(session, &callback).await
        } else {
            self.relay(&callback).await
        }
    }

    /// The first step: lets a page of the site post what a page of the service has posted.
    ///
    /// Only documented fields are passed on, as the types write them, so nothing that somebody invented
    /// gets into the page.
    async fn relay(&self, callback: &Callback<'_>) -> Result<Response, LoginError> {
        let received = self.site.receive(callback).await?;
        Ok(pages::relay(&received.to_pairs(), &self.script_path()))
    }

    /// The second step: the session is at hand.
    async fn finish(&self, session: &Session, callback: &Callback<'_>) -> Result<Response, LoginError> {
        match self.site.receive_relayed(callback).await? {
            Received::Login(login) => self.sign_in(session, &login).await,
            Received::NoLogin(Outcome::Cancelled) => {
                PendingLogin::take(session).await?;
                Err(LoginError::Cancelled)
            }
            Received::NoLogin(Outcome::LoggedOff) => Ok(redirect(&self.after_logout)),
        }
    }

    async fn sign_in(&self, session: &Session, login: &UnverifiedLogin) -> Result<Response, LoginError> {
        let now = self.site.now();
        let pending = PendingLogin::take(session)
            .await?
            .filter(|pending| pending.awaits(login.claimed().url_id(), now))
            .ok_or(LoginError::NoLoginInProgress)?;
        let verified = self.verifier.verify(login).await?;
        SignedIn::begin(session, &verified, now).await?;
        for part in &self.keep {
            part.write(session, &verified).await?;
        }
        tracing::info!("signed in");
        Ok(redirect(pending.return_to()))
    }

    /// Ends the session, if a page of the site asks for it.
    async fn end_session(&self, session: &Session, request: &Parts) -> Result<Response, LoginError> {
        self.site.check_own_origin(&Callback::from_http(request, None, &[]))?;
        session.flush().await?;
        tracing::info!("logged out");
        if self.log_off_from_service {
            return Ok(redirect(self.site.log_off_url(&self.page_of(request).log_off()).as_str()));
        }
        Ok(redirect(&self.after_logout))
    }

    fn respond(&self, result: Result<Response, LoginError>) -> Response {
        result.unwrap_or_else(|error| {
            let kind = error.kind();
            if error.status().is_server_error() {
                tracing::warn!(kind, error = &error as &(dyn Error + 'static), "no login");
            } else {
                tracing::info!(kind, "no login");
            }
            match &self.error_page {
                Some(page) => page(&error),
                None => pages::error(&error, &self.login_path),
            }
        })
    }

    /// The place on the site that the query asks for.
    fn place(&self, request: &Parts) -> String {
        let query = request.uri.query().unwrap_or_default();
        form_urlencoded::parse(query.as_bytes())
            .find(|(name, _)| name == return_to::PARAMETER)
            .and_then(|(_, place)| return_to::local(&place, self.site.return_pages()[0].url()))
            .unwrap_or_else(|| self.after_login.clone())
    }

    /// The return page on the domain that the browser is on, or the first one.
    fn page_of(&self, request: &Parts) -> &ReturnPage {
        let pages = self.site.return_pages();
        let host = host(request);
        let is_here = |page: &&ReturnPage| page.url().host_str() == host.as_deref();
        pages.iter().find(is_here).unwrap_or(&pages[0])
    }

    fn browser_address(&self, request: &Parts) -> Result<Option<IpAddr>, ForwardedError> {
        let Some(peer) = peer(request) else { return Ok(None) };
        match &self.proxies {
            Some(proxies) => proxies.browser_address_of(peer, &request.headers).map(Some),
            None => Ok(Some(peer)),
        }
    }
}

/// Who is at the other end of the connection, as far as the listener told.
fn peer(request: &Parts) -> Option<IpAddr> {
    let plain = request.extensions.get().map(|ConnectInfo(peer): &ConnectInfo<SocketAddr>| peer.ip());
    #[cfg(feature = "certificate")]
    let plain = plain.or_else(|| {
        let over_tls = request.extensions.get::<ConnectInfo<ClientConnection>>();
        over_tls.map(|ConnectInfo(connection)| connection.address().ip())
    });
    plain
}

/// The name of the host that the browser asks, in lower case and without the port.
fn host(request: &Parts) -> Option<String> {
    let from_header = || header(&request.headers, &HOST)?.parse().ok();
    // HTTP/2 has it in the URI.
    let authority: Authority = request.uri.authority().cloned().or_else(from_header)?;
    Some(authority.host().to_ascii_lowercase())
}

/// Answers with 303, so that a POST becomes a GET.
fn redirect(address: &str) -> Response {
    Redirect::to(address).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_found_in_requests_of_every_version_of_http() {
        for (uri, header, expected) in [
            ("/", Some("shop.example"), Some("shop.example")),
            ("/", Some("SHOP.example:8443"), Some("shop.example")),
            ("/", Some("[::1]:3000"), Some("[::1]")),
            ("https://shop.example/", None, Some("shop.example")),
            ("https://shop.example/", Some("stranger.example"), Some("shop.example")),
            ("/", Some("not a host"), None),
            ("/", None, None),
        ] {
            let request = http::Request::get(uri);
            let request = header.into_iter().fold(request, |request, value| request.header(HOST, value));
            let (parts, ()) = request.body(()).unwrap().into_parts();
            assert_eq!(host(&parts).as_deref(), expected, "{uri} {header:?}");
        }
    }

    #[test]
    #[cfg(feature = "certificate")]
    fn the_address_is_known_of_every_listener() {
        let address = SocketAddr::from(([192, 0, 2, 1], 1));
        let (mut plain, ()) = http::Request::new(()).into_parts();
        let mut over_tls = plain.clone();
        assert_eq!(peer(&plain), None);
        plain.extensions.insert(ConnectInfo(address));
        over_tls.extensions.insert(ConnectInfo(ClientConnection::new(address, None)));
        assert_eq!(peer(&plain), Some(address.ip()));
        assert_eq!(peer(&over_tls), Some(address.ip()));
    }
}

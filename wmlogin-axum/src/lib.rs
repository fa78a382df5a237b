//! WebMoney Login for a site on [axum]: the pages that a login needs, and an extractor for who is
//! signed in.
//!
//! ```
//! use axum::Router;
//! use axum::routing::get;
//! use tower_sessions::cookie::SameSite;
//! use tower_sessions::{MemoryStore, SessionManagerLayer};
//! use wmlogin_axum::{LoginRouter, SignedIn};
//! use wmlogin_client::{Site, Verifier};
//!
//! async fn account(user: SignedIn) -> String {
//!     format!("Signed in as {}", user.wmid())
//! }
//!
//! fn app(site: Site, verifier: Verifier) -> Router {
//!     let sessions = SessionManagerLayer::new(MemoryStore::default()).with_same_site(SameSite::Lax);
//!     let login = LoginRouter::new(site, verifier).after_login("/account");
//!     login.add_to(Router::new().route("/account", get(account))).layer(sessions)
//! }
//! ```
//!
//! # The pages
//!
//! | page | what it does |
//! | --- | --- |
//! | `GET /login?return_to=/path` | notes in the session that a login is in progress, and sends the browser to the service |
//! | `POST` to each return page of the [`Site`] | takes the answer, in two steps, and signs the user in |
//! | `POST /logout` | ends the session |
//!
//! The answer arrives as a POST from a page of the service, so the session's cookie, `SameSite=Lax` or
//! `Strict`, is not with it. The first step makes every check that needs no session, neither reads nor
//! writes one, and answers with a page that posts the documented fields again, now from the site itself.
//! That second step finds the session, takes the login in progress out of it, asks the service, and
//! gives the session a new id.
//!
//! Keep the cookie on `Lax`. With `Strict` whoever follows a link from elsewhere has to log in again.
//!
//! # Behind a proxy
//!
//! Paths are those that the browser sees: the router cannot be nested below a path that a proxy strips.
//! Serve the app with `into_make_service_with_connect_info::<SocketAddr>()`, or the browser's address is
//! unknown and not checked, and name the proxies with [`LoginRouter::trusted_proxies`].
//!
//! # What is prevented, and what remains
//!
//! - *A stolen or invented answer*, sent from a page of somebody else: its `Origin` is refused.
//! - *A stranger's answer in a browser that did not ask for one*, to make its user act in the
//!   stranger's account: there is no login in progress, or it is for another return page, or older than
//!   [`LOGIN_LIFETIME`], or used up.
//! - *Beginning a login from elsewhere* for that purpose: where the browser says that another site sent
//!   it to `/login`, the user is asked first. Browsers without `Sec-Fetch-Site` are not asked.
//! - *A session id that somebody else knows*: it ends with the login.
//! - *Another user's data in the session*: if somebody else is signed in, all of it is cleared.
//!
//! The protocol has no `state`, so this remains: who can make the *service's* page post a stranger's
//! answer in a browser where a login is in progress, for instance by signing that browser in to the
//! service as the stranger, signs it in to the site as the stranger. So does, while the browser's
//! address is checked and an absent `Origin` is let pass for that, a stranger who has the same public
//! address as the user. Show users whom they are signed in as.

#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod error;
mod handlers;
mod keep;
mod pages;
mod pending;
mod return_to;
mod signed_in;

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, DefaultBodyLimit};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use http::request;
use keep::Keep;
use serde::Serialize;
use wmlogin_client::types::MAX_BODY_LENGTH;
use wmlogin_client::types::pages::authentication;
use wmlogin_client::{Site, TrustedProxies, VerifiedLogin, Verifier};

pub use error::LoginError;
pub use pending::LOGIN_LIFETIME;
pub use signed_in::{NotSignedIn, SignedIn};

/// The pages that a site needs for WebMoney Login; see the [module](self).
#[must_use = "it does nothing until it is added to a router"]
pub struct LoginRouter {
    site: Site,
    verifier: Verifier,
    login_path: String,
    logout_path: String,
    after_login: String,
    after_logout: String,
    log_off_from_service: bool,
    peer: PeerAddress,
    proxies: Option<TrustedProxies>,
    query: QueryChoice,
    keep: Vec<Keep>,
    error_page: Option<ErrorPage>,
}

type QueryChoice = Arc<dyn Fn(authentication::Query, &request::Parts) -> authentication::Query + Send + Sync>;
type PeerAddress = Box<dyn Fn(&request::Parts) -> Option<IpAddr> + Send + Sync>;
type ErrorPage = Arc<dyn Fn(&LoginError) -> Response + Send + Sync>;

impl LoginRouter {
    /// The pages of this site.
    pub fn new(site: Site, verifier: Verifier) -> Self {
        Self {
            site,
            verifier,
            login_path: "/login".to_owned(),
            logout_path: "/logout".to_owned(),
            after_login: "/".to_owned(),
            after_logout: "/".to_owned(),
            log_off_from_service: false,
            peer: Box::new(connected_peer),
            proxies: None,
            query: Arc::new(|query, _| query),
            keep: Vec::new(),
            error_page: None,
        }
    }

    /// The path of the page that begins a login; `/login` unless it is set.
    pub fn login_path(mut self, path: impl Into<String>) -> Self {
        self.login_path = path.into();
        self
    }

    /// The path that ends the session; `/logout` unless it is set.
    pub fn logout_path(mut self, path: impl Into<String>) -> Self {
        self.logout_path = path.into();
        self
    }

    /// Where a user who asked for no page of the site goes after the login; `/` unless it is set.
    pub fn after_login(mut self, path: impl Into<String>) -> Self {
        self.after_login = path.into();
        self
    }

    /// Where the user goes after the log-out; `/` unless it is set.
    pub fn after_logout(mut self, path: impl Into<String>) -> Self {
        self.after_logout = path.into();
        self
    }

    /// Lets a log-out from the site end the user's session with the service too.
    ///
    /// That ends it for every other site, and the service's page for it is observed, not documented; so
    /// it is off unless it is set. The service sends the browser back with
    /// [`LoggedOff`](wmlogin_client::types::Outcome::LoggedOff), which leads to the page after the log-out.
    ///
    /// If the page with the form has a `Content-Security-Policy` with `form-action`, that must name the
    /// service: some browsers hold redirects against it too.
    pub fn log_off_from_service(mut self) -> Self {
        self.log_off_from_service = true;
        self
    }

    /// What a login asks the service's page for: a language, a method, a user who is selected
    /// beforehand. The request is the one to the page that begins the login.
    ///
    /// ```
    /// # use wmlogin_axum::LoginRouter;
    /// # fn set(login: LoginRouter) -> LoginRouter {
    /// login.login_query(|query, request| match request.headers.get("accept-language") {
    ///     Some(languages) if languages.as_bytes().starts_with(b"ru") => query.lang("ru-RU"),
    ///     _ => query.lang("en-US"),
    /// })
    /// # }
    /// ```
    pub fn login_query(
        mut self,
        choice: impl Fn(authentication::Query, &request::Parts) -> authentication::Query + Send + Sync + 'static,
    ) -> Self {
        self.query = Arc::new(choice);
        self
    }

    /// Keeps more of each login in the session than [`SignedIn`] tells: what `choice` makes of it, under
    /// this key.
    ///
    /// It is written with the login and goes with the session. [`VerifiedLogin::claimed`] holds
    /// credentials, and most of it is not confirmed: take what you need.
    ///
    /// ```
    /// # use wmlogin_axum::LoginRouter;
    /// use tower_sessions::Session;
    ///
    /// # fn set(login: LoginRouter) -> LoginRouter {
    /// login.keep("address", |login| login.user_address())
    /// # }
    ///
    /// async fn address(session: Session) -> Option<std::net::IpAddr> {
    ///     session.get("address").await.ok()?
    /// }
    /// ```
    pub fn keep<T: Serialize + Send + Sync + 'static>(
        mut self,
        key: &'static str,
        choice: impl Fn(&VerifiedLogin) -> T + Send + Sync + 'static,
    ) -> Self {
        self.keep.push(Keep::new(key, choice));
        self
    }

    /// Sets how the address at the other end of the connection is found. The default reads the
    /// `ConnectInfo<SocketAddr>` of `into_make_service_with_connect_info`.
    ///
    /// A listener of another kind has its own connection information. For that of `wmlogin-certificate`:
    ///
    /// ```
    /// # use wmlogin_axum::LoginRouter;
    /// use wmlogin_certificate::tls::ClientConnection;
    ///
    /// # fn set(login: LoginRouter) -> LoginRouter {
    /// login.peer_address(|request| ClientConnection::of(request).map(|client| client.address().ip()))
    /// # }
    /// ```
    pub fn peer_address(
        mut self,
        address: impl Fn(&request::Parts) -> Option<IpAddr> + Send + Sync + 'static,
    ) -> Self {
        self.peer = Box::new(address);
        self
    }

    /// The proxies that the site runs itself, so that the browser's address is known behind them.
    pub fn trusted_proxies(mut self, proxies: TrustedProxies) -> Self {
        self.proxies = Some(proxies);
        self
    }

    /// The page that tells the user why there is no login, in place of the default one.
    ///
    /// It should have the status code of [`LoginError::status`].
    pub fn error_page<R: IntoResponse>(
        mut self,
        page: impl Fn(&LoginError) -> R + Send + Sync + 'static,
    ) -> Self {
        self.error_page = Some(Arc::new(move |error| page(error).into_response()));
        self
    }

    /// The router with these pages. Its routes know where to send who is not signed in, so add them
    /// first; add the session layer after this.
    ///
    /// # Panics
    ///
    /// As [`Router::route`] does, if a path does not begin with a slash or is taken.
    pub fn add_to<S: Clone + Send + Sync + 'static>(self, router: Router<S>) -> Router<S> {
        let login = Arc::new(self);
        let login_path = signed_in::LoginPath(login.login_path.as_str().into());
        let mut pages = Router::new()
            // A path that begins with `*` or `:` is an ordinary one.
            .without_v07_checks()
            .route(&login.login_path, get(handlers::login))
            .route(&login.script_path(), get(handlers::script))
            .route(&login.logout_path, post(handlers::logout));
        for path in login.return_paths() {
            let limit = DefaultBodyLimit::max(MAX_BODY_LENGTH);
            pages = pages.route(path, post(handlers::return_page).layer(limit));
        }
        router.merge(pages.with_state(login)).layer(Extension(login_path))
    }

    /// The paths of the return pages; pages on several domains may have one path.
    fn return_paths(&self) -> Vec<&str> {
        let mut paths: Vec<_> = self.site.return_pages().iter().map(|page| page.url().path()).collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }

    /// The script that takes the second step for the user.
    fn script_path(&self) -> String {
        format!("{}/continue.js", self.login_path.trim_end_matches('/'))
    }
}

/// The peer of a connection that [`axum::serve()`] accepted.
fn connected_peer(request: &request::Parts) -> Option<IpAddr> {
    request.extensions.get().map(|ConnectInfo(peer): &ConnectInfo<SocketAddr>| peer.ip())
}

impl fmt::Debug for LoginRouter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoginRouter")
            .field("site", &self.site)
            .field("login_path", &self.login_path)
            .field("logout_path", &self.logout_path)
            .finish_non_exhaustive()
    }
}

/// The examples of the README, which have to compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

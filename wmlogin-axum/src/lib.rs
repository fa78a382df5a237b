//! WebMoney Login for a site on [axum]: the pages that a login needs, and an extractor for the signed-in
//! user.
//!
//! ```
//! use axum::Router;
//! use axum::routing::get;
//! use tower_sessions::cookie::SameSite;
//! use tower_sessions::{MemoryStore, SessionManagerLayer};
//! use wmlogin_axum::{LoginRouter, SignedIn};
//! use wmlogin_client::{LoginFlow, Verifier};
//!
//! async fn account(user: SignedIn) -> String {
//!     format!("Signed in as {}", user.wmid())
//! }
//!
//! fn app(flow: LoginFlow, verifier: Verifier) -> Router {
//!     let sessions = SessionManagerLayer::new(MemoryStore::default()).with_same_site(SameSite::Lax);
//!     let login = LoginRouter::new(flow.after_login("/account"), verifier);
//!     login.add_to(Router::new().route("/account", get(account))).layer(sessions)
//! }
//! ```
//!
//! # The pages
//!
//! | page | what it does |
//! | --- | --- |
//! | `GET /login?return_to=/path` | sends the browser to the service, with a cookie for this login |
//! | `POST` to each return page of the site | takes the answer, in two steps, and signs the user in |
//! | `POST /logout` | ends the session |
//!
//! The crate is a shell around [`LoginFlow`], which decides everything; its documentation has a table of every
//! case, what is prevented, and what remains. What is added here is the session: it is touched only once the
//! service has confirmed a login, and then gets a new id. If another user was signed in, all of its data is
//! cleared.
//!
//! Keep the session's cookie on `SameSite=Lax`. With `Strict`, everyone who follows a link from elsewhere
//! has to log in again.
//!
//! # Behind a proxy
//!
//! Paths are those that the browser sees: the router cannot be nested below a path that a proxy strips. Serve
//! the app with `into_make_service_with_connect_info::<SocketAddr>()`, or the browser's address is unknown,
//! and name the proxies with [`LoginRouter::trusted_proxies`]. A proxy has to pass on the `Host` header.
//!
//! # How long a user is signed in
//!
//! [`SESSION_LIFETIME`] unless the site [says](LoginRouter::session_lifetime) otherwise. It has nothing to do
//! with how long the ticket is valid. The session layer may end a session earlier.
//!
//! # Events
//!
//! The crate logs with [`tracing`](https://docs.rs/tracing), beside the [events](wmlogin_client#events) of the
//! client. No event holds a ticket, a WMID or an address.
//!
//! | level | message | fields | when |
//! | --- | --- | --- | --- |
//! | info | `signed in`, `logged out` | – | the session was changed |
//! | warn | `no login` | `kind`, `error` | a page did not do what it is for, and not because of the flow |
//! | error | `no session` | `error` | the session of a route cannot be read, or it has none |
//!
//! # Features
//!
//! - `testing`: [`testing`], a signed-in user for unit tests of handlers. For dev-dependencies.

#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod error;
mod handlers;
mod keep;
mod navigation;
mod session_store;
mod signed_in;
#[cfg(feature = "testing")]
pub mod testing;

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{ConnectInfo, DefaultBodyLimit};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, post};
use axum::{Extension, Router};
use http::request;
use keep::Keep;
use serde::Serialize;
use wmlogin_client::types::MAX_BODY_LENGTH;
use wmlogin_client::{LoginAddress, LoginFlow, Reply, TrustedProxies, VerifiedLogin, Verifier};

pub use error::LoginError;
pub use navigation::is_navigation;
pub use session_store::InProcessSessionStore;
pub use signed_in::{NotSignedIn, SignedIn};

/// The time for which a user is signed in unless the site says otherwise.
pub const SESSION_LIFETIME: Duration = Duration::from_hours(12);

/// The pages that a site needs for WebMoney Login; see the [crate](self).
#[must_use = "it does nothing until it is added to a router"]
pub struct LoginRouter {
    flow: LoginFlow,
    verifier: Verifier,
    logout_path: String,
    after_logout: String,
    log_off_from_service: bool,
    session_lifetime: Duration,
    peer: PeerAddress,
    proxies: Option<TrustedProxies>,
    address: AddressChoice,
    keep: Vec<Keep>,
    admission: Admission,
    error_page: Option<ErrorPage>,
}

type AddressChoice = Box<dyn for<'a> Fn(LoginAddress<'a>, &request::Parts) -> LoginAddress<'a> + Send + Sync>;
type PeerAddress = Box<dyn Fn(&request::Parts) -> Option<IpAddr> + Send + Sync>;
type Admission = Box<dyn Fn(&VerifiedLogin) -> bool + Send + Sync>;
type ErrorPage = Box<dyn Fn(&LoginError) -> Response + Send + Sync>;

impl LoginRouter {
    /// The pages of this flow.
    pub fn new(flow: LoginFlow, verifier: Verifier) -> Self {
        Self {
            flow,
            verifier,
            logout_path: "/logout".to_owned(),
            after_logout: "/".to_owned(),
            log_off_from_service: false,
            session_lifetime: SESSION_LIFETIME,
            peer: Box::new(connected_peer),
            proxies: None,
            address: Box::new(|address, _| address),
            keep: Vec::new(),
            admission: Box::new(|_| true),
            error_page: None,
        }
    }

    /// Sets the path that ends the session; `/logout` by default.
    pub fn logout_path(mut self, path: impl Into<String>) -> Self {
        self.logout_path = path.into();
        self
    }

    /// Sets the place to go to after a log-out; `/` by default.
    pub fn after_logout(mut self, path: impl Into<String>) -> Self {
        self.after_logout = path.into();
        self
    }

    /// Sets the time for which a user is signed in; [`SESSION_LIFETIME`] by default.
    pub fn session_lifetime(mut self, lifetime: Duration) -> Self {
        self.session_lifetime = lifetime;
        self
    }

    /// Lets a log-out from the site end the user's session with the service too.
    ///
    /// That ends it for every other site, and the service's page for it is observed, not documented; so it is
    /// off by default. The service sends the browser back with
    /// [`LOGGED_OFF`](wmlogin_client::types::Outcome::LOGGED_OFF), which leads to the flow's
    /// [place](LoginFlow::after_log_off) for that.
    ///
    /// If the page with the form has a `Content-Security-Policy` with `form-action`, that must name the
    /// service: some browsers apply it to redirects too.
    pub fn log_off_from_service(mut self) -> Self {
        self.log_off_from_service = true;
        self
    }

    /// Sets what a login asks the service's page for: a language, a method, a user who is selected
    /// beforehand. The request is the one to the page that begins the login.
    ///
    /// ```
    /// # use wmlogin_axum::LoginRouter;
    /// # fn set(login: LoginRouter) -> LoginRouter {
    /// login.ask(|address, request| match request.headers.get("accept-language") {
    ///     Some(languages) if languages.as_bytes().starts_with(b"ru") => address.lang("ru-RU"),
    ///     _ => address.lang("en-US"),
    /// })
    /// # }
    /// ```
    pub fn ask(
        mut self,
        choice: impl for<'a> Fn(LoginAddress<'a>, &request::Parts) -> LoginAddress<'a> + Send + Sync + 'static,
    ) -> Self {
        self.address = Box::new(choice);
        self
    }

    /// Keeps more of each login in the session than [`SignedIn`] holds: the value that `choice` makes of it,
    /// under this key.
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

    /// Sets which users may sign in; by default everyone may. It is asked once the service has confirmed the
    /// login. Anyone else gets the page of [`LoginError::NotAdmitted`].
    ///
    /// A user who is signed in stays so when the rule changes: check it in the handlers as well.
    ///
    /// ```
    /// # use wmlogin_axum::LoginRouter;
    /// # fn set(login: LoginRouter) -> LoginRouter {
    /// login.admit(|login| ["100000000001", "100000000002"].contains(&login.wmid().as_str()))
    /// # }
    /// ```
    pub fn admit(mut self, rule: impl Fn(&VerifiedLogin) -> bool + Send + Sync + 'static) -> Self {
        self.admission = Box::new(rule);
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

    /// Names the proxies that the site runs itself, so that the browser's address is known behind them.
    pub fn trusted_proxies(mut self, proxies: TrustedProxies) -> Self {
        self.proxies = Some(proxies);
        self
    }

    /// Sets the page for a user who is not signed in, in place of the flow's. Its status code and its cookies
    /// are replaced by those that the flow needs.
    pub fn error_page<R: IntoResponse>(
        mut self,
        page: impl Fn(&LoginError) -> R + Send + Sync + 'static,
    ) -> Self {
        self.error_page = Some(Box::new(move |error| page(error).into_response()));
        self
    }

    /// Adds the pages to a router, whose routes then know where to send visitors who are not signed in: so
    /// add those routes first, and the session layer after this.
    ///
    /// # Panics
    ///
    /// As [`Router::route`] does, if a path does not begin with a slash or is taken.
    pub fn add_to<S: Clone + Send + Sync + 'static>(self, router: Router<S>) -> Router<S> {
        let login = Arc::new(self);
        let login_path = login.flow.begin_path().to_owned();
        let mut pages = Router::new()
            // A path that begins with `*` or `:` is an ordinary one.
            .without_v07_checks()
            .route(&login_path, any(handlers::begin))
            .route(&login.logout_path, post(handlers::logout));
        for path in login.return_paths() {
            let limit = DefaultBodyLimit::max(MAX_BODY_LENGTH);
            pages = pages.route(path, any(handlers::return_page).layer(limit));
        }
        let login_path = signed_in::LoginPath(login_path.into());
        router.merge(pages.with_state(login)).layer(Extension(login_path))
    }

    /// The paths of the return pages; pages on several domains may have one path.
    fn return_paths(&self) -> Vec<&str> {
        let pages = self.flow.site().return_pages();
        let mut paths: Vec<_> = pages.iter().map(|page| page.url().path()).collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }
}

/// A reply of the flow as a response of axum.
fn response(reply: Reply) -> Response {
    reply.into_http().into_response()
}

/// The peer of a connection that [`axum::serve()`] accepted.
fn connected_peer(request: &request::Parts) -> Option<IpAddr> {
    request.extensions.get().map(|ConnectInfo(peer): &ConnectInfo<SocketAddr>| peer.ip())
}

impl fmt::Debug for LoginRouter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoginRouter")
            .field("flow", &self.flow)
            .field("logout_path", &self.logout_path)
            .finish_non_exhaustive()
    }
}

/// The examples of the README, which have to compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

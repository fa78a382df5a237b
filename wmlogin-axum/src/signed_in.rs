//! The signed-in user.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::extract::{FromRequestParts, OptionalFromRequestParts, OriginalUri};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, TimeDelta, Utc};
use http::request::Parts;
use http::uri::PathAndQuery;
use http::{Method, StatusCode};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use tower_sessions::session::Error;
use wmlogin_client::types::{AuthType, Wmid};

use url::form_urlencoded;
use wmlogin_client::VerifiedLogin;

use crate::navigation::is_navigation;

const KEY: &str = "wmlogin.signed_in";

/// The signed-in user, as the service has confirmed it.
///
/// A handler with this argument is for signed-in users only: others are rejected with [`NotSignedIn`].
/// `Option<SignedIn>` is for everyone.
///
/// ```
/// use wmlogin_axum::SignedIn;
///
/// async fn account(user: SignedIn) -> String {
///     format!("Signed in as {}", user.wmid())
/// }
///
/// async fn home(user: Option<SignedIn>) -> String {
///     user.map_or_else(|| "Welcome".to_owned(), |user| format!("Welcome, {}", user.wmid()))
/// }
/// # axum::Router::<()>::new()
/// #     .route("/account", axum::routing::get(account))
/// #     .route("/", axum::routing::get(home));
/// ```
///
/// Only the [return page](super#the-pages) makes one; it cannot be built or deserialized.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    wmid: Wmid,
    auth_type: Option<AuthType>,
    at: DateTime<Utc>,
}

impl SignedIn {
    /// The WMID of the user.
    #[must_use]
    pub const fn wmid(&self) -> &Wmid {
        &self.wmid
    }

    /// The method of the login, or `None` if it is not known. See [`VerifiedLogin::auth_type`].
    #[must_use]
    pub const fn auth_type(&self) -> Option<AuthType> {
        self.auth_type
    }

    /// The time at which the user signed in, by the site's clock.
    #[must_use]
    pub const fn signed_in_at(&self) -> DateTime<Utc> {
        self.at
    }

    #[cfg(feature = "testing")]
    pub(crate) const fn new(wmid: Wmid, auth_type: Option<AuthType>, at: DateTime<Utc>) -> Self {
        Self { wmid, auth_type, at }
    }

    /// Signs the user in. The session gets a new id, so that an id that another person knows is of no use.
    pub(super) async fn begin(
        session: &Session,
        login: &VerifiedLogin,
        now: DateTime<Utc>,
        lifetime: Duration,
    ) -> Result<(), Error> {
        if Self::may_be_of_another(session, login.wmid()).await? {
            session.clear().await;
        }
        session.cycle_id().await?;
        session.insert(KEY, Record::new(login, now, lifetime)).await
    }

    /// Returns `true` if the session may hold data of another user, signed in or no longer.
    async fn may_be_of_another(session: &Session, user: &Wmid) -> Result<bool, Error> {
        match session.get::<Record>(KEY).await {
            Ok(record) => Ok(record.is_some_and(|record| record.wmid != user.as_str())),
            Err(Error::SerdeJson(_)) => Ok(true),
            Err(error) => Err(error),
        }
    }

    async fn load(session: &Session) -> Result<Option<Self>, Error> {
        match session.get::<Record>(KEY).await {
            Ok(record) => Ok(record.and_then(Record::read)),
            // Another version of the crate wrote it.
            Err(Error::SerdeJson(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// The content of the session. The public type does not implement the traits of serde, so no other code can
/// make one.
#[derive(Serialize, Deserialize)]
struct Record {
    wmid: String,
    auth_type: Option<String>,
    at: DateTime<Utc>,
    /// The time from which the user is no longer signed in.
    until: DateTime<Utc>,
}

/// Returns the time by the machine's clock. Chrono's own function panics before 1970.
fn now() -> DateTime<Utc> {
    SystemTime::now().into()
}

impl Record {
    fn new(login: &VerifiedLogin, at: DateTime<Utc>, lifetime: Duration) -> Self {
        let auth_type = login.auth_type().map(|auth_type| auth_type.name().to_owned());
        // By the machine's clock, as it is read back: the site's own clock is not at hand there.
        let lifetime = TimeDelta::from_std(lifetime).ok();
        let until = lifetime.and_then(|lifetime| now().checked_add_signed(lifetime));
        let until = until.unwrap_or(DateTime::<Utc>::MAX_UTC);
        Self { wmid: login.wmid().to_string(), auth_type, at, until }
    }

    fn read(self) -> Option<SignedIn> {
        if self.until <= now() {
            return None;
        }
        let auth_type = match self.auth_type {
            Some(name) => Some(AuthType::from_name(&name)?),
            None => None,
        };
        Some(SignedIn { wmid: self.wmid.parse().ok()?, auth_type, at: self.at })
    }
}

/// The parameter of the page that begins a login: the place to go to after it.
pub(super) const RETURN_TO: &str = "return_to";

/// The path and query that begin a login which leads to this place.
fn login_address(login_path: &str, place: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair(RETURN_TO, place).finish();
    format!("{login_path}?{query}")
}

/// The path that begins a login, for the routes that ask who is signed in.
#[derive(Clone)]
pub(super) struct LoginPath(pub Arc<str>);

impl<S: Send + Sync> OptionalFromRequestParts<S> for SignedIn {
    type Rejection = NotSignedIn;

    async fn from_request_parts(request: &mut Parts, state: &S) -> Result<Option<Self>, NotSignedIn> {
        let session = Session::from_request_parts(request, state).await;
        let session = session.map_err(|_| NotSignedIn::NoSession)?;
        Self::load(&session).await.map_err(NotSignedIn::Session)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = NotSignedIn;

    async fn from_request_parts(request: &mut Parts, state: &S) -> Result<Self, NotSignedIn> {
        let user = <Self as OptionalFromRequestParts<S>>::from_request_parts(request, state).await?;
        user.ok_or_else(|| NotSignedIn::nobody(request))
    }
}

/// The reason why there is no [`SignedIn`] for a handler.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NotSignedIn {
    /// No user is signed in, and a browser opens the page: it is sent to this path and query, which begin
    /// a login and lead back.
    #[error("nobody is signed in")]
    LogIn(String),
    /// No user is signed in. Forms and the requests of scripts are answered with 401, because they would
    /// not survive the login.
    #[error("nobody is signed in")]
    Unauthorized,
    /// The session store failed, which is answered with 503.
    #[error("the session cannot be read: try again later")]
    Session(#[source] Error),
    /// The route has no session layer, which is answered with 500.
    #[error("the route has no session: add a `SessionManagerLayer` after it")]
    NoSession,
}

impl NotSignedIn {
    fn nobody(request: &Parts) -> Self {
        match request.extensions.get() {
            Some(LoginPath(path)) if opens_page(request) => Self::LogIn(login_address(path, place(request))),
            _ => Self::Unauthorized,
        }
    }
}

impl IntoResponse for NotSignedIn {
    fn into_response(self) -> Response {
        let status = match &self {
            Self::LogIn(login) => return Redirect::to(login).into_response(),
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::Session(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::NoSession => StatusCode::INTERNAL_SERVER_ERROR,
        };
        if status.is_server_error() {
            tracing::error!(error = &self as &(dyn std::error::Error + 'static), "no session");
        }
        (status, self.to_string()).into_response()
    }
}

/// Returns `true` if the browser opens a page by a link or an address; a script that fetches something does
/// not.
fn opens_page(request: &Parts) -> bool {
    matches!(request.method, Method::GET | Method::HEAD) && is_navigation(&request.headers)
}

/// The path and query that the browser asks for.
fn place(request: &Parts) -> &str {
    // Inside a nested router, the request's own URI lacks the beginning.
    let original = request.extensions.get().map(|OriginalUri(uri)| uri);
    original.unwrap_or(&request.uri).path_and_query().map_or("/", PathAndQuery::as_str)
}

#[cfg(test)]
mod tests {
    use tower_sessions::MemoryStore;

    use super::*;

    async fn signed_in(value: &str) -> Option<SignedIn> {
        let session = Session::new(None, Arc::new(MemoryStore::default()), None);
        session.insert_value(KEY, value.parse().unwrap()).await.unwrap();
        SignedIn::load(&session).await.unwrap()
    }

    #[tokio::test]
    async fn what_cannot_be_read_signs_nobody_in() {
        let good = r#"{"wmid":"123456789012","auth_type":"Enum","at":"2015-01-12T14:31:29Z","until":"3015-01-12T14:31:29Z"}"#;
        let user = signed_in(good).await.unwrap();
        assert_eq!(user.auth_type(), Some(AuthType::Enum));
        assert_eq!(user.signed_in_at().timestamp(), 1_421_073_089);
        for (part, other) in [
            ("123456789012", "12345678901"),
            ("Enum", "Nothing"),
            ("2015", "then"),
            ("3015", "2016"),
            ("until", "unknown"),
            ("wmid", "user"),
            (good, "\"123456789012\""),
        ] {
            assert_eq!(signed_in(&good.replace(part, other)).await, None, "{other}");
        }
    }
}

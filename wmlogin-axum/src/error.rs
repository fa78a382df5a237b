//! The reasons for not doing what a page is for.

use axum::extract::rejection::BytesRejection;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::CACHE_CONTROL;
use wmlogin_client::{Denied, ForwardedError, Refusal};

/// The reason why a page of the [`LoginRouter`](super::LoginRouter) does not do what it is for. The user is
/// not signed in by it, and loses no session.
///
/// Its text is one line for people who run the site, and never holds a credential; [`kind`](Self::kind) is
/// for programs.
#[derive(Debug, thiserror::Error, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum LoginError {
    /// The flow does not sign the user in.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// A log-out does not come from a page of the site.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The site does not admit this user; see [`LoginRouter::admit`](super::LoginRouter::admit).
    #[error("this user may not sign in to this site")]
    NotAdmitted,
    /// The body is too long or was not sent completely.
    #[error("the request is too long or incomplete")]
    Body(#[from] BytesRejection),
    /// A trusted proxy does not pass on the browser's address.
    #[error(transparent)]
    Forwarded(#[from] ForwardedError),
    /// The session store failed.
    #[error("the session cannot be read or written: try again later")]
    Session(#[from] tower_sessions::session::Error),
}

impl LoginError {
    /// Returns the innermost reason in snake case, for logs and programs: `no_login_in_progress`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Denied(denied) => denied.error().kind(),
            Self::Refused(refusal) => refusal.kind(),
            _ => self.into(),
        }
    }

    /// Returns the status code of the page for the user.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Denied(denied) => StatusCode::from_u16(denied.error().status()).unwrap_or_default(),
            Self::Refused(_) | Self::NotAdmitted => StatusCode::FORBIDDEN,
            Self::Body(rejection) => rejection.status(),
            Self::Forwarded(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Session(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl IntoResponse for LoginError {
    fn into_response(self) -> Response {
        match self {
            Self::Denied(denied) => super::response(denied.into_reply()),
            error => (error.status(), [(CACHE_CONTROL, "no-store")], error.to_string()).into_response(),
        }
    }
}

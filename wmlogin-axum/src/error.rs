//! Why there is no login.

use axum::extract::rejection::BytesRejection;
use http::StatusCode;

use wmlogin_client::ForwardedError;
use wmlogin_client::Refusal;
use wmlogin_client::TransportErrorKind;
use wmlogin_client::VerifyError;
use wmlogin_client::types::Outcome;

/// Why a page of the [`LoginRouter`](super::LoginRouter) does not do what it is for.
///
/// Its text is one line for people and never holds a credential; [`kind`](Self::kind) is for programs.
/// Nobody is signed in by it or loses a session.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoginError {
    /// The user cancelled the login at the service.
    #[error("the login was cancelled")]
    Cancelled,
    /// The service sent the user back without a login, for another documented reason.
    #[error("no login: {0} ({description})", description = .0.description())]
    NoLogin(Outcome),
    /// The request is refused.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The service did not confirm the login.
    #[error(transparent)]
    Verify(#[from] VerifyError),
    /// The browser's session has no login in progress that the answer could belong to.
    #[error("no login is in progress in this browser, or it took too long: log in again")]
    NoLoginInProgress,
    /// The body is too long or was not sent completely.
    #[error("the request is too long or was broken off")]
    Body(#[from] BytesRejection),
    /// A trusted proxy does not tell the browser's address.
    #[error(transparent)]
    Forwarded(#[from] ForwardedError),
    /// The session store failed.
    #[error("the session cannot be read or written: try again later")]
    Session(#[from] tower_sessions::session::Error),
}

impl LoginError {
    /// The reason in snake case, for logs and programs: `no_login_in_progress`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::NoLogin(_) => "no_login",
            Self::Refused(refusal) => refusal.kind(),
            Self::Verify(error) => error.kind(),
            Self::NoLoginInProgress => "no_login_in_progress",
            Self::Body(_) => "body",
            Self::Forwarded(_) => "forwarded",
            Self::Session(_) => "session",
        }
    }

    /// The status code of the page that tells it.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Cancelled | Self::NoLogin(_) => StatusCode::OK,
            Self::Refused(refusal) => refusal_status(refusal),
            Self::Verify(error) => verify_status(error),
            Self::NoLoginInProgress => StatusCode::CONFLICT,
            Self::Body(rejection) => rejection.status(),
            Self::Forwarded(_) | Self::Session(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

fn refusal_status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::ContentType { .. } => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Refusal::BodyTooLong { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::ForeignOrigin { .. } | Refusal::NoOrigin | Refusal::NotOwnPage { .. } => {
            StatusCode::FORBIDDEN
        }
        Refusal::ReplayStore(_) => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::BAD_REQUEST,
    }
}

fn verify_status(error: &VerifyError) -> StatusCode {
    match error {
        VerifyError::Refused(_) => StatusCode::FORBIDDEN,
        VerifyError::Replayed => StatusCode::BAD_REQUEST,
        VerifyError::ReplayStore(_) => StatusCode::SERVICE_UNAVAILABLE,
        VerifyError::Transport(error) => transport_status(error.kind()),
        _ => StatusCode::BAD_GATEWAY,
    }
}

fn transport_status(kind: TransportErrorKind) -> StatusCode {
    match kind {
        TransportErrorKind::ConnectTimeout | TransportErrorKind::Timeout => StatusCode::GATEWAY_TIMEOUT,
        _ => StatusCode::BAD_GATEWAY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wmlogin_client::{ReplayStoreError, TransportError};

    #[test]
    fn the_status_tells_whose_fault_it_is() {
        let transport = |kind| LoginError::Verify(TransportError::new(kind).into());
        let store = || ReplayStoreError::new("down");
        for (error, status) in [
            (LoginError::Cancelled, 200),
            (Refusal::ContentType { found: None }.into(), 415),
            (Refusal::BodyTooLong { length: 1 }.into(), 413),
            (Refusal::NotOwnPage { found: None }.into(), 403),
            (Refusal::Replayed.into(), 400),
            (Refusal::ReplayStore(store()).into(), 503),
            (VerifyError::Replayed.into(), 400),
            (VerifyError::ReplayStore(store()).into(), 503),
            (transport(TransportErrorKind::Connect), 502),
            (transport(TransportErrorKind::Timeout), 504),
            (transport(TransportErrorKind::ConnectTimeout), 504),
            (LoginError::NoLoginInProgress, 409),
            (ForwardedError::Missing.into(), 500),
        ] {
            assert_eq!(error.status(), status, "{error}");
            assert!(!error.kind().is_empty());
        }
    }
}

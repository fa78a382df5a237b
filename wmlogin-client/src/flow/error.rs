//! The reasons for not signing a user in.

use http::StatusCode;
use wmlogin_types::{Excerpt, Outcome};

use super::reply::Reply;
use super::words::Reason;
use crate::refusal::Refusal;
use crate::transport::TransportErrorKind;
use crate::verifier::VerifyError;

/// The reason why a step of the [`LoginFlow`](super::LoginFlow) does not sign the user in.
///
/// Its text is one line for people who run the site, and never holds a credential; [`kind`](Self::kind) is
/// for programs. The page for the user is in the [`Denied`] that brings it.
#[derive(Debug, thiserror::Error, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum FlowError {
    /// A request that would begin a login has a method other than `GET`.
    #[error("expected the method GET, found {found}")]
    OtherMethod {
        /// The method of the request.
        found: Excerpt,
    },
    /// The request names a host that is not that of a return page, and a redirect to the right one led
    /// here again.
    #[error(
        "the request is for {found}, but the return pages are on {expected}: let the proxy pass the `Host` \
         header on as the browser sends it"
    )]
    OtherHost {
        /// The `Host` header, shortened.
        found: Excerpt,
        /// The hosts of the return pages.
        expected: String,
    },
    /// A check that needs no other machine failed.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The user cancelled the login, or the service names another outcome that is not a login.
    #[error("the answer of the service is {0}")]
    NoLogin(Outcome),
    /// The second step has no signature of the first one for exactly this answer.
    #[error("the answer is not the one that was received in the first step: log in again")]
    RelaySignature,
    /// The page between the two steps was open for more than [`LOGIN_LIFETIME`](super::LOGIN_LIFETIME).
    #[error("too much time passed between the two steps: log in again")]
    RelayExpired,
    /// The browser sends no cookie of a login, because it keeps none or has not begun one.
    #[error("the browser brings no cookie of a login: it accepts none, or no login was begun in it")]
    NoCookie,
    /// None of the logins that the browser has begun can be the one of this answer: they are too old, used
    /// up or for another return page.
    #[error("no login is in progress in this browser, or it took too long: log in again")]
    NoLoginInProgress,
    /// The service did not confirm the login.
    #[error(transparent)]
    Verify(#[from] VerifyError),
    /// The system has no randomness for a login.
    #[error("the system has no randomness")]
    Random,
}

impl FlowError {
    /// Returns the innermost reason in snake case, for logs and programs: `foreign_origin`, `no_cookie`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.kind(),
            Self::Verify(error) => error.kind(),
            _ => self.into(),
        }
    }

    /// Returns the status code of the page for the user.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status_code().as_u16()
    }

    pub(super) fn status_code(&self) -> StatusCode {
        match self {
            Self::NoLogin(_) => StatusCode::OK,
            Self::OtherMethod { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Self::OtherHost { .. } | Self::Random => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Refused(refusal) => refusal_status(refusal),
            Self::RelaySignature => StatusCode::FORBIDDEN,
            Self::RelayExpired | Self::NoCookie | Self::NoLoginInProgress => StatusCode::CONFLICT,
            Self::Verify(error) => verify_status(error),
        }
    }

    /// Returns `true` if the same request can succeed later, so that the login stays in progress.
    #[must_use]
    pub const fn is_temporary(&self) -> bool {
        match self {
            Self::Verify(error) => error.is_temporary(),
            _ => false,
        }
    }

    /// Returns the seconds to wait before the same request can succeed, if that is known.
    pub(super) const fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Verify(VerifyError::TooManyRefusals { retry_after }) => Some(retry_after.as_secs()),
            _ => None,
        }
    }

    /// The words for the user.
    pub(super) const fn reason(&self) -> Reason {
        match self {
            Self::OtherMethod { .. } => Reason::NothingHere,
            Self::OtherHost { .. } => Reason::OtherHost,
            Self::Refused(refusal) => refusal_reason(refusal),
            Self::NoLogin(Outcome::CANCELLED) => Reason::Cancelled,
            Self::NoLogin(_) => Reason::OtherOutcome,
            Self::RelaySignature => Reason::Foreign,
            Self::RelayExpired | Self::NoLoginInProgress => Reason::TookTooLong,
            Self::NoCookie => Reason::NoCookie,
            Self::Verify(VerifyError::Refused(_)) => Reason::NotConfirmed,
            Self::Verify(VerifyError::Replayed) => Reason::UsedBefore,
            Self::Verify(VerifyError::TooManyRefusals { .. }) => Reason::TooManyRefusals,
            Self::Verify(_) | Self::Random => Reason::Unavailable,
        }
    }
}

fn refusal_status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::Method { .. } => StatusCode::METHOD_NOT_ALLOWED,
        Refusal::ContentType { .. } => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Refusal::BodyTooLong { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        refusal if refusal.is_policy() => StatusCode::FORBIDDEN,
        Refusal::ForeignOrigin { .. } | Refusal::NoOrigin | Refusal::NotOwnPage { .. } => {
            StatusCode::FORBIDDEN
        }
        _ => StatusCode::BAD_REQUEST,
    }
}

const fn refusal_reason(refusal: &Refusal) -> Reason {
    match refusal {
        Refusal::Method { .. } => Reason::NothingHere,
        Refusal::ForeignOrigin { .. } | Refusal::NoOrigin | Refusal::NotOwnPage { .. } => Reason::Foreign,
        Refusal::OtherAddress { .. } | Refusal::UnknownAddress => Reason::OtherAddress,
        Refusal::Expired { .. } => Reason::TookTooLong,
        refusal if refusal.is_policy() => Reason::Policy,
        _ => Reason::Unreadable,
    }
}

fn verify_status(error: &VerifyError) -> StatusCode {
    match error {
        VerifyError::Refused(_) | VerifyError::Replayed => StatusCode::FORBIDDEN,
        VerifyError::TooManyRefusals { .. } => StatusCode::TOO_MANY_REQUESTS,
        VerifyError::ReplayStore(_) => StatusCode::SERVICE_UNAVAILABLE,
        VerifyError::Transport(error) => match error.kind() {
            TransportErrorKind::ConnectTimeout | TransportErrorKind::Timeout => StatusCode::GATEWAY_TIMEOUT,
            _ => StatusCode::BAD_GATEWAY,
        },
        _ => StatusCode::BAD_GATEWAY,
    }
}

/// A step that does not sign the user in: the reason, and the page to answer with.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub struct Denied {
    #[source]
    pub(super) error: FlowError,
    /// On the heap, to keep results small.
    pub(super) reply: Box<Reply>,
}

impl Denied {
    /// Returns the reason.
    #[must_use]
    pub const fn error(&self) -> &FlowError {
        &self.error
    }

    /// Returns the page for the user, with the headers that end or keep the login in progress. To show
    /// another page, use [`Reply::with_page`].
    pub fn into_reply(self) -> Reply {
        *self.reply
    }
}

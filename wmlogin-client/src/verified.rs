//! A login that the service has confirmed.

use std::fmt;
use std::net::IpAddr;

use chrono::{DateTime, Utc};
use wmlogin_types::services::authorize;
use wmlogin_types::{AuthType, Success, UrlId, Wmid};

use crate::verify::Confirmation;

/// A login that the service has confirmed; [`Verifier::verify`](crate::Verifier::verify) is the only
/// maker.
///
/// The service confirms exactly what it was asked: these accessors return that. The rest of the answer,
/// such as factors, flags and times, came by way of the browser and no page of the operator offers to
/// confirm it; it stays with [`claimed`](Self::claimed).
#[derive(Clone)]
pub struct VerifiedLogin {
    request: authorize::Request,
    confirmation: Confirmation,
    claimed: Success,
}

impl VerifiedLogin {
    pub(crate) const fn new(
        request: authorize::Request,
        confirmation: Confirmation,
        claimed: Success,
    ) -> Self {
        Self { request, confirmation, claimed }
    }

    /// The WMID of the user.
    #[must_use]
    pub fn wmid(&self) -> &Wmid {
        self.request.by_role().user
    }

    /// The return URL id that the login was asked for, one of the site's.
    #[must_use]
    pub fn url_id(&self) -> &UrlId {
        self.request.by_role().return_id
    }

    /// The method of the login, as the service was asked; none if nobody knows it.
    ///
    /// The answers of version 3.0 do not name it, and what their factors imply is an inference; see
    /// [`Success::claims`].
    #[must_use]
    pub fn auth_type(&self) -> Option<AuthType> {
        self.request.by_role().method
    }

    /// The address that the user logged in from.
    #[must_use]
    pub fn user_address(&self) -> IpAddr {
        self.request.by_role().address
    }

    /// When the ticket was last used, if the service said so legibly.
    #[must_use]
    pub const fn last_access(&self) -> Option<DateTime<Utc>> {
        self.confirmation.last_access
    }

    /// When the ticket expires, if the service said so legibly.
    #[must_use]
    pub const fn expires(&self) -> Option<DateTime<Utc>> {
        self.confirmation.expires
    }

    /// The answer that the browser brought: what is in it and not in another accessor is not confirmed.
    #[must_use]
    pub const fn claimed(&self) -> &Success {
        &self.claimed
    }
}

impl fmt::Debug for VerifiedLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifiedLogin")
            .field("wmid", self.wmid())
            .field("url_id", self.url_id())
            .field("auth_type", &self.auth_type())
            .field("user_address", &self.user_address())
            .field("last_access", &self.last_access())
            .field("expires", &self.expires())
            .field("claimed", self.claimed())
            .finish()
    }
}

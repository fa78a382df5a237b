//! A login, before and after the service has confirmed it.

use std::fmt;
use std::net::IpAddr;

use chrono::{DateTime, Utc};
use wmlogin_types::services::authorize;
use wmlogin_types::{AuthType, Success, UrlId, Wmid};

use crate::network::Network;
use crate::request::BrowserRequest;
use crate::site::Site;

/// A login that passed every check of [`Site::receive`](crate::Site::receive) but that the service has not
/// confirmed: everything in it is only *claimed*.
///
/// [`Verifier::verify`](crate::Verifier::verify) turns it into a [`VerifiedLogin`].
#[derive(Clone)]
pub struct UnverifiedLogin {
    site: Site,
    claimed: Success,
    network: Option<Network>,
}

impl UnverifiedLogin {
    /// A login whose answer came with this request.
    pub(crate) fn new(site: Site, claimed: Success, request: &BrowserRequest<'_>) -> Self {
        Self { site, claimed, network: request.address.map(Network::of) }
    }

    /// The network that the site saw the browser in, if it knows.
    pub(crate) const fn network(&self) -> Option<Network> {
        self.network
    }

    /// The answer as the browser brought it. Do not sign a user in with this.
    #[must_use]
    pub const fn claimed(&self) -> &Success {
        &self.claimed
    }

    /// The site that received it.
    #[must_use]
    pub const fn site(&self) -> &Site {
        &self.site
    }

    /// The request that asks the service to confirm it.
    pub(crate) fn request(&self, auth_type: Option<AuthType>) -> authorize::Request {
        authorize::Request::confirming(*self.site.owner(), &self.claimed.claims(), auth_type)
    }
}

impl fmt::Debug for UnverifiedLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnverifiedLogin").field("claimed", &self.claimed).finish_non_exhaustive()
    }
}

/// A login that the service has confirmed. [`Verifier::verify`](crate::Verifier::verify) is the only way to
/// obtain one.
///
/// The service confirms exactly the values that it was asked about, and the accessors return those. The
/// rest of the answer, such as factors, flags and times, came by way of the browser; the operator documents
/// no way to confirm it, and it stays in [`claimed`](Self::claimed).
#[derive(Clone)]
pub struct VerifiedLogin {
    request: authorize::Request,
    confirmation: Confirmation,
    claimed: Success,
}

/// The times that the service sends with its confirmation, as far as they are there and can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Confirmation {
    /// The last access to the ticket.
    pub(crate) last_access: Option<DateTime<Utc>>,
    /// The time at which the ticket expires.
    pub(crate) expires: Option<DateTime<Utc>>,
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

    /// The return URL id that the login was requested for, one of the site's.
    #[must_use]
    pub fn url_id(&self) -> &UrlId {
        self.request.by_role().return_id
    }

    /// The login method that the service was asked about, or `None` if it is not known.
    ///
    /// Answers of version 3.0 do not name the method, and what their factors imply is an inference; see
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

    /// The last use of the ticket, if the service sent it in a readable form.
    #[must_use]
    pub const fn last_access(&self) -> Option<DateTime<Utc>> {
        self.confirmation.last_access
    }

    /// The time at which the ticket expires, if the service sent it in a readable form.
    #[must_use]
    pub const fn expires(&self) -> Option<DateTime<Utc>> {
        self.confirmation.expires
    }

    /// The answer as the browser brought it. A value in it that no other accessor returns is not confirmed.
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

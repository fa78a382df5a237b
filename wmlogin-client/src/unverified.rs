//! A login that nobody has confirmed.

use std::fmt;

use wmlogin_types::services::authorize;
use wmlogin_types::{AuthType, Success};

use crate::site::Site;

/// A login that passed every check of [`Site::receive`](crate::Site::receive) and that the service has
/// not confirmed: all of it is *claimed*.
///
/// Only [`Verifier::verify`](crate::Verifier::verify) makes a [`VerifiedLogin`](crate::VerifiedLogin)
/// of it.
#[derive(Clone)]
pub struct UnverifiedLogin {
    site: Site,
    claimed: Success,
}

impl UnverifiedLogin {
    pub(crate) const fn new(site: Site, claimed: Success) -> Self {
        Self { site, claimed }
    }

    /// What the browser claims. Sign nobody in with it.
    #[must_use]
    pub const fn claimed(&self) -> &Success {
        &self.claimed
    }

    /// The site that received it.
    #[must_use]
    pub const fn site(&self) -> &Site {
        &self.site
    }

    /// The question whether it is genuine.
    pub(crate) fn request(&self, auth_type: Option<AuthType>) -> authorize::Request {
        authorize::Request::confirming(*self.site.owner(), &self.claimed.claims(), auth_type)
    }
}

impl fmt::Debug for UnverifiedLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnverifiedLogin").field("claimed", &self.claimed).finish_non_exhaustive()
    }
}

//! A page of the site that browsers come back to.

use url::Url;
use wmlogin_types::UrlId;
use wmlogin_types::pages::{authentication, log_off};

use super::{SiteError, parse_address};

/// A page of the site that browsers come back to, and the id under which it is registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnPage {
    url_id: UrlId,
    url: Url,
}

impl ReturnPage {
    pub(super) fn new(url_id: UrlId, address: &str) -> Result<Self, SiteError> {
        Ok(Self { url_id, url: parse_address(address)? })
    }

    /// The return URL id from the site's WM Login settings.
    #[must_use]
    pub const fn url_id(&self) -> &UrlId {
        &self.url_id
    }

    /// The address of the page.
    #[must_use]
    pub const fn url(&self) -> &Url {
        &self.url
    }

    /// Creates the query of a login that comes back to this page, for
    /// [`Site::login_url`](crate::Site::login_url).
    #[must_use]
    pub fn login(&self) -> authentication::Query {
        authentication::Query::new(self.url_id)
    }

    /// Creates the query of a log-out that comes back to this page, for
    /// [`Site::log_off_url`](crate::Site::log_off_url).
    #[must_use]
    pub fn log_off(&self) -> log_off::Query {
        log_off::Query::new(self.url_id)
    }
}

//! A page of the site that browsers come back to.

use url::Url;
use wmlogin_types::UrlId;
use wmlogin_types::pages::{authentication, log_off};

use super::page_address::{LogOffAddress, LoginAddress, PageAddress};
use super::{Service, SiteError, parse_address};
use crate::destination::is_this_machine;

/// A page of the site that browsers come back to, and the id under which it is registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnPage {
    url_id: UrlId,
    url: Url,
    origin: String,
    service: Service,
}

impl ReturnPage {
    /// Cookies are not safe on plain http, unless both ends are on this machine.
    pub(super) fn new(url_id: UrlId, address: &str, service: &Service) -> Result<Self, SiteError> {
        let url = parse_address(address)?;
        // Browsers resolve every name below `localhost` to this machine (RFC 6761 section 6.3).
        let is_here = is_this_machine(&url) || url.domain().is_some_and(|name| name.ends_with(".localhost"));
        if url.scheme() != "https" && !is_here {
            return Err(SiteError::ReturnPageWithoutTls(url));
        }
        let origin = url.origin().ascii_serialization();
        Ok(Self { url_id, url, origin, service: service.clone() })
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

    /// The origin of the page, as browsers write it into `Origin`.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// Starts the address of a login that comes back to this page.
    pub fn login(&self) -> LoginAddress<'_> {
        PageAddress::new(&self.service, authentication::Query::new(self.url_id))
    }

    /// Starts the address of a log-out that comes back to this page.
    pub fn log_off(&self) -> LogOffAddress<'_> {
        PageAddress::new(&self.service, log_off::Query::new(self.url_id))
    }
}

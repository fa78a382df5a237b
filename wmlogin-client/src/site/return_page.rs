//! A page of the site that browsers come back to.

use url::Url;
use wmlogin_types::UrlId;
use wmlogin_types::pages::{authentication, log_off};

use super::{Service, SiteError, parse_address};
use crate::destination::is_this_machine;

/// The address of the page that users log in on. Every parameter is a method; those that the operator does
/// not document are marked there as observed.
///
/// ```
/// use wmlogin_client::Site;
/// use wmlogin_client::types::AuthType;
///
/// let site = Site::builder("123456789012".parse()?)
///     .return_page("7afa5173-bddb-453a-adce-99fb012ceb73".parse()?, "https://shop.example/webmoney")
///     .build()?;
/// let url = site.login().auth_type(AuthType::KeeperClassic).lang("en-US").url();
/// assert_eq!(
///     url.as_str(),
///     "https://login.wmtransfer.com/GateKeeper.aspx?RID=7afa5173-bddb-453a-adce-99fb012ceb73\
///      &AuthType=KeeperClassic&lang=en-US"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub type LoginAddress<'a> = authentication::Query<&'a Service>;

/// The address of the page that ends the user's session with the service. It is observed, not documented;
/// the site has to end its own session.
pub type LogOffAddress<'a> = log_off::Query<&'a Service>;

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
    #[must_use]
    pub fn login(&self) -> LoginAddress<'_> {
        authentication::Query::new(self.url_id).at_host(&self.service)
    }

    /// Starts the address of a log-out that comes back to this page.
    #[must_use]
    pub fn log_off(&self) -> LogOffAddress<'_> {
        log_off::Query::new(self.url_id).at_host(&self.service)
    }
}

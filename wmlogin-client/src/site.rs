//! The site: its owner, its return pages, and its settings for receiving logins.

mod builder;
mod error;
mod return_page;
mod service;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use url::Url;
use wmlogin_types::{UrlId, Wmid};

pub use builder::SiteBuilder;
pub use error::SiteError;
pub use return_page::{LogOffAddress, LoginAddress, ReturnPage};
pub use service::Service;

use crate::address::AddressCheck;
use crate::policy::Policy;
use crate::replay::{ReplayStore, TicketReuse};

/// A site that is registered with WebMoney Login.
///
/// It makes the addresses that browsers are sent to, and [receives](Self::receive) the answers that they
/// bring back. Cloning is cheap, and the clones share everything.
///
/// ```
/// use wmlogin_client::Site;
/// use wmlogin_client::types::{AuthType, SocialNetwork};
///
/// let site = Site::builder("123456789012".parse()?)
///     .return_page("7afa5173-bddb-453a-adce-99fb012ceb73".parse()?, "https://shop.example/webmoney")
///     .build()?;
///
/// let any_method = site.login().url();
/// let facebook = site.login().auth_type(SocialNetwork::Facebook).lang("en-US").url();
/// let keeper = site.login().auth_type(AuthType::KeeperClassic).url();
/// let log_off = site.log_off().url();
/// # assert_eq!(
/// #     any_method.as_str(),
/// #     "https://login.wmtransfer.com/GateKeeper.aspx?RID=7afa5173-bddb-453a-adce-99fb012ceb73"
/// # );
/// # assert!(facebook.as_str().ends_with("&AuthType=KeeperMiniSocial&AuthTypeParam=Facebook&lang=en-US"));
/// # assert!(keeper.as_str().ends_with("&AuthType=KeeperClassic"));
/// # assert_eq!(log_off.path(), "/GateKeeper/LogOff.aspx");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Site(pub(crate) Arc<Settings>);

/// The settings that a [`SiteBuilder`] has checked.
pub(crate) struct Settings {
    pub owner: Wmid,
    /// At least one page, each with a different id.
    pub return_pages: Vec<ReturnPage>,
    pub service: Service,
    pub skew: TimeDelta,
    pub address_check: AddressCheck,
    pub policy: Policy,
    pub ticket_reuse: TicketReuse,
    pub replay: Box<dyn ReplayStore>,
    pub clock: Clock,
}

/// Returns the current time.
pub(crate) type Clock = Box<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// The longest clock skew: the lifetime of the ticket in the documents' examples.
pub(crate) const MAX_SKEW: Duration = Duration::from_hours(1);

/// The default clock skew.
pub(crate) const DEFAULT_SKEW: Duration = Duration::from_mins(1);

impl Site {
    /// Starts building a site; `owner` is the WMID of the site's owner.
    pub fn builder(owner: Wmid) -> SiteBuilder {
        SiteBuilder::new(owner)
    }

    /// The WMID of the site's owner.
    #[must_use]
    pub fn owner(&self) -> &Wmid {
        &self.0.owner
    }

    /// The return pages, in the order in which they were added. There is at least one.
    #[must_use]
    pub fn return_pages(&self) -> &[ReturnPage] {
        &self.0.return_pages
    }

    /// Returns the return page with this id.
    #[must_use]
    pub fn return_page(&self, url_id: &UrlId) -> Option<&ReturnPage> {
        self.0.return_pages.iter().find(|page| page.url_id() == url_id)
    }

    /// Returns the first return page.
    pub(crate) fn first_return_page(&self) -> &ReturnPage {
        &self.0.return_pages[0]
    }

    /// Starts the address of a login that comes back to the first return page. For a site on several domains,
    /// see [`ReturnPage::login`].
    #[must_use]
    pub fn login(&self) -> LoginAddress<'_> {
        self.first_return_page().login()
    }

    /// Starts the address of a log-out that comes back to the first return page.
    #[must_use]
    pub fn log_off(&self) -> LogOffAddress<'_> {
        self.first_return_page().log_off()
    }

    /// The service that the site sends browsers to.
    #[must_use]
    pub fn service(&self) -> &Service {
        &self.0.service
    }

    /// The URL at which the service confirms tickets.
    #[must_use]
    pub fn authorize_url(&self) -> &Url {
        self.0.service.authorize_url()
    }

    /// Returns the time by the site's [clock](SiteBuilder::clock).
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        (self.0.clock)()
    }
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site")
            .field("owner", self.owner())
            .field("return_pages", &self.0.return_pages)
            .field("service", &self.0.service.url().as_str())
            .field("address_check", &self.0.address_check)
            .field("policy", &self.0.policy)
            .finish_non_exhaustive()
    }
}

/// Parses an address that browsers can open: `http` or `https`, without credentials and fragment.
fn parse_address(address: &str) -> Result<Url, SiteError> {
    let url = Url::parse(address)
        .map_err(|source| SiteError::Address { address: without_credentials(address), source })?;
    let has_credentials = !url.username().is_empty() || url.password().is_some();
    if matches!(url.scheme(), "http" | "https") && !has_credentials && url.fragment().is_none() {
        Ok(url)
    } else {
        Err(SiteError::AddressShape { address: without_credentials(address) })
    }
}

/// Removes everything before an `@`, which may be a password.
fn without_credentials(address: &str) -> String {
    address.rsplit_once('@').map_or_else(|| address.to_owned(), |(_, rest)| format!("…@{rest}"))
}

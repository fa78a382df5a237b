//! The site: whose it is, where the service sends its users back to, and what it insists on.

mod address;
mod builder;
mod error;
mod service;

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use url::Url;
use wmlogin_types::pages::{authentication, log_off};
use wmlogin_types::{UrlId, Wmid};

pub use builder::SiteBuilder;
pub use error::SiteError;
pub use service::Service;

use crate::address::AddressCheck;
use crate::policy::Policy;
use crate::replay::ReplayStore;

/// A site that is registered with WebMoney Login.
///
/// It makes the addresses that browsers are sent to, and [receives](Self::receive) what they bring
/// back. Cloning is cheap; the clones are one site.
///
/// ```
/// use wmlogin_client::Site;
/// use wmlogin_client::types::{AuthType, SocialNetwork};
///
/// let site = Site::builder("123456789012".parse()?)
///     .return_page("7afa5173-bddb-453a-adce-99fb012ceb73".parse()?, "https://shop.example/webmoney")
///     .build()?;
///
/// let any_method = site.login_url(&site.login());
/// let facebook = site.login_url(&site.login().auth_type(SocialNetwork::Facebook).lang("en-US"));
/// let keeper = site.login_url(&site.login().auth_type(AuthType::KeeperClassic));
/// let log_off = site.log_off_url(&site.log_off());
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

/// What a [`SiteBuilder`] has checked.
pub(crate) struct Settings {
    pub owner: Wmid,
    /// At least one, each with another id.
    pub return_pages: Vec<ReturnPage>,
    pub service: Service,
    pub skew: TimeDelta,
    pub address_check: AddressCheck,
    pub policy: Policy,
    pub replay: Box<dyn ReplayStore>,
    pub clock: Clock,
}

/// Tells the time.
pub(crate) type Clock = Box<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// A page of the site that the browser comes back to, and the id that it is registered under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnPage {
    url_id: UrlId,
    url: Url,
}

impl ReturnPage {
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

    /// A login that comes back to this page, for [`Site::login_url`].
    #[must_use]
    pub fn login(&self) -> authentication::Query {
        authentication::Query::new(self.url_id)
    }

    /// A log-out that comes back to this page, for [`Site::log_off_url`].
    #[must_use]
    pub fn log_off(&self) -> log_off::Query {
        log_off::Query::new(self.url_id)
    }
}

impl Site {
    /// Begins a site; `owner` is the WMID of the site's owner.
    pub fn builder(owner: Wmid) -> SiteBuilder {
        SiteBuilder::new(owner)
    }

    /// The WMID of the site's owner.
    #[must_use]
    pub fn owner(&self) -> &Wmid {
        &self.0.owner
    }

    /// The return pages, in the order in which they were given; at least one.
    #[must_use]
    pub fn return_pages(&self) -> &[ReturnPage] {
        &self.0.return_pages
    }

    /// The return page with this id.
    #[must_use]
    pub fn return_page(&self, url_id: &UrlId) -> Option<&ReturnPage> {
        self.0.return_pages.iter().find(|page| page.url_id == *url_id)
    }

    /// A login that comes back to the first return page; of a site on several domains, see
    /// [`ReturnPage::login`].
    ///
    /// Everything that the page can be asked for is a method of the query. What the operator's
    /// documents do not mention is marked there as observed.
    #[must_use]
    pub fn login(&self) -> authentication::Query {
        self.0.return_pages[0].login()
    }

    /// The address to send the browser to for a login.
    #[must_use]
    pub fn login_url(&self, query: &authentication::Query) -> Url {
        self.0.service.login_url(query)
    }

    /// A log-out that comes back to the first return page.
    #[must_use]
    pub fn log_off(&self) -> log_off::Query {
        self.0.return_pages[0].log_off()
    }

    /// The address to send the browser to for a log-out from the service.
    ///
    /// The page is observed, not documented. It ends the user's session with the service; the site has
    /// to end its own.
    #[must_use]
    pub fn log_off_url(&self, query: &log_off::Query) -> Url {
        self.0.service.log_off_url(query)
    }

    /// The service that it sends browsers to.
    #[must_use]
    pub fn service(&self) -> &Service {
        &self.0.service
    }

    /// Where the service is asked to confirm a ticket.
    #[must_use]
    pub fn authorize_url(&self) -> &Url {
        self.0.service.authorize_url()
    }

    /// The time by the site's [clock](SiteBuilder::clock).
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

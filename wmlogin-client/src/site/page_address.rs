//! The addresses of the service's pages, for one site.

use url::Url;
use wmlogin_types::UrlId;
use wmlogin_types::pages::{authentication, log_off};
use wmlogin_types::runtime::PageQuery;

use super::Service;

/// The address of a page of the service, with what it is asked for.
///
/// ```
/// use wmlogin_client::Site;
/// use wmlogin_client::types::AuthType;
///
/// let site = Site::builder("123456789012".parse()?)
///     .return_page("7afa5173-bddb-453a-adce-99fb012ceb73".parse()?, "https://shop.example/webmoney")
///     .build()?;
/// let url = site.login().auth_type(AuthType::KeeperClassic).ask(|query| query.lang("en-US")).url();
/// assert_eq!(
///     url.as_str(),
///     "https://login.wmtransfer.com/GateKeeper.aspx?RID=7afa5173-bddb-453a-adce-99fb012ceb73\
///      &AuthType=KeeperClassic&lang=en-US"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "only `url` makes the address"]
pub struct PageAddress<'a, Q> {
    service: &'a Service,
    query: Q,
}

/// The address of the page that users log in on.
pub type LoginAddress<'a> = PageAddress<'a, authentication::Query>;

/// The address of the page that ends the user's session with the service. It is observed, not documented;
/// the site has to end its own session.
pub type LogOffAddress<'a> = PageAddress<'a, log_off::Query>;

impl<'a, Q: PageQuery> PageAddress<'a, Q> {
    pub(super) const fn new(service: &'a Service, query: Q) -> Self {
        Self { service, query }
    }

    /// Asks the page for something. Every parameter is a method of the query; those that the operator does
    /// not document are marked there as observed.
    pub fn ask(mut self, change: impl FnOnce(Q) -> Q) -> Self {
        self.query = change(self.query);
        self
    }

    /// Returns the address to send the browser to.
    #[must_use]
    pub fn url(&self) -> Url {
        self.service.page(&self.query)
    }
}

impl LoginAddress<'_> {
    /// The return URL id that the login comes back to.
    pub(crate) const fn url_id(&self) -> &UrlId {
        &self.query.rid
    }

    /// Asks for a login method.
    pub fn auth_type(self, auth_type: impl Into<authentication::AuthType>) -> Self {
        self.ask(|query| query.auth_type(auth_type))
    }
}

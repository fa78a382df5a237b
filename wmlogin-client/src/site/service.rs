//! The service: where its pages and its web service are.

use std::fmt;

use url::Url;
use wmlogin_types::pages::{HOSTS, authentication, log_off};
use wmlogin_types::runtime::PageQuery;
use wmlogin_types::services::authorize;

use super::SiteError;
use super::address::parse;
use crate::loopback::is_this_machine;

/// WebMoney Login, or a stand-in for it: the addresses of its pages, for who has no [`Site`](crate::Site).
///
/// ```
/// use wmlogin_client::Service;
/// use wmlogin_client::types::pages::authentication::Query;
///
/// let query = Query::new("7afa5173-bddb-453a-adce-99fb012ceb73".parse()?);
/// assert_eq!(
///     Service::new("http://localhost:8080")?.login_url(&query).as_str(),
///     "http://localhost:8080/GateKeeper.aspx?RID=7afa5173-bddb-453a-adce-99fb012ceb73"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Service {
    /// The address that the paths of pages and services are appended to.
    url: Url,
    authorize: Url,
    origins: Vec<String>,
}

impl Service {
    /// The service at this address, which is `https` unless it is on this machine.
    ///
    /// # Errors
    ///
    /// The address cannot be that of a service.
    pub fn new(address: &str) -> Result<Self, SiteError> {
        let url = parse(address)?;
        if url.query().is_some() {
            return Err(SiteError::ServiceQuery(url));
        }
        if url.scheme() != "https" && !url.host_str().is_some_and(is_this_machine) {
            return Err(SiteError::ServiceWithoutTls(url));
        }
        let (authorize, origins) = (below(&url, authorize::PATH), origins(&url));
        Ok(Self { url, authorize, origins })
    }

    /// The first of the [`HOSTS`].
    ///
    /// # Errors
    ///
    /// None, as long as the spec names a host.
    pub(super) fn documented() -> Result<Self, SiteError> {
        Self::new(&format!("https://{}", HOSTS[0]))
    }

    /// The address that the paths of pages and services are appended to.
    #[must_use]
    pub const fn url(&self) -> &Url {
        &self.url
    }

    /// Where the service is asked to confirm a ticket.
    #[must_use]
    pub const fn authorize_url(&self) -> &Url {
        &self.authorize
    }

    /// What browsers write into `Origin` when they come from a page of the service.
    #[must_use]
    pub fn origins(&self) -> &[String] {
        &self.origins
    }

    /// The address to send a browser to for a login; see [`Site::login_url`](crate::Site::login_url).
    #[must_use]
    pub fn login_url(&self, query: &authentication::Query) -> Url {
        self.page(query)
    }

    /// The address to send a browser to for a log-out; see
    /// [`Site::log_off_url`](crate::Site::log_off_url).
    #[must_use]
    pub fn log_off_url(&self, query: &log_off::Query) -> Url {
        self.page(query)
    }

    fn page<Q: PageQuery>(&self, query: &Q) -> Url {
        let mut url = below(&self.url, Q::PATH);
        // The form is encoded; the URL parser leaves it as it is.
        url.set_query(Some(&query.to_form()));
        url
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Service").field(&self.url.as_str()).finish()
    }
}

/// The address of a path, which begins with a slash, below the service's.
fn below(service: &Url, path: &str) -> Url {
    let mut url = service.clone();
    let path = service.path().trim_end_matches('/').to_owned() + path;
    url.set_path(&path);
    url
}

/// The documented hosts are one service.
fn origins(service: &Url) -> Vec<String> {
    let documented: Vec<_> = HOSTS.iter().map(|host| format!("https://{host}")).collect();
    let own = service.origin().ascii_serialization();
    if documented.contains(&own) { documented } else { vec![own] }
}

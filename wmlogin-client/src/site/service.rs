//! The service: the addresses of its pages and of its web service.

use std::fmt;

use url::Url;
use wmlogin_types::pages::HOSTS;
use wmlogin_types::runtime::PageHost;
use wmlogin_types::services::authorize;

use super::{SiteError, parse_address};
use crate::destination::{is_private_name, may_receive_tickets};

/// WebMoney Login, or a stand-in for it. Without a [`Site`](crate::Site), it makes the addresses of the
/// service's pages: any query [at](wmlogin_types::pages::authentication::Query::at_host) it has an address.
///
/// ```
/// use wmlogin_client::Service;
/// use wmlogin_client::types::pages::authentication::Query;
///
/// let query = Query::new("7afa5173-bddb-453a-adce-99fb012ceb73".parse()?);
/// assert_eq!(
///     query.at_host(&Service::new("http://localhost:8080")?).url().as_str(),
///     "http://localhost:8080/GateKeeper.aspx?RID=7afa5173-bddb-453a-adce-99fb012ceb73"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Service {
    /// The address to which the paths of pages and services are appended.
    url: Url,
    authorize: Url,
    origins: Vec<String>,
    is_insecure: bool,
}

impl Service {
    /// Creates the service at this address, which must be `https` unless it is on this machine.
    ///
    /// # Errors
    ///
    /// The address is not a URL, or not one that a service can have.
    pub fn new(address: &str) -> Result<Self, SiteError> {
        let url = parse_address(address)?;
        if url.query().is_some() {
            return Err(SiteError::ServiceQuery(url));
        }
        if !may_receive_tickets(&url) {
            return Err(SiteError::ServiceWithoutTls(url));
        }
        Ok(Self::at(url))
    }

    /// Creates a stand-in for the service at an address in a private network, over plain http: for
    /// containers that reach each other by name, such as `http://gatekeeper:8080`. Tickets go over that
    /// network unprotected, so never use it for the operator's service; a warning is logged.
    ///
    /// The host is a single word, ends in `.internal` or `.test`, or is a private address, and is not one
    /// of the operator's. The [`HttpTransport`](crate::HttpTransport) connects only if every address of the
    /// name is private.
    ///
    /// # Errors
    ///
    /// The address is not a URL, or not one of these.
    pub fn insecure(address: &str) -> Result<Self, SiteError> {
        let url = parse_address(address)?;
        if url.query().is_some() {
            return Err(SiteError::ServiceQuery(url));
        }
        if url.scheme() != "http" || !is_private_name(&url) {
            return Err(SiteError::InsecureService(url));
        }
        tracing::warn!(service = url.as_str(), "tickets go to this service without TLS");
        Ok(Self { is_insecure: true, ..Self::at(url) })
    }

    fn at(url: Url) -> Self {
        let (authorize, origins) = (below(&url, authorize::PATH), origins(&url));
        Self { url, authorize, origins, is_insecure: false }
    }

    /// Returns `true` if the service may be asked over plain http on another machine.
    pub(crate) const fn is_insecure(&self) -> bool {
        self.is_insecure
    }

    /// Creates the service at the first of the [`HOSTS`].
    ///
    /// # Errors
    ///
    /// None, because the host comes from the spec.
    pub(super) fn documented() -> Result<Self, SiteError> {
        Self::new(&format!("https://{}", HOSTS[0]))
    }

    /// The address to which the paths of pages and services are appended.
    #[must_use]
    pub const fn url(&self) -> &Url {
        &self.url
    }

    /// The URL at which the service confirms tickets.
    #[must_use]
    pub const fn authorize_url(&self) -> &Url {
        &self.authorize
    }

    /// The values of the `Origin` header in requests that come from a page of the service.
    #[must_use]
    pub fn origins(&self) -> &[String] {
        &self.origins
    }
}

impl PageHost for Service {
    type Url = Url;

    fn page_url(&self, path: &str, query: &str) -> Url {
        let mut url = below(&self.url, path);
        // The query is already encoded, and the URL parser leaves it unchanged.
        url.set_query(Some(query));
        url
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Service").field(&self.url.as_str()).finish()
    }
}

/// Appends a path, which begins with a slash, to the service's address.
fn below(service: &Url, path: &str) -> Url {
    let mut url = service.clone();
    let path = service.path().trim_end_matches('/').to_owned() + path;
    url.set_path(&path);
    url
}

/// Returns the origins of the service. The documented hosts are the same service.
fn origins(service: &Url) -> Vec<String> {
    let documented: Vec<_> = HOSTS.iter().map(|host| format!("https://{host}")).collect();
    let own = service.origin().ascii_serialization();
    if documented.contains(&own) { documented } else { vec![own] }
}

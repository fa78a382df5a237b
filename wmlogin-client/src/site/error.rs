//! Why a site cannot be built.

use std::time::Duration;

use url::Url;
use wmlogin_types::UrlId;

use super::builder::MAX_SKEW;

/// Why a [`SiteBuilder`](super::SiteBuilder) makes no site.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SiteError {
    /// There is no return page.
    #[error("a site needs at least one return page: `return_page(url_id, address)`")]
    NoReturnPage,
    /// Two return pages have one id.
    #[error("return URL id {0} is given twice; an id belongs to one page")]
    RepeatedUrlId(UrlId),
    /// An address cannot be read.
    #[error("`{address}` is no address: expected one such as https://shop.example/webmoney")]
    Address {
        /// The address.
        address: String,
        /// What is wrong with it.
        #[source]
        source: url::ParseError,
    },
    /// An address has a part that it cannot have.
    #[error("`{address}` cannot be used: expected http or https, without a user name and a fragment")]
    AddressShape {
        /// The address.
        address: String,
    },
    /// The service's address has a query.
    #[error("{0} cannot be the service: paths and queries are appended to its address, so it has no query")]
    ServiceQuery(Url),
    /// The service would be asked without TLS on another machine.
    #[error("{0} cannot be the service: tickets go there, so it is https, or http on this machine")]
    ServiceWithoutTls(Url),
    /// The clock skew is too long.
    #[error("a clock skew of {} s accepts too much: at most {} s", .0.as_secs(), MAX_SKEW.as_secs())]
    Skew(Duration),
}

//! The reasons for not building a site.

use std::time::Duration;

use url::Url;
use wmlogin_types::UrlId;

use super::MAX_SKEW;

/// An invalid setting of a [`SiteBuilder`](super::SiteBuilder).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SiteError {
    /// There is no return page.
    #[error("the site has no return page: add one with `return_page(url_id, address)`")]
    NoReturnPage,
    /// Two return pages have the same id.
    #[error("two return pages have the id {0}: give each page its own")]
    RepeatedUrlId(UrlId),
    /// An address is not a URL.
    #[error("`{address}` is not an address: expected one such as https://shop.example/webmoney")]
    Address {
        /// The address as it was given.
        address: String,
        /// The error of the URL parser.
        #[source]
        source: url::ParseError,
    },
    /// An address has a part that is not allowed.
    #[error("`{address}` is not allowed: expected http or https, without credentials and without a fragment")]
    AddressShape {
        /// The address, without its credentials.
        address: String,
    },
    /// The service's address has a query.
    #[error(
        "the service's address {0} has a query: remove it, because paths and queries are appended to the address"
    )]
    ServiceQuery(Url),
    /// The service is on another machine, and its address is not `https`.
    #[error("the service's address {0} is not safe for tickets: use https, or http on this machine")]
    ServiceWithoutTls(Url),
    /// A return page is on another machine, and its address is not `https`.
    #[error("the return page {0} is not safe for cookies: use https, or http on this machine")]
    ReturnPageWithoutTls(Url),
    /// The address of an insecure service is not one of a private network.
    #[error(
        "{0} cannot be used without TLS: expected http and a name that is a single word or ends in \
         `.internal` or `.test`, or a private address"
    )]
    InsecureService(Url),
    /// The clock skew is too long.
    #[error("a clock skew of {0:?} is too long: expected at most {MAX_SKEW:?}")]
    Skew(Duration),
}

//! Reading the addresses that a site is built with.

use url::Url;

use super::SiteError;

/// An address that browsers open: `http` or `https`, without a password and a fragment.
pub(super) fn parse(address: &str) -> Result<Url, SiteError> {
    let url = Url::parse(address)
        .map_err(|source| SiteError::Address { address: without_credentials(address), source })?;
    let has_credentials = !url.username().is_empty() || url.password().is_some();
    if matches!(url.scheme(), "http" | "https") && !has_credentials && url.fragment().is_none() {
        Ok(url)
    } else {
        Err(SiteError::AddressShape { address: without_credentials(address) })
    }
}

/// What stands before an `@` may be a password.
fn without_credentials(address: &str) -> String {
    address.rsplit_once('@').map_or_else(|| address.to_owned(), |(_, rest)| format!("…@{rest}"))
}

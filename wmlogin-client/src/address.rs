//! Comparing the address that logged in with the address of the browser at hand.

use std::net::IpAddr;

use crate::refusal::Refusal;

/// A site's rule for comparing the address that the service saw at the login with the address of the
/// browser that brings the answer.
///
/// The comparison makes an answer that was stolen on its way useless from any other address. The service
/// compares the claimed address as well, but only this check ties it to the browser at hand. IPv4 addresses
/// that are mapped into IPv6 (`::ffff:192.0.2.1`) count as IPv4 addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum AddressCheck {
    /// Compares if [`Callback::address`](crate::Callback::address) is known. The default.
    ///
    /// If it is not known, the callback needs the `Origin` header of the service.
    #[default]
    WhenKnown,
    /// Compares, and refuses a callback without a known address.
    Always,
    /// Never compares, so every callback needs the `Origin` header of the service.
    ///
    /// For sites whose users reach the site and the service by different addresses, for example by IPv6
    /// and IPv4 or through two gateways.
    Off,
}

impl AddressCheck {
    /// Returns `true` if an answer from a browser at this address is compared or refused.
    pub(crate) const fn applies(&self, browser: Option<IpAddr>) -> bool {
        match self {
            Self::WhenKnown => browser.is_some(),
            Self::Always => true,
            Self::Off => false,
        }
    }

    /// Compares the browser's address with the one that the answer claims.
    pub(crate) fn check(&self, browser: Option<IpAddr>, claimed: IpAddr) -> Result<(), Refusal> {
        if !self.applies(browser) {
            return Ok(());
        }
        let browser = browser.ok_or(Refusal::UnknownAddress)?.to_canonical();
        let claimed = claimed.to_canonical();
        if browser == claimed { Ok(()) } else { Err(Refusal::OtherAddress { claimed, browser }) }
    }
}

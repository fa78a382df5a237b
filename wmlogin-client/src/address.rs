//! Comparing the address that logged in with the address of the browser at hand.

use std::net::IpAddr;

use crate::network::{Comparison, canonical};
use crate::origin::Origin;
use crate::refusal::Refusal;

/// A site's rule for comparing the address that the service saw at the login with the address of the
/// browser that brings the answer.
///
/// The comparison makes an answer that was stolen on its way useless from any other address. The service
/// compares the claimed address as well, but only this check ties it to the browser at hand.
///
/// IPv4 addresses that are mapped into IPv6 (`::ffff:192.0.2.1`) are IPv4 addresses, and loopback is
/// loopback. Many users reach one machine by IPv4 and the other by IPv6; such a pair cannot be compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum AddressCheck {
    /// Addresses of one family must be the same. Where they cannot be compared, because the browser's
    /// address is not known or of the other family, the request needs the `Origin` header of the service.
    /// The default.
    ///
    /// It lets in everyone whose provider and VPN show both sites one address for each family.
    #[default]
    WhenKnown,
    /// The addresses must be the same; a pair that cannot be compared is refused.
    ///
    /// It keeps out an answer that was stolen together with the means to forge headers. It also keeps out
    /// every user who reaches the service and the site by different families.
    Always,
    /// Addresses are not compared, so every request needs the `Origin` header of the service.
    ///
    /// For sites whose users reach the two through different gateways. What is lost is the protection
    /// against an answer that was stolen: whoever has it can bring it from anywhere, within a login of
    /// their own.
    Off,
}

impl AddressCheck {
    /// Compares the browser's address with the one that the answer claims.
    pub(crate) fn check(
        self,
        browser: Option<IpAddr>,
        claimed: IpAddr,
        origin: Origin,
    ) -> Result<(), Refusal> {
        let comparison = match browser {
            Some(browser) if self != Self::Off => Comparison::of(browser, claimed),
            _ => Comparison::Unknown,
        };
        match (comparison, browser) {
            (Comparison::Same, _) => Ok(()),
            (Comparison::Different, Some(browser)) => {
                Err(Refusal::OtherAddress { claimed: canonical(claimed), browser: canonical(browser) })
            }
            _ if self == Self::Always => Err(Refusal::UnknownAddress),
            _ if origin == Origin::Expected => Ok(()),
            _ => Err(Refusal::NoOrigin),
        }
    }
}

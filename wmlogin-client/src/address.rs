//! The address of the browser, and whether it is the one that logged in.

mod proxies;

pub use proxies::{ForwardedError, TrustedProxies};

/// How the address that the service saw at the login is compared with that of the browser that brings
/// the answer.
///
/// An answer that was stolen on its way is worth nothing from another address. The service compares the
/// claimed address too, but only this check ties it to the browser at hand. IPv4 addresses that are
/// mapped into IPv6 (`::ffff:192.0.2.1`) are the IPv4 addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum AddressCheck {
    /// Compares if [`Callback::address`](crate::Callback::address) is known. The default.
    ///
    /// While it is not known, a callback needs the `Origin` header of the service.
    #[default]
    WhenKnown,
    /// Compares, and refuses a callback without a known address.
    Always,
    /// Never compares, so every callback needs the `Origin` header of the service.
    ///
    /// For a site whose users reach it and the service by different addresses: by IPv6 and IPv4, or
    /// through two gateways.
    Off,
}

//! Resolving the name of a stand-in in a private network.

use std::net::SocketAddr;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::destination::is_private;

/// Resolves a name with the system's resolver, and refuses it unless every address is private: a ticket must
/// not go over the public network without TLS.
pub(super) struct PrivateOnly;

impl Resolve for PrivateOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let addresses: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            match addresses.iter().find(|address| !is_private(address.ip())) {
                None => Ok(Box::new(addresses.into_iter()) as Addrs),
                Some(address) => Err(format!("{} is not a private address", address.ip()).into()),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_names_of_private_addresses_are_resolved() {
        // The system's resolver reads addresses without asking anybody.
        for (name, is_private) in [
            ("localhost", true),
            ("10.0.0.7", true),
            ("fd00::7", true),
            ("8.8.8.8", false),
            ("100.64.0.1", false),
            ("2001:4860:4860::8888", false),
            ("::ffff:8.8.8.8", false),
        ] {
            let resolved = PrivateOnly.resolve(name.parse().expect("a name")).await;
            assert_eq!(resolved.is_ok(), is_private, "{name}");
        }
    }
}

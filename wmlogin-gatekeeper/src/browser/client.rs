//! The HTTP client under a browser.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use reqwest::ClientBuilder;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};

use super::BrowserError;

/// The time that a server has for an answer.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Returns a builder for HTTP clients that do nothing unasked, as [`Browser::over`](super::Browser::over) needs them.
///
/// Names under `localhost` mean this machine, as they do in browsers; no proxy is used. No root is trusted unless the
/// builder is given a TLS configuration with one.
///
/// # Errors
///
/// TLS cannot be set up.
pub fn client_builder() -> Result<ClientBuilder, BrowserError> {
    trusting(None)
}

/// Returns the builder of a client that trusts this root alone.
pub(super) fn trusting(root: Option<&CertificateDer<'static>>) -> Result<ClientBuilder, BrowserError> {
    let mut roots = RootCertStore::empty();
    if let Some(root) = root {
        roots.add(root.clone())?;
    }
    let provider = Arc::new(aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let builder = reqwest::Client::builder().tls_backend_preconfigured(config).timeout(TIMEOUT);
    Ok(builder.redirect(Policy::none()).no_proxy().dns_resolver(Names))
}

/// Resolves `localhost` and the names below it to this machine, and other names as the system does.
struct Names;

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let addresses: Vec<SocketAddr> =
                if name.as_str() == "localhost" || name.as_str().ends_with(".localhost") {
                    vec![(Ipv4Addr::LOCALHOST, 0).into(), (Ipv6Addr::LOCALHOST, 0).into()]
                } else {
                    tokio::net::lookup_host((name.as_str(), 0)).await?.collect()
                };
            let addresses: Addrs = Box::new(addresses.into_iter());
            Ok(addresses)
        })
    }
}

//! The HTTP clients under a browser.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use reqwest::ClientBuilder;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore};

/// An HTTP client that does nothing unasked.
pub fn http_client() -> reqwest::Client {
    // What reqwest is built with here has no cryptography of its own.
    let _ = aws_lc_rs::default_provider().install_default();
    builder().build().expect("a client")
}

/// An HTTP client that trusts a root alone, and presents a certificate if it has one with its key.
pub fn tls_client(
    root: &CertificateDer<'static>,
    identity: Option<(CertificateDer<'static>, PrivateKeyDer<'static>)>,
) -> reqwest::Client {
    let mut roots = RootCertStore::empty();
    roots.add(root.clone()).expect("a root");
    let provider = Arc::new(aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.expect("versions").with_root_certificates(roots);
    let config = match identity {
        Some((certificate, key)) => {
            config.with_client_auth_cert(vec![certificate], key).expect("an identity")
        }
        None => config.with_no_client_auth(),
    };
    builder().tls_backend_preconfigured(config).build().expect("a client")
}

fn builder() -> ClientBuilder {
    reqwest::Client::builder().redirect(Policy::none()).no_proxy().dns_resolver(Localhost)
}

/// Resolves `localhost` and the names below it to this machine, as browsers do, and no other name.
struct Localhost;

impl Resolve for Localhost {
    fn resolve(&self, name: Name) -> Resolving {
        let is_local = name.as_str() == "localhost" || name.as_str().ends_with(".localhost");
        let result = if is_local {
            let addresses: Addrs = Box::new([SocketAddr::from((Ipv4Addr::LOCALHOST, 0))].into_iter());
            Ok(addresses)
        } else {
            Err(format!("{} is not this machine", name.as_str()).into())
        };
        Box::pin(async { result })
    }
}

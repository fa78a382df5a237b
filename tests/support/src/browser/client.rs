//! The HTTP clients under a browser.

use std::sync::Arc;

use rustls::crypto::aws_lc_rs;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore};
use wmlogin_gatekeeper::browser::client_builder;

/// An HTTP client that does nothing unasked.
pub fn http_client() -> reqwest::Client {
    client_builder().expect("TLS").build().expect("a client")
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
    let builder = client_builder().expect("TLS").tls_backend_preconfigured(config);
    builder.build().expect("a client")
}

//! Building a transport.

use std::fmt;
use std::time::Duration;

use super::private_network::PrivateOnly;
use super::reuse::NoteConnecting;
use super::{HttpTransport, TransportBuildError, tls};

/// The largest number of [`retries`](HttpTransportBuilder::retries).
pub const MAX_RETRIES: u32 = 5;

/// The time for which an unused connection is kept. IIS, which serves the operator's pages, closes one after
/// two minutes by default; a firewall on the way may drop it earlier.
const IDLE_CONNECTION: Duration = Duration::from_secs(30);

/// Builds an [`HttpTransport`].
#[must_use]
pub struct HttpTransportBuilder {
    connect_timeout: Duration,
    timeout: Duration,
    retries: u32,
    trust: tls::Trust,
    identity: Option<tls::Identity>,
}

impl Default for HttpTransportBuilder {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            timeout: Duration::from_secs(15),
            retries: 2,
            trust: tls::Trust::default(),
            identity: None,
        }
    }
}

impl HttpTransportBuilder {
    /// Sets the time limit for one attempt to connect, including TLS. The default is 5 seconds.
    pub const fn connect_timeout(mut self, connect_timeout: Duration) -> Self {
        self.connect_timeout = connect_timeout;
        self
    }

    /// Sets the time limit for the whole question: all attempts, the delays between them, and reading the
    /// answer. The default is 15 seconds.
    pub const fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets how often connecting is retried after a failure, at most [`MAX_RETRIES`] times. The default is 2.
    ///
    /// The delays double from a tenth of a second up to 2 seconds, and each is shortened by a random part of
    /// up to half. A request that may have reached the service is never sent again.
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = retries.min(MAX_RETRIES);
        self
    }

    /// Trusts these root certificates in addition to the machine's.
    ///
    /// For many years the service's certificate was signed by the operator's own root, which machines do not
    /// trust by default.
    pub fn add_root_certificates_pem(mut self, certificates: &[u8]) -> Self {
        self.trust.add(certificates);
        self
    }

    /// Trusts these root certificates and those that are added, but not the machine's.
    ///
    /// This pins the operator's root. If the operator changes it, logins fail until the new root is set here.
    pub fn only_root_certificates_pem(mut self, certificates: &[u8]) -> Self {
        self.trust.add(certificates);
        self.trust.without_the_machines();
        self
    }

    /// Sets the certificate, with its chain, that is presented if the server requests one.
    pub fn client_identity_pem(mut self, certificates: &[u8], private_key: &[u8]) -> Self {
        self.identity = Some(tls::Identity::new(certificates, private_key));
        self
    }

    /// Reads the certificates, including the machine's, and builds the transport.
    ///
    /// If the machine has no root certificates and none are added, a warning is logged and every connection
    /// over TLS fails with [`TransportErrorKind::Tls`](super::TransportErrorKind::Tls). Plain HTTP to this
    /// machine still works.
    ///
    /// # Errors
    ///
    /// A certificate or key cannot be read or used.
    pub fn build(self) -> Result<HttpTransport, TransportBuildError> {
        let tls = tls::client_config(&self.trust, self.identity.as_ref())?;
        let settings = || {
            reqwest::Client::builder()
                // It has its own cryptography provider, so that nothing depends on the one that the program
                // has installed for the whole process.
                .tls_backend_preconfigured(tls.clone())
                .connect_timeout(self.connect_timeout)
                .pool_idle_timeout(IDLE_CONNECTION)
                .http1_only()
                .user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")))
                .redirect(reqwest::redirect::Policy::none())
                .retry(reqwest::retry::never())
                .referer(false)
                .no_proxy()
                // Another crate may enable these features of reqwest.
                .no_gzip()
                .no_brotli()
                .no_zstd()
                .no_deflate()
        };
        let client = |builder: reqwest::ClientBuilder| {
            builder.build().map_err(|error| TransportBuildError::Client(error.into()))
        };
        Ok(HttpTransport {
            pooled: client(settings().connector_layer(NoteConnecting))?,
            fresh: client(settings().pool_max_idle_per_host(0))?,
            private: client(settings().pool_max_idle_per_host(0).dns_resolver(PrivateOnly))?,
            timeout: self.timeout,
            retries: self.retries,
        })
    }
}

impl fmt::Debug for HttpTransportBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpTransportBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("timeout", &self.timeout)
            .field("retries", &self.retries)
            .finish_non_exhaustive()
    }
}

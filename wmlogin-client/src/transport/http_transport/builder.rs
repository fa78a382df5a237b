//! Building a transport.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use super::{HttpTransport, tls};

/// How often a request is tried again at most, whatever [`retries`](HttpTransportBuilder::retries) says.
pub const MAX_RETRIES: u32 = 5;

/// How long an unused connection is kept. The service's IIS closes one after two minutes by default; a
/// firewall on the way may forget it sooner.
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
    /// How long one attempt may take to connect, TLS included. 5 seconds by default.
    pub const fn connect_timeout(mut self, connect_timeout: Duration) -> Self {
        self.connect_timeout = connect_timeout;
        self
    }

    /// How long everything may take: all attempts, the pauses between them, and reading the answer. 15
    /// seconds by default.
    pub const fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How often to try again when connecting fails, at most [`MAX_RETRIES`]. 2 by default.
    ///
    /// The pauses double from a tenth of a second up to 2 seconds, each shortened by up to a half by
    /// chance. A request that may have reached the service is never sent again.
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = retries.min(MAX_RETRIES);
        self
    }

    /// Also trusts these root certificates, beside those that the machine trusts.
    ///
    /// The service's certificate was long signed by the operator's own root, which machines do not trust
    /// unless told to.
    pub fn add_root_certificates_pem(mut self, certificates: &[u8]) -> Self {
        self.trust.add(certificates);
        self
    }

    /// Trusts these root certificates, and those that are added, but not those that the machine trusts.
    ///
    /// This pins the operator's root. When the operator changes it, nobody can sign in until the new one
    /// is given here.
    pub fn only_root_certificates_pem(mut self, certificates: &[u8]) -> Self {
        self.trust.add(certificates);
        self.trust.without_the_machines();
        self
    }

    /// Shows this certificate, with the chain that belongs to it, if the server asks for one.
    pub fn client_identity_pem(mut self, certificates: &[u8], private_key: &[u8]) -> Self {
        self.identity = Some(tls::Identity::new(certificates, private_key));
        self
    }

    /// Reads the certificates, those that the machine trusts included, and builds.
    ///
    /// Where the machine trusts none and none is added, there is a warning in the log and every
    /// connection over TLS fails with [`TransportErrorKind::Tls`](super::TransportErrorKind::Tls); plain
    /// HTTP to this machine needs none.
    ///
    /// # Errors
    ///
    /// A certificate or key that cannot be read or used.
    pub fn build(self) -> Result<HttpTransport, TransportBuildError> {
        let tls = tls::client_config(&self.trust, self.identity.as_ref())?;
        let client = reqwest::Client::builder()
            // Brings its own cryptography, so that nothing depends on which provider the program has
            // installed for the whole process.
            .tls_backend_preconfigured(tls)
            .connect_timeout(self.connect_timeout)
            .pool_idle_timeout(IDLE_CONNECTION)
            .http1_only()
            .user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .no_proxy()
            // Features of reqwest that another crate may switch on.
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .no_deflate()
            .build()
            .map_err(|error| TransportBuildError::Client(error.into()))?;
        Ok(HttpTransport { client, timeout: self.timeout, retries: self.retries })
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

/// What the layers below say; their types are no part of this crate's interface.
type Cause = Box<dyn Error + Send + Sync>;

/// Why a transport could not be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TransportBuildError {
    /// What should be root certificates is not PEM, or holds none.
    #[error("no root certificates in PEM")]
    RootsNotPem(#[source] Cause),
    /// A root certificate cannot be used.
    #[error("a root certificate cannot be used")]
    Root(#[source] Cause),
    /// The client's certificates or its key are not PEM, or there are none.
    #[error("no client certificates and private key in PEM")]
    IdentityNotPem(#[source] Cause),
    /// The client's certificates and its key do not belong together, or cannot be used.
    #[error("the client's certificates cannot be used with its private key")]
    Identity(#[source] Cause),
    /// The HTTP client cannot be built.
    #[error("the HTTP client cannot be built")]
    Client(#[source] Cause),
}

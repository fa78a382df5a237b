//! Starting the stand-in.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use url::Url;

use super::tls_server::BoundTlsServer;
use super::watch::SettingsFile;
use super::{Gatekeeper, StartError, Watch};
use crate::certification::CertificateStore;
use crate::http::{self, Listener, PageTokens, Server, Service};
use crate::{Clock, Settings, State};

/// An address of this machine, at any port that is free.
const ANY_PORT: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// Starts a [`Gatekeeper`].
#[derive(Debug)]
#[must_use = "nothing runs before `start`"]
pub struct GatekeeperBuilder {
    settings: Settings,
    file: Option<PathBuf>,
    clock: Clock,
    address: SocketAddr,
    is_exposed: bool,
    admin: Option<SocketAddr>,
    certificates: Option<CertificateStore>,
    tls_port: u16,
}

impl Default for GatekeeperBuilder {
    fn default() -> Self {
        Self {
            settings: Settings::default(),
            file: None,
            clock: Clock::system(),
            address: ANY_PORT,
            is_exposed: false,
            admin: None,
            certificates: None,
            tls_port: 0,
        }
    }
}

impl GatekeeperBuilder {
    /// The sites and people, and how the stand-in behaves; [`Settings::default`] unless it is set.
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// Takes the settings from a YAML file, and again whenever it changes. What cannot be read then is
    /// logged, and the former settings stay.
    pub fn watch(mut self, file: impl Into<PathBuf>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// The clock that tickets go by; the machine's unless it is set.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// The loopback address to listen on; any free port of `127.0.0.1` unless it is set.
    pub fn address(mut self, address: SocketAddr) -> Self {
        (self.address, self.is_exposed) = (address, false);
        self
    }

    /// An address to listen on that other machines may reach.
    ///
    /// # Security Warning
    ///
    /// Whoever reaches the stand-in can log in as anybody to every site that believes it.
    pub fn insecure_address(mut self, address: SocketAddr) -> Self {
        (self.address, self.is_exposed) = (address, true);
        self
    }

    /// A loopback address for the admin port; none unless it is set.
    ///
    /// Its routes take forms, and no requests from pages in browsers:
    ///
    /// | route | form | what it does |
    /// | --- | --- | --- |
    /// | `GET /journal` | | what happened, as JSON, the oldest first |
    /// | `POST /fault` | `fault`, `site` | sets the [fault](crate::Fault) of every answer; lifts it where `fault` is empty |
    /// | `POST /next-fault` | `fault`, `site` | queues the fault for one answer |
    /// | `POST /clock` | `offset` | sets how many milliseconds the clock is ahead |
    /// | `POST /revoke` | `serial` | revokes the certificate with this serial number |
    ///
    /// `site` is a return URL id; without it, every site is meant.
    pub fn admin(mut self, address: SocketAddr) -> Self {
        self.admin = Some(address);
        self
    }

    /// Switches on the [certification server](crate::certification), with its root and certificates in this
    /// store, and the TLS listener; there is none unless it is set.
    ///
    /// From then on a browser logs in by the [method for certificates](wmlogin_types::AuthType::CERTIFICATE) with a certificate
    /// and no other way. [`Gatekeeper::issue`] and [`Gatekeeper::queue`] need none.
    pub fn certificates(mut self, store: CertificateStore) -> Self {
        self.certificates = Some(store);
        self
    }

    /// The port of the TLS listener, where certificates are switched on; any that is free unless it is set.
    /// It listens on the loopback address of the plain listener, or on `127.0.0.1` if that has another.
    pub fn tls_port(mut self, port: u16) -> Self {
        self.tls_port = port;
        self
    }

    /// Starts it, on the runtime that this is called on.
    ///
    /// # Errors
    ///
    /// The first thing that does not work.
    pub async fn start(self) -> Result<Gatekeeper, StartError> {
        self.check_addresses()?;
        let mut settings = self.settings;
        let mut file = self.file.map(SettingsFile::new);
        if let Some(file) = &mut file {
            settings = file.read().await?;
        }
        let state = Arc::new(State::new(settings, self.clock));
        let listener = bind(self.address).await?;
        let bound = match self.certificates {
            Some(store) => {
                Some(BoundTlsServer::bind(store, self.tls_port, listener.address(), &state).await?)
            }
            None => None,
        };
        let authority = bound.as_ref().map(BoundTlsServer::authority);
        let admin = match self.admin {
            Some(address) => Some((bind(address).await?, http::admin_router(Arc::clone(&state), authority))),
            None => None,
        };
        let service = Service {
            state: Arc::clone(&state),
            tokens: Arc::new(PageTokens::new()?),
            certificates: bound.as_ref().map(|bound| Arc::clone(&bound.login)),
        };
        let tls = bound.map(|bound| bound.serve(service.clone())).transpose()?;
        let service = Server::plain(listener, |stopping| http::router(service, stopping));
        let admin = admin.map(|(listener, router)| Server::plain(listener, |_| router));
        let base_url = url("http", &service)?;
        let admin_url = admin.as_ref().map(|admin| url("http", admin)).transpose()?;
        let watch = file.map(|file| Watch(tokio::spawn(file.watch(Arc::clone(&state)))));
        tracing::info!(%base_url, "the stand-in listens");
        Ok(Gatekeeper { state, base_url, admin_url, service, admin, watch, tls })
    }

    fn check_addresses(&self) -> Result<(), StartError> {
        let exposable = (!self.is_exposed).then_some(self.address);
        let mut inner = [self.admin, exposable].into_iter().flatten();
        if let Some(exposed) = inner.find(|address| !is_loopback(address)) {
            return Err(StartError::NotLoopback(exposed));
        }
        if !is_loopback(&self.address) {
            tracing::warn!(address = %self.address, "whoever reaches the stand-in can log in as anybody");
        }
        Ok(())
    }
}

pub(super) fn is_loopback(address: &SocketAddr) -> bool {
    address.ip().to_canonical().is_loopback()
}

pub(super) async fn bind(address: SocketAddr) -> Result<Listener, StartError> {
    Listener::bind(address).await.map_err(|source| StartError::Address { address, source })
}

pub(super) fn url(scheme: &str, server: &Server) -> Result<Url, StartError> {
    let address = server.address();
    // Every socket address makes a URL.
    let invalid = |error| StartError::Address { address, source: io::Error::other(error) };
    Url::parse(&format!("{scheme}://{address}")).map_err(invalid)
}

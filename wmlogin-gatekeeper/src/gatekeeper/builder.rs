//! Starting the stand-in.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use tokio::task::spawn_blocking;
use url::Url;

use super::watch::SettingsFile;
use super::{Certification, Gatekeeper, StartError, Watch};
use crate::certification::{CertificateStore, CertificationAuthority, CertificationError};
use crate::http::{self, PageTokens, Server, Service, Stopping};
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
    /// store; there is none unless it is set.
    pub fn certificates(mut self, store: CertificateStore) -> Self {
        self.certificates = Some(store);
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
        let certification = match self.certificates {
            Some(store) => Some(open(store, Arc::clone(&state)).await?),
            None => None,
        };
        let tokens = Arc::new(PageTokens::new()?);
        let (pages, authority) = (Arc::clone(&state), certification.clone());
        let pages = |stopping| Service { state: pages, tokens, certification: authority, stopping };
        let service = listen(self.address, |stopping| http::router(pages(stopping))).await?;
        let admin = match self.admin {
            Some(address) => {
                let (state, certification) = (Arc::clone(&state), certification.clone());
                Some(listen(address, |_| http::admin_router(state, certification)).await?)
            }
            None => None,
        };
        let (base_url, admin_url) = (url(&service)?, admin.as_ref().map(url).transpose()?);
        let watch = file.map(|file| Watch(tokio::spawn(file.watch(Arc::clone(&state)))));
        tracing::info!(%base_url, "the stand-in listens");
        let certification = certification.map(Certification);
        Ok(Gatekeeper { state, base_url, admin_url, service, admin, watch, certification })
    }

    fn check_addresses(&self) -> Result<(), StartError> {
        let inner = self.admin.into_iter().chain((!self.is_exposed).then_some(self.address));
        if let Some(exposed) = inner.into_iter().find(|address| !is_loopback(address)) {
            return Err(StartError::NotLoopback(exposed));
        }
        if !is_loopback(&self.address) {
            tracing::warn!(address = %self.address, "whoever reaches the stand-in can log in as anybody");
        }
        Ok(())
    }
}

/// Opens the store; it reads and writes files.
async fn open(store: CertificateStore, state: Arc<State>) -> Result<Arc<CertificationAuthority>, StartError> {
    let opened = spawn_blocking(|| CertificationAuthority::open(store, state)).await;
    // The runtime ends.
    let opened = opened.map_err(|_| CertificationError::Stopped)?;
    Ok(Arc::new(opened?))
}

fn is_loopback(address: &SocketAddr) -> bool {
    address.ip().to_canonical().is_loopback()
}

async fn listen(address: SocketAddr, router: impl FnOnce(Stopping) -> Router) -> Result<Server, StartError> {
    Server::start(address, router).await.map_err(|source| StartError::Address { address, source })
}

fn url(server: &Server) -> Result<Url, StartError> {
    let address = server.address();
    // Every socket address makes a URL.
    let invalid = |error| StartError::Address { address, source: io::Error::other(error) };
    Url::parse(&format!("http://{address}")).map_err(invalid)
}

//! Starting the stand-in.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use super::listen::{bind, is_loopback, url};
use super::tls_server::BoundTlsServer;
use super::watch::SettingsFile;
use super::{Gatekeeper, StartError, Watch};
use crate::certification::CertificateStore;
use crate::http::{self, Connections, Control, Hosts, PageTokens, Server, Service};
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
    names: Vec<String>,
    control: Option<SocketAddr>,
    certificates: Option<CertificateStore>,
    tls: TlsAddress,
}

/// The address of the TLS listener.
#[derive(Clone, Copy, Debug)]
enum TlsAddress {
    /// A port of the plain listener's address.
    Port(u16),
    Address(SocketAddr),
}

impl TlsAddress {
    fn beside(self, plain: SocketAddr) -> SocketAddr {
        match self {
            Self::Port(port) => SocketAddr::new(plain.ip(), port),
            Self::Address(address) => address,
        }
    }

    /// The address, where it is not that of the plain listener.
    const fn address(self) -> Option<SocketAddr> {
        match self {
            Self::Port(_) => None,
            Self::Address(address) => Some(address),
        }
    }
}

impl Default for GatekeeperBuilder {
    fn default() -> Self {
        Self {
            settings: Settings::default(),
            file: None,
            clock: Clock::system(),
            address: ANY_PORT,
            is_exposed: false,
            names: Vec::new(),
            control: None,
            certificates: None,
            tls: TlsAddress::Port(0),
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

    /// The address of the [control port](crate::control); none unless it is set. Like that of the plain listener,
    /// it has to be a loopback address unless that one is [insecure](Self::insecure_address).
    pub fn control(mut self, address: SocketAddr) -> Self {
        self.control = Some(address);
        self
    }

    /// A further name that the stand-in is reached by, such as that of a container; loopback names need not be
    /// named. Requests for other names are refused, so that no page in a browser can have the name of its own
    /// site mean this machine (DNS rebinding). The certificate of the TLS listener is for these names, too.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.names.push(name.into());
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
    /// It listens on the address of the plain listener.
    pub fn tls_port(mut self, port: u16) -> Self {
        self.tls = TlsAddress::Port(port);
        self
    }

    /// The address of the TLS listener, where certificates are switched on. Like that of the plain listener, it
    /// has to be a loopback address unless that one is [insecure](Self::insecure_address).
    pub fn tls_address(mut self, address: SocketAddr) -> Self {
        self.tls = TlsAddress::Address(address);
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
        let hosts = Arc::new(Hosts::new(self.names.iter().cloned(), self.is_exposed));
        let bound = match self.certificates {
            Some(store) => {
                let address = self.tls.beside(listener.address());
                let origins = (listener.address(), Arc::clone(&hosts));
                Some(BoundTlsServer::bind(store, address, origins, &self.names, &state).await?)
            }
            None => None,
        };
        let control = match self.control {
            Some(address) => Some(bind(address).await?),
            None => None,
        };
        let authority = bound.as_ref().map(BoundTlsServer::authority);
        let service = Service {
            state: Arc::clone(&state),
            tokens: Arc::new(PageTokens::new()?),
            hosts: Arc::clone(&hosts),
            certificates: bound.as_ref().map(|bound| Arc::clone(&bound.login)),
        };
        let connections = Connections::new();
        let tls = bound.map(|bound| bound.serve(service.clone(), &connections)).transpose()?;
        let server =
            Server::plain(listener, &connections, |stopping| http::routers(service.clone(), stopping));
        let base_url = url("http", &server)?;
        let control = control.map(|listener| {
            let control = Control {
                service,
                authority,
                file: file.as_ref().map(|file| file.path().to_owned()),
                base_url: base_url.clone(),
                tls_url: tls.as_ref().map(|tls| tls.url.clone()),
            };
            Server::plain(listener, &connections, |_| http::control_routers(control))
        });
        let control_url = control.as_ref().map(|control| url("http", control)).transpose()?;
        let watch = file.map(|file| Watch(tokio::spawn(file.watch(Arc::clone(&state)))));
        tracing::info!(%base_url, "the stand-in listens");
        Ok(Gatekeeper { state, base_url, control_url, server, control, watch, tls })
    }

    fn check_addresses(&self) -> Result<(), StartError> {
        let tls = self.certificates.as_ref().and(self.tls.address());
        let mut addresses = [Some(self.address), tls, self.control].into_iter().flatten();
        if !self.is_exposed
            && let Some(exposed) = addresses.find(|address| !is_loopback(address))
        {
            return Err(StartError::NotLoopback(exposed));
        }
        if !is_loopback(&self.address) {
            tracing::warn!(address = %self.address, "whoever reaches the stand-in can log in as anybody");
        }
        Ok(())
    }
}

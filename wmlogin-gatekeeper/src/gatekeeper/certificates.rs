//! The certification server and the TLS listener, while the stand-in starts and runs.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use rustls::ServerConfig;
use tokio::task::spawn_blocking;
use url::Url;

use super::StartError;
use super::builder::{bind, is_loopback, url};
use crate::State;
use crate::certification::{CertificateStore, CertificationAuthority, CertificationError};
use crate::http::{self, CertificateLogin, Listener, Origins, Server, Service};

/// What is there before anything is served.
pub(super) struct Prepared {
    listener: Listener,
    config: ServerConfig,
    authority: Arc<CertificationAuthority>,
    pub login: Arc<CertificateLogin>,
}

/// What runs.
pub(super) struct Certificates {
    pub authority: Held,
    pub url: Url,
    pub server: Server,
}

/// Lets go of the store when it is dropped, however many tasks still have to end.
pub(super) struct Held(Arc<CertificationAuthority>);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.stop();
    }
}

impl Held {
    pub(super) fn authority(&self) -> &CertificationAuthority {
        &self.0
    }
}

impl Prepared {
    /// Opens the store, and listens beside the plain listener.
    pub(super) async fn new(
        store: CertificateStore,
        port: u16,
        plain: SocketAddr,
        state: &Arc<State>,
    ) -> Result<Self, StartError> {
        let listener = bind(beside(plain, port)).await?;
        let opened = Arc::clone(state);
        // It reads and writes files.
        let opened = spawn_blocking(|| CertificationAuthority::open(store, opened)).await;
        // The runtime ends.
        let authority = Arc::new(opened.map_err(|_| CertificationError::Stopped)??);
        let origins = Origins { plain, tls: listener.address() };
        let login = CertificateLogin::new(Arc::clone(&authority), origins, state.clock().clone());
        Ok(Self { listener, config: authority.server_config()?, authority, login: Arc::new(login) })
    }

    pub(super) fn authority(&self) -> Arc<CertificationAuthority> {
        Arc::clone(&self.authority)
    }

    pub(super) fn serve(self, service: Service) -> Result<Certificates, StartError> {
        let router = http::tls_router(service, self.login);
        let server = Server::tls(self.listener, self.config, router);
        Ok(Certificates { authority: Held(self.authority), url: url("https", &server)?, server })
    }
}

/// On this machine, and at the address of the plain listener if that is of this machine alone.
fn beside(plain: SocketAddr, port: u16) -> SocketAddr {
    let here = if is_loopback(&plain) { plain.ip() } else { IpAddr::V4(Ipv4Addr::LOCALHOST) };
    SocketAddr::new(here, port)
}

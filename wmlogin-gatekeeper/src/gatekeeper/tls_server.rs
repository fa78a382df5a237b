//! The TLS server of the stand-in, and the certification authority that it depends on.

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

/// The TLS server before it serves anything.
pub(super) struct BoundTlsServer {
    listener: Listener,
    config: ServerConfig,
    authority: Arc<CertificationAuthority>,
    pub login: Arc<CertificateLogin>,
}

/// The running TLS server.
pub(super) struct TlsServer {
    pub authority: AuthorityGuard,
    pub url: Url,
    pub server: Server,
}

/// Releases the certificate store on drop, even if tasks that use the authority are still running.
pub(super) struct AuthorityGuard(Arc<CertificationAuthority>);

impl Drop for AuthorityGuard {
    fn drop(&mut self) {
        self.0.stop();
    }
}

impl AuthorityGuard {
    pub(super) fn authority(&self) -> &CertificationAuthority {
        &self.0
    }
}

impl BoundTlsServer {
    /// Opens the store and binds the TLS listener beside the plain one.
    pub(super) async fn bind(
        store: CertificateStore,
        port: u16,
        plain: SocketAddr,
        state: &Arc<State>,
    ) -> Result<Self, StartError> {
        let listener = bind(beside(plain, port)).await?;
        let opened = Arc::clone(state);
        // Opening reads and writes files.
        let opened = spawn_blocking(|| CertificationAuthority::open(store, opened)).await;
        // The task fails only if the runtime shuts down.
        let authority = Arc::new(opened.map_err(|_| CertificationError::Stopped)??);
        let origins = Origins { plain, tls: listener.address() };
        let login = CertificateLogin::new(Arc::clone(&authority), origins, state.clock().clone());
        Ok(Self { listener, config: authority.server_config()?, authority, login: Arc::new(login) })
    }

    pub(super) fn authority(&self) -> Arc<CertificationAuthority> {
        Arc::clone(&self.authority)
    }

    pub(super) fn serve(self, service: Service) -> Result<TlsServer, StartError> {
        let router = http::tls_router(service, self.login);
        let server = Server::tls(self.listener, self.config, router);
        Ok(TlsServer { authority: AuthorityGuard(self.authority), url: url("https", &server)?, server })
    }
}

/// Returns the loopback address of the plain listener, or `127.0.0.1` if that listener is exposed.
fn beside(plain: SocketAddr, port: u16) -> SocketAddr {
    let here = if is_loopback(&plain) { plain.ip() } else { IpAddr::V4(Ipv4Addr::LOCALHOST) };
    SocketAddr::new(here, port)
}

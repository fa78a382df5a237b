//! The TLS server of the stand-in, and the certification authority that it depends on.

use std::net::SocketAddr;
use std::sync::Arc;

use rustls::ServerConfig;
use tokio::task::spawn_blocking;
use url::Url;

use super::StartError;
use super::listen::{bind, url};
use crate::State;
use crate::certification::{CertificateStore, CertificationAuthority, CertificationError};
use crate::http::{self, CertificateLogin, Connections, Hosts, Listener, Origins, Server, Service};

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
    /// Opens the store and binds the TLS listener; `origins` are those of the plain one.
    pub(super) async fn bind(
        store: CertificateStore,
        address: SocketAddr,
        (plain, hosts): (SocketAddr, Arc<Hosts>),
        names: &[String],
        state: &Arc<State>,
    ) -> Result<Self, StartError> {
        let listener = bind(address).await?;
        let opened = Arc::clone(state);
        // Opening reads and writes files.
        let own = names.to_vec();
        let opened = spawn_blocking(move || CertificationAuthority::open(store, opened, &own)).await;
        // The task fails only if the runtime shuts down.
        let authority = Arc::new(opened.map_err(|_| CertificationError::Stopped)??);
        let origins = Origins { plain, tls: listener.address(), hosts };
        let login = CertificateLogin::new(Arc::clone(&authority), origins, state.clock().clone());
        Ok(Self { listener, config: authority.server_config(names)?, authority, login: Arc::new(login) })
    }

    pub(super) fn authority(&self) -> Arc<CertificationAuthority> {
        Arc::clone(&self.authority)
    }

    pub(super) fn serve(self, service: Service, connections: &Connections) -> Result<TlsServer, StartError> {
        let routers = |stopping| http::routers(service, stopping);
        let server = Server::tls(self.listener, self.config, connections, routers);
        Ok(TlsServer { authority: AuthorityGuard(self.authority), url: url("https", &server)?, server })
    }
}

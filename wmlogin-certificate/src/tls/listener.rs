//! TLS connections: accepting them, and their clients.

use std::io;
use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ConnectInfo;
use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use http::request::Parts;
use rustls::ServerConfig;
use tls_listener::{Error, SpawningHandshakes, TlsListener};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::PresentedCertificate;

/// The time limit for a handshake unless another one is set.
pub const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);

/// The pause after the system could not accept a connection, for example for lack of file descriptors.
const PAUSE: Duration = Duration::from_secs(1);

/// Accepts connections over TLS, for [`axum::serve()`].
///
/// Handshakes run concurrently, each in a task of its own: a slow client delays no other one and is
/// disconnected after [`HANDSHAKE_TIMEOUT`]. The number of handshakes at a time is bounded by the number of
/// files that the process may open.
#[must_use = "it accepts nothing until it is served"]
pub struct CertificateListener(TlsListener<TcpListener, SpawningHandshakes<TlsAcceptor>>);

impl CertificateListener {
    /// Wraps a TCP listener, with the configuration of [`server_config`](super::server_config).
    pub fn new(listener: TcpListener, config: impl Into<Arc<ServerConfig>>) -> Self {
        Self::with_handshake_timeout(listener, config, HANDSHAKE_TIMEOUT)
    }

    /// Wraps a TCP listener, with another time limit for handshakes.
    pub fn with_handshake_timeout(
        listener: TcpListener,
        config: impl Into<Arc<ServerConfig>>,
        timeout: Duration,
    ) -> Self {
        let acceptor = SpawningHandshakes(TlsAcceptor::from(config.into()));
        Self(tls_listener::builder(acceptor).handshake_timeout(timeout).listen(listener))
    }
}

impl Listener for CertificateListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            match self.0.accept().await {
                Ok((stream, address)) => {
                    without_delay(stream.get_ref().0);
                    return (stream, address);
                }
                Err(Error::ListenerError(error)) => recover(&error).await,
                // Any client can cause it, so it does not belong in the log by default.
                Err(error) => tracing::debug!(%error, "no TLS connection"),
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// Disables Nagle's algorithm: the first response is short, and would wait until the client has acknowledged
/// the session tickets.
fn without_delay(stream: &TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "responses may be delayed");
    }
}

/// Recovers from an error as [`axum::serve()`] does without TLS.
async fn recover(error: &io::Error) {
    if !matches!(error.kind(), ConnectionRefused | ConnectionAborted | ConnectionReset) {
        tracing::error!(%error, "no connection can be accepted");
        tokio::time::sleep(PAUSE).await;
    }
}

/// The client of a connection, for
/// [`into_make_service_with_connect_info`](axum::Router::into_make_service_with_connect_info).
#[derive(Clone, Debug)]
pub struct ClientConnection {
    address: SocketAddr,
    certificate: Option<PresentedCertificate>,
}

impl ClientConnection {
    /// Creates a connection that was not accepted by a [`CertificateListener`].
    #[must_use]
    pub const fn new(address: SocketAddr, certificate: Option<PresentedCertificate>) -> Self {
        Self { address, certificate }
    }

    /// Returns the connection of a request.
    #[must_use]
    pub fn of(request: &Parts) -> Option<&Self> {
        request.extensions.get().map(|ConnectInfo(connection)| connection)
    }

    /// Returns the address of the client, or of the proxy in between.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns the certificate that the client presented, if any. It is not verified.
    #[must_use]
    pub const fn certificate(&self) -> Option<&PresentedCertificate> {
        self.certificate.as_ref()
    }
}

impl Connected<IncomingStream<'_, CertificateListener>> for ClientConnection {
    fn connect_info(stream: IncomingStream<'_, CertificateListener>) -> Self {
        let (_, session) = stream.io().get_ref();
        // A resumed session restores them.
        let chain = session.peer_certificates().unwrap_or_default();
        let chain = chain.iter().map(|certificate| certificate.clone().into_owned()).collect();
        // The handshake is complete, which requires that the client proved possession of the key.
        Self::new(*stream.remote_addr(), PresentedCertificate::assume_possession_proved(chain))
    }
}

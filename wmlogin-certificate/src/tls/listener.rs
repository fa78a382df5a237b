//! Accepting connections over TLS.

use std::io;
use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::serve::Listener;
use rustls::ServerConfig;
use tls_listener::{Error, SpawningHandshakes, TlsListener};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// How long a handshake may take unless another time is set.
pub const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);

/// How long nothing is accepted after the machine could not, for want of file descriptors for instance.
const PAUSE: Duration = Duration::from_secs(1);

/// Accepts connections over TLS, for [`axum::serve()`].
///
/// Handshakes run side by side, each as a task of its own: a client that is slow holds up nobody, and is
/// let go after [`HANDSHAKE_TIMEOUT`]. How many there are at once is bounded by the files that the process
/// may have open.
#[must_use = "it accepts nothing until it is served"]
pub struct CertificateListener(TlsListener<TcpListener, SpawningHandshakes<TlsAcceptor>>);

impl CertificateListener {
    /// Speaks TLS on this listener, as [`server_config`](super::server_config) says.
    pub fn new(listener: TcpListener, config: impl Into<Arc<ServerConfig>>) -> Self {
        Self::with_handshake_timeout(listener, config, HANDSHAKE_TIMEOUT)
    }

    /// The same, with another time for handshakes.
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
                // Anybody can cause it.
                Err(error) => tracing::debug!(%error, "no TLS connection"),
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// The first answer is short, and would wait until the client has acknowledged the session tickets.
fn without_delay(stream: &TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "answers may be delayed");
    }
}

/// As [`axum::serve()`] does it where there is no TLS.
async fn recover(error: &io::Error) {
    if !matches!(error.kind(), ConnectionRefused | ConnectionAborted | ConnectionReset) {
        tracing::error!(%error, "no connection can be accepted");
        tokio::time::sleep(PAUSE).await;
    }
}

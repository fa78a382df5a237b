//! Listening, and a clean stop.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use rustls::ServerConfig;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use wmlogin_certificate::tls::{CertificateListener, ClientConnection};

/// How long a stop waits for requests that are being answered.
const PATIENCE: Duration = Duration::from_secs(5);

/// A port that is listened on; whoever connects waits until it is served.
pub(crate) struct Listener {
    socket: TcpListener,
    address: SocketAddr,
}

impl Listener {
    /// Listens on the address, where port 0 is any that is free.
    pub(crate) async fn bind(address: SocketAddr) -> io::Result<Self> {
        let socket = TcpListener::bind(address).await?;
        Ok(Self { address: socket.local_addr()?, socket })
    }

    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }
}

/// A router that is served on a port until this is stopped or dropped.
pub(crate) struct Server {
    address: SocketAddr,
    stop: Stop,
    task: JoinHandle<()>,
}

/// Tells what goes on that it should end. It ends when the sender is gone, too.
type Stop = watch::Sender<bool>;

/// Is told that the server stops.
#[derive(Clone)]
pub(crate) struct Stopping(watch::Receiver<bool>);

impl Stopping {
    /// Ends when the server stops.
    pub(crate) async fn wait(mut self) {
        // The error says that the sender is gone, which is a stop as well.
        let _ = self.0.wait_for(|stops| *stops).await;
    }
}

impl Server {
    /// Serves plain connections.
    pub(crate) fn plain(listener: Listener, router: impl FnOnce(Stopping) -> Router) -> Self {
        Self::start(listener.address, |stopping| {
            let app = router(stopping.clone()).into_make_service_with_connect_info::<SocketAddr>();
            axum::serve(listener.socket, app).with_graceful_shutdown(stopping.wait()).into_future()
        })
    }

    /// Serves connections over TLS.
    pub(crate) fn tls(listener: Listener, config: ServerConfig, router: Router) -> Self {
        Self::start(listener.address, |stopping| {
            let app = router.into_make_service_with_connect_info::<ClientConnection>();
            let listener = CertificateListener::new(listener.socket, config);
            axum::serve(listener, app).with_graceful_shutdown(stopping.wait()).into_future()
        })
    }

    fn start<F>(address: SocketAddr, serve: impl FnOnce(Stopping) -> F) -> Self
    where
        F: Future<Output = io::Result<()>> + Send + 'static,
    {
        let (stop, stopping) = watch::channel(false);
        let served = serve(Stopping(stopping));
        let task = tokio::spawn(async move {
            if let Err(error) = served.await {
                tracing::error!(%error, %address, "no longer listening");
            }
        });
        Self { address, stop, task }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops listening, and waits for the requests that are being answered.
    pub(crate) async fn stop(self) {
        let _ = self.stop.send(true);
        if timeout(PATIENCE, self.task).await.is_err() {
            tracing::warn!(address = %self.address, "stopped before every request was answered");
        }
    }
}

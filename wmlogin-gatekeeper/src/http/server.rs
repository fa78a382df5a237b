//! Listening, and a clean stop.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// How long a stop waits for requests that are being answered.
const PATIENCE: Duration = Duration::from_secs(5);

/// A router that listens on a port until this is stopped or dropped.
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
    /// Listens on the address, where port 0 is any that is free.
    pub(crate) async fn start(
        address: SocketAddr,
        router: impl FnOnce(Stopping) -> Router,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let (stop, stopping) = watch::channel(false);
        let stopping = Stopping(stopping);
        let app = router(stopping.clone()).into_make_service_with_connect_info::<SocketAddr>();
        let task = tokio::spawn(async move {
            let served = axum::serve(listener, app).with_graceful_shutdown(stopping.wait()).await;
            if let Err(error) = served {
                tracing::error!(%error, %address, "no longer listening");
            }
        });
        Ok(Self { address, stop, task })
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

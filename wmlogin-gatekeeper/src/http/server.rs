//! Listening within limits, and a clean stop.

mod limits;

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::serve::Listener as Accept;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use rustls::ServerConfig;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::timeout;
use tokio_rustls::server::TlsStream;
use tower_service::Service as _;
use wmlogin_certificate::PresentedCertificate;
use wmlogin_certificate::tls::{CertificateListener, ClientConnection};

pub(crate) use limits::Connections;

/// The time that a stop waits for requests that are being answered.
const PATIENCE: Duration = Duration::from_secs(5);

/// The time that a client has to send the head of a request. It also ends connections that nothing is sent on.
const HEAD_TIMEOUT: Duration = Duration::from_secs(15);

/// The same for a client whose connection is one too many.
const SURPLUS_HEAD_TIMEOUT: Duration = Duration::from_secs(2);

/// The time that a client has to send the body of a request, which is short.
pub(super) const BODY_TIMEOUT: Duration = Duration::from_secs(15);

/// A port that is listened on; clients that connect wait until it is served.
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

/// Ends what waits for it, also by being dropped.
type Stop = watch::Sender<bool>;

/// Resolves when the server stops.
#[derive(Clone)]
pub(crate) struct Stopping(watch::Receiver<bool>);

impl Stopping {
    pub(crate) async fn wait(mut self) {
        // An error means that the sender is gone, which is a stop as well.
        let _ = self.0.wait_for(|stops| *stops).await;
    }
}

/// Marks the requests that come over TLS.
#[derive(Clone, Copy)]
pub(crate) struct OverTls;

/// The routers of a port: one for as many connections as there may be, the other for those beyond.
pub(crate) struct Routers {
    pub usual: Router,
    pub surplus: Router,
}

impl Server {
    /// Serves plain connections.
    pub(crate) fn plain(
        listener: Listener,
        connections: &Connections,
        routers: impl FnOnce(Stopping) -> Routers,
    ) -> Self {
        let client = |_: &TcpStream, address| (ClientConnection::new(address, None), None);
        Self::start(listener.address, listener.socket, client, connections, routers)
    }

    /// Serves connections over TLS.
    pub(crate) fn tls(
        listener: Listener,
        config: ServerConfig,
        connections: &Connections,
        routers: impl FnOnce(Stopping) -> Routers,
    ) -> Self {
        let address = listener.address;
        let listener = CertificateListener::new(listener.socket, config);
        Self::start(address, listener, tls_client, connections, routers)
    }

    fn start<L: Accept<Addr = SocketAddr>>(
        address: SocketAddr,
        listener: L,
        client: Client<L>,
        connections: &Connections,
        routers: impl FnOnce(Stopping) -> Routers,
    ) -> Self {
        let (stop, stopping) = watch::channel(false);
        let stopping = Stopping(stopping);
        let port =
            Port { listener, client, routers: routers(stopping.clone()), connections: connections.clone() };
        Self { address, stop, task: tokio::spawn(port.serve(stopping)) }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops listening, and waits for the requests that are being answered.
    pub(crate) async fn stop(mut self) {
        let _ = self.stop.send(true);
        if timeout(PATIENCE, &mut self.task).await.is_err() {
            self.task.abort();
            tracing::warn!(address = %self.address, "stopped before every request was answered");
        }
    }
}

/// The client of a TLS connection. The handshake is complete, so it has the key of its certificate.
fn tls_client(stream: &TlsStream<TcpStream>, address: SocketAddr) -> (ClientConnection, Option<OverTls>) {
    // A resumed session restores the certificates.
    let chain = stream.get_ref().1.peer_certificates().unwrap_or_default();
    let chain = chain.iter().map(|certificate| certificate.clone().into_owned()).collect();
    let presented = PresentedCertificate::assume_possession_proved(chain);
    (ClientConnection::new(address, presented), Some(OverTls))
}

/// Returns the client of a connection.
type Client<L> = fn(&<L as Accept>::Io, SocketAddr) -> (ClientConnection, Option<OverTls>);

/// A port while it is served.
struct Port<L: Accept> {
    listener: L,
    client: Client<L>,
    routers: Routers,
    connections: Connections,
}

impl<L: Accept<Addr = SocketAddr>> Port<L> {
    /// Accepts connections until the server stops, then waits for what is being answered. Dropping it drops
    /// every connection.
    async fn serve(self, stopping: Stopping) {
        let Self { mut listener, client, routers, connections } = self;
        let (mut open, graceful) = (JoinSet::new(), GracefulShutdown::new());
        let mut is_full = false;
        loop {
            let (io, address) = tokio::select! {
                accepted = listener.accept() => accepted,
                Some(_) = open.join_next(), if !open.is_empty() => continue,
                () = stopping.clone().wait() => break,
            };
            let client = client(&io, address);
            if let Some(permit) = connections.usual() {
                is_full = false;
                let served = serve(io, client, routers.usual.clone(), HEAD_TIMEOUT, graceful.watcher());
                open.spawn(async move {
                    served.await;
                    drop(permit);
                });
            } else if let Some(permit) = connections.surplus() {
                if !std::mem::replace(&mut is_full, true) {
                    tracing::warn!("too many connections at a time; more are refused");
                }
                let router = routers.surplus.clone();
                let served = serve(io, client, router, SURPLUS_HEAD_TIMEOUT, graceful.watcher());
                open.spawn(async move {
                    served.await;
                    drop(permit);
                });
            }
        }
        drop(listener);
        tokio::select! {
            () = graceful.shutdown() => {}
            () = async { while open.join_next().await.is_some() {} } => {}
        }
    }
}

/// Answers the requests of a connection.
async fn serve(
    io: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    (client, over_tls): (ClientConnection, Option<OverTls>),
    router: Router,
    head_timeout: Duration,
    watcher: Watcher,
) {
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(client.clone()));
        if let Some(over_tls) = over_tls {
            request.extensions_mut().insert(over_tls);
        }
        router.clone().call(request)
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(head_timeout);
    // Clients break connections off as they like.
    if let Err(error) = watcher.watch(builder.serve_connection(TokioIo::new(io), service)).await {
        tracing::debug!(%error, "a connection broke off");
    }
}

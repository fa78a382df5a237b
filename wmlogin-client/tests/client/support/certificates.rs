//! Certificates for tests, and a server that has one.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;

/// A certificate authority.
pub struct Authority(CertifiedIssuer<'static, KeyPair>);

/// A certificate with its key.
pub struct Identity {
    pub certificate: rcgen::Certificate,
    pub key: KeyPair,
}

impl Authority {
    pub fn new() -> Self {
        let mut params = CertificateParams::new([]).expect("no names");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        Self(CertifiedIssuer::self_signed(params, key).expect("a certificate"))
    }

    pub fn pem(&self) -> String {
        self.0.pem()
    }

    /// A certificate for this machine.
    pub fn sign(&self) -> Identity {
        self.sign_with(|_| {}, "localhost")
    }

    /// A certificate for another machine.
    pub fn sign_for(&self, host: &str) -> Identity {
        self.sign_with(|_| {}, host)
    }

    /// An expired certificate.
    pub fn sign_expired(&self) -> Identity {
        self.sign_with(|params| params.not_after = date_time_ymd(2001, 1, 1), "localhost")
    }

    fn sign_with(&self, change: impl Fn(&mut CertificateParams), host: &str) -> Identity {
        let mut params = CertificateParams::new([host.to_owned()]).expect("a name");
        change(&mut params);
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, &self.0).expect("a certificate");
        Identity { certificate, key }
    }
}

/// A server on this machine that speaks TLS and answers every request with 200.
pub struct TlsServer {
    pub url: String,
    connections: Arc<AtomicUsize>,
    /// The client's certificate of each established connection.
    pub clients: mpsc::UnboundedReceiver<Option<CertificateDer<'static>>>,
}

impl TlsServer {
    /// Starts a server that requests no client certificate.
    pub async fn start(identity: Identity) -> Self {
        Self::start_with(identity, None, 0).await
    }

    /// Starts a server that requires a client certificate of the authority.
    pub async fn start_for_clients_of(authority: &Authority, identity: Identity) -> Self {
        Self::start_with(identity, Some(authority), 0).await
    }

    /// Starts a server that closes this many connections before it answers one.
    pub async fn start_closing_first(closed: usize, identity: Identity) -> Self {
        Self::start_with(identity, None, closed).await
    }

    async fn start_with(identity: Identity, clients_of: Option<&Authority>, closed: usize) -> Self {
        let acceptor = TlsAcceptor::from(Arc::new(server_config(&identity, clients_of)));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("https://localhost:{}/", listener.local_addr().expect("an address").port());
        let (sender, clients) = mpsc::unbounded_channel();
        let connections = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&connections);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                if counter.fetch_add(1, Ordering::SeqCst) < closed {
                    continue;
                }
                let Ok(mut stream) = acceptor.accept(stream).await else { continue };
                let certificates = stream.get_ref().1.peer_certificates();
                let _ =
                    sender.send(certificates.and_then(|all| all.first()).map(|one| one.clone().into_owned()));
                let _ = stream.read(&mut [0; 4096]).await;
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
                let _ = stream.shutdown().await;
            }
        });
        Self { url, connections, clients }
    }

    /// The number of connections, established or not.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

fn server_config(identity: &Identity, clients_of: Option<&Authority>) -> ServerConfig {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ServerConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .expect("versions");
    let builder = match clients_of {
        None => builder.with_no_client_auth(),
        Some(authority) => {
            let mut roots = RootCertStore::empty();
            roots.add(authority.0.der().clone()).expect("a root");
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build();
            builder.with_client_cert_verifier(verifier.expect("a verifier"))
        }
    };
    let key = PrivateKeyDer::try_from(identity.key.serialize_der()).expect("a key");
    builder.with_single_cert(vec![identity.certificate.der().clone()], key).expect("a certificate")
}

//! A site that accepts personal certificates.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::routing::get;
use axum::{Extension, Router};
use chrono::{DateTime, TimeDelta, Utc};
use rcgen::CertificateParams;
use tokio::net::TcpListener;
use wmlogin_certificate::tls::{CertificateListener, CertificateRejection, ClientConnection, server_config};
use wmlogin_certificate::{CertificateVerifier, VerifiedCertificate};

use wmlogin_test_support::authority::{Authority, WMID, new_key, personal, root};
use wmlogin_test_support::openssl::{EXTENSIONS, Folder};

/// A day on which the certificates of most tests are valid.
pub const TODAY: &str = "2026-01-12T14:31:29Z";

pub struct World {
    pub root: Authority,
    pub folder: Folder,
    pub verifier: CertificateVerifier,
    pub port: u16,
    now: Arc<Mutex<DateTime<Utc>>>,
}

/// The files of the owner of a certificate.
pub struct Identity {
    pub certificate: PathBuf,
    pub key: PathBuf,
}

impl World {
    pub async fn new() -> Self {
        Self::with_handshake_timeout(Duration::from_mins(10)).await
    }

    pub async fn with_handshake_timeout(timeout: Duration) -> Self {
        let (root, folder) = (root("A test root"), Folder::new());
        folder.write("root.pem", root.pem());
        let now = Arc::new(Mutex::new(TODAY.parse().expect("a time")));
        let clock = Arc::clone(&now);
        let verifier = CertificateVerifier::builder()
            .root_certificates(root.pem())
            .clock(move || *clock.lock().expect("the time"))
            .build()
            .expect("a verifier");
        let key = new_key();
        let server = CertificateParams::new(["localhost".to_owned()]).expect("a name");
        let server = server.signed_by(&key, &root).expect("a certificate");
        let config = server_config(&verifier, server.pem().as_bytes(), key.serialize_pem().as_bytes());
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let listener =
            CertificateListener::with_handshake_timeout(listener, config.expect("a configuration"), timeout);
        let app = pages().layer(Extension(verifier.clone()));
        let app = app.into_make_service_with_connect_info::<ClientConnection>();
        tokio::spawn(async { axum::serve(listener, app).await });
        Self { root, folder, verifier, port, now }
    }

    /// Advances the clock.
    pub fn pass(&self, time: TimeDelta) {
        *self.now.lock().expect("the time") += time;
    }

    /// Creates an owner of a certificate that the root issued.
    pub fn identity(&self) -> Identity {
        self.identity_with(|_| {}, &self.root)
    }

    /// Creates an owner of another certificate.
    pub fn identity_with(&self, change: impl FnOnce(&mut CertificateParams), issuer: &Authority) -> Identity {
        let mut params = personal(WMID);
        change(&mut params);
        let key = new_key();
        let certificate = params.signed_by(&key, issuer).expect("a certificate");
        Identity {
            certificate: self.folder.write("client.pem", certificate.pem()),
            key: self.folder.write("client.key", key.serialize_pem()),
        }
    }

    /// Creates an owner of a certificate that the root issued for a key by `openssl`.
    pub fn identity_of_openssl(&self, kind: &str) -> Identity {
        self.folder.write("root.key", self.root.key().serialize_pem());
        let key = self.folder.key("client.key", kind);
        self.folder.openssl(&format!("req -new -key client.key -subj /CN={WMID} -out client.csr"));
        self.folder.write("extensions", EXTENSIONS);
        self.folder.openssl(
            "x509 -req -in client.csr -CA root.pem -CAkey root.key -days 700 -extfile extensions -out client.pem",
        );
        // The certificate is valid from the real time on.
        *self.now.lock().expect("the time") = Utc::now();
        Identity { certificate: self.folder.path("client.pem"), key }
    }
}

fn pages() -> Router {
    Router::new().route("/", get(home)).route("/account", get(account).post(account)).route("/own", get(own))
}

async fn home(user: Option<VerifiedCertificate>) -> String {
    user.map_or_else(|| "nobody".to_owned(), |user| user.wmid().to_string())
}

async fn account(user: VerifiedCertificate) -> String {
    format!("the account of {}", user.wmid())
}

/// A page that reports a rejection in its own words.
async fn own(user: Result<VerifiedCertificate, CertificateRejection>) -> String {
    match user {
        Ok(user) => user.wmid().to_string(),
        Err(rejection) => format!("our page: {}", rejection.kind()),
    }
}

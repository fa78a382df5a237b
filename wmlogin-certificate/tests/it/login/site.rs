//! A site that signs users in with personal certificates.

use std::path::PathBuf;
use std::time::Duration;

use axum::routing::get;
use axum::{Extension, Router};
use chrono::Utc;
use rcgen::CertificateParams;
use tokio::net::TcpListener;
use wmlogin_certificate::tls::{CertificateListener, CertificateRejection, ClientConnection, server_config};
use wmlogin_certificate::{CertificateVerifier, VerifiedCertificate};

use wmlogin_test_support::authority::{Authority, WMID, new_key, personal, root};
use wmlogin_test_support::browser::Page;
use wmlogin_test_support::clock::Clock;
use wmlogin_test_support::curl::Curl;
use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::openssl::EXTENSIONS;

use crate::verification::TODAY;

/// A site, the authority that it trusts, and the files of its users.
pub struct Site {
    pub root: Authority,
    pub folder: Folder,
    pub verifier: CertificateVerifier,
    pub clock: Clock,
    pub port: u16,
}

/// The files of a user with a certificate.
pub struct Identity {
    pub certificate: PathBuf,
    pub key: PathBuf,
}

impl Site {
    pub async fn new() -> Self {
        Self::with_handshake_timeout(Duration::from_mins(10)).await
    }

    pub async fn with_handshake_timeout(timeout: Duration) -> Self {
        let (root, folder) = (root("A test root"), Folder::new());
        folder.write("root.pem", root.pem());
        let clock = Clock::at(TODAY.parse().expect("a time"));
        let now = clock.clone();
        let verifier = CertificateVerifier::builder()
            .root_certificates(root.pem())
            .clock(move || now.now())
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
        Self { root, folder, verifier, clock, port }
    }

    /// Opens a page, as the owner of a certificate or as nobody.
    pub fn open(&self, path: &str, identity: Option<&Identity>) -> Page {
        self.request(path, identity, &[])
    }

    /// Sends a request with these options of `curl`.
    pub fn request(&self, path: &str, identity: Option<&Identity>, options: &[&str]) -> Page {
        self.try_request(path, identity, options).unwrap_or_else(|failure| panic!("{path}: {failure}"))
    }

    /// Sends a request; the text of the failure if there is no answer.
    pub fn try_request(
        &self,
        path: &str,
        identity: Option<&Identity>,
        options: &[&str],
    ) -> Result<Page, String> {
        let curl = Curl::new(&self.folder).trusting(&self.folder.path("root.pem"));
        let curl = match identity {
            Some(Identity { certificate, key }) => curl.presenting(certificate, key),
            None => curl,
        };
        curl.try_request(&format!("https://localhost:{}{path}", self.port), options)
    }

    /// A user with a certificate of the root.
    pub fn identity(&self) -> Identity {
        self.identity_with(|_| {}, &self.root)
    }

    /// A user with another certificate.
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

    /// A user with a certificate of the root and a key of this kind, made by `openssl`.
    pub fn identity_of_openssl(&self, kind: &str) -> Identity {
        self.folder.write("root.key", self.root.key().serialize_pem());
        let key = self.folder.key("client.key", kind);
        self.folder.openssl(&format!("req -new -key client.key -subj /CN={WMID} -out client.csr"));
        self.folder.write("extensions", EXTENSIONS);
        self.folder.openssl(
            "x509 -req -in client.csr -CA root.pem -CAkey root.key -days 700 -extfile extensions -out client.pem",
        );
        // It is valid from now on, not from the day of the tests.
        self.clock.set(Utc::now());
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

/// A page with a text of its own for a user who is not accepted.
async fn own(user: Result<VerifiedCertificate, CertificateRejection>) -> String {
    match user {
        Ok(user) => user.wmid().to_string(),
        Err(rejection) => format!("our page: {}", rejection.kind()),
    }
}

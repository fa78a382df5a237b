//! The handshake: the keys and certificates that it accepts.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use wmlogin_test_support::tools::require;

use rustls::client::ResolvesClientCert;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::sign::CertifiedKey;
use rustls::{ClientConfig, DistinguishedName, RootCertStore, SignatureScheme, SupportedProtocolVersion};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use super::site::Site;
use wmlogin_test_support::authority::WMID;
use wmlogin_test_support::openssl::{P256, P384, RSA_1024, RSA_2048};

const VERSIONS: [&[&str]; 2] = [&["--tlsv1.2", "--tls-max", "1.2"], &["--tlsv1.3"]];

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_key_signs_in_over_every_version_of_tls() {
    if !require(["curl", "openssl"]) {
        return;
    }
    for kind in [RSA_2048, P256, P384] {
        let site = Site::new().await;
        let owner = site.identity_of_openssl(kind);
        for version in VERSIONS {
            let answer = site.request("/account", Some(&owner), version);
            assert_eq!(answer.body, format!("the account of {WMID}"), "{kind} {version:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_can_connect_without_a_certificate() {
    if !require(["curl"]) {
        return;
    }
    let site = Site::new().await;
    for version in VERSIONS {
        assert_eq!(site.request("/", None, version).body, "nobody", "{version:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_weak_key_fails_the_handshake() {
    if !require(["curl", "openssl"]) {
        return;
    }
    let site = Site::new().await;
    let owner = site.identity_of_openssl(RSA_1024);
    for version in VERSIONS {
        let failure = site.try_request("/", Some(&owner), version).expect_err("no answer");
        assert!(failure.contains("alert"), "{version:?} {failure}");
    }
}

#[tokio::test]
async fn a_certificate_without_its_key_fails_the_handshake() {
    let site = Site::new().await;
    let owner = site.identity();
    let copy = std::fs::read(&owner.certificate).expect("a certificate");
    let own_key = std::fs::read(&owner.key).expect("a key");
    let other_key = std::fs::read(site.identity().key).expect("a key");
    for version in [&rustls::version::TLS12, &rustls::version::TLS13] {
        let answer = present(&site, &copy, &own_key, version).await.expect("an answer");
        assert!(answer.ends_with(WMID), "{version:?} {answer}");
        let answer = present(&site, &copy, &other_key, version).await;
        assert!(answer.as_ref().is_err_and(|error| error.to_string().contains("DecryptError")), "{answer:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_stalls_holds_up_nobody() {
    if !require(["curl"]) {
        return;
    }
    let site = Site::new().await;
    let mut silent = Vec::new();
    for _ in 0..100 {
        silent.push(TcpStream::connect(("127.0.0.1", site.port)).await.expect("a connection"));
    }
    assert_eq!(site.open("/account", Some(&site.identity())).status, 200);
}

#[tokio::test]
async fn a_connection_that_stalls_is_closed() {
    let site = Site::with_handshake_timeout(Duration::from_millis(10)).await;
    let mut silent = TcpStream::connect(("127.0.0.1", site.port)).await.expect("a connection");
    assert_eq!(silent.read(&mut [0; 1]).await.expect("an end"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_without_tls_disturbs_nobody() {
    if !require(["curl"]) {
        return;
    }
    let site = Site::new().await;
    let mut connection = TcpStream::connect(("127.0.0.1", site.port)).await.expect("a connection");
    connection.write_all(b"GET / HTTP/1.1\r\n\r\n").await.expect("to write");
    let mut answer = Vec::new();
    let _ = connection.read_to_end(&mut answer).await;
    assert!(!answer.starts_with(b"HTTP"), "{answer:?}");
    assert_eq!(site.open("/account", Some(&site.identity())).status, 200);
}

/// A browser offers the certificates of these issuers alone.
#[tokio::test]
async fn the_server_names_its_roots() {
    let site = Site::new().await;
    let owner = site.identity();
    let certificate = std::fs::read(&owner.certificate).expect("a certificate");
    let key = std::fs::read(&owner.key).expect("a key");
    let parsed = webpki::anchor_from_trusted_cert(site.root.der()).expect("a root");
    // The library has names without tag and length.
    let name = DistinguishedName::in_sequence(&parsed.subject);
    for version in [&rustls::version::TLS12, &rustls::version::TLS13] {
        let (answer, named) = offer(&site, &certificate, &key, version).await;
        assert!(answer.is_ok(), "{answer:?}");
        assert_eq!(named, [name.as_ref()], "{version:?}");
    }
}

/// The site's answer to a user who presents this certificate with this key.
async fn present(
    site: &Site,
    certificate: &[u8],
    key: &[u8],
    version: &'static SupportedProtocolVersion,
) -> io::Result<String> {
    offer(site, certificate, key, version).await.0
}

/// The site's answer, and the names of the roots that it asked for.
async fn offer(
    site: &Site,
    certificate: &[u8],
    key: &[u8],
    version: &'static SupportedProtocolVersion,
) -> (io::Result<String>, Vec<Vec<u8>>) {
    let key = PrivateKeyDer::from_pem_slice(key).expect("a key");
    let key = aws_lc_rs::default_provider().key_provider.load_private_key(key).expect("a key");
    let certificate = CertificateDer::from_pem_slice(certificate).expect("a certificate");
    let identity = Arc::new(CertifiedKey::new(vec![certificate], key));
    let presents = Arc::new(Presents { identity, named: Mutex::default() });
    let answer = ask(site, Arc::clone(&presents), version).await;
    let named = presents.named.lock().expect("the names").clone();
    (answer, named)
}

async fn ask(
    site: &Site,
    presents: Arc<Presents>,
    version: &'static SupportedProtocolVersion,
) -> io::Result<String> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let mut roots = RootCertStore::empty();
    roots.add(site.root.der().clone()).expect("a root");
    let config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[version])
        .expect("a version")
        .with_root_certificates(roots)
        .with_client_cert_resolver(presents);
    let connection = TcpStream::connect(("127.0.0.1", site.port)).await?;
    let name = ServerName::try_from("localhost").expect("a name");
    let mut connection = TlsConnector::from(Arc::new(config)).connect(name, connection).await?;
    connection.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await?;
    Ok(answer)
}

/// Presents a certificate, whether or not the key belongs to it.
#[derive(Debug)]
struct Presents {
    identity: Arc<CertifiedKey>,
    named: Mutex<Vec<Vec<u8>>>,
}

impl ResolvesClientCert for Presents {
    fn resolve(&self, roots: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        *self.named.lock().expect("the names") = roots.iter().map(|root| root.to_vec()).collect();
        Some(Arc::clone(&self.identity))
    }

    fn has_certs(&self) -> bool {
        true
    }
}

//! The roots that the HTTP transport trusts, and the certificate that it presents.

use std::error::Error;
use std::fmt::Write;

use wmlogin_client::{HttpTransport, HttpTransportBuilder, TransportBuildError, TransportErrorKind};

use crate::support::certificates::{Authority, TlsServer};
use crate::support::posting::{failure, post};
#[cfg(target_os = "linux")]
use crate::support::processes::run_again;

fn only(authority: &Authority) -> HttpTransportBuilder {
    HttpTransport::builder().only_root_certificates_pem(authority.pem().as_bytes())
}

/// The texts of an error's causes.
fn causes(error: &dyn Error) -> String {
    error.source().map_or_else(String::new, |cause| format!("{cause}: {}", causes(cause)))
}

fn built(builder: HttpTransportBuilder) -> HttpTransport {
    builder.build().expect("a transport")
}

#[tokio::test]
async fn a_root_that_is_added_is_trusted() {
    let (operator, other) = (Authority::new(), Authority::new());
    let add = |builder: HttpTransportBuilder| builder.add_root_certificates_pem(operator.pem().as_bytes());
    let both = format!("{}{}", other.pem(), operator.pem());
    let transports = [
        add(HttpTransport::builder()),
        add(only(&other)),
        only(&operator),
        only(&operator).add_root_certificates_pem(other.pem().as_bytes()),
        HttpTransport::builder().add_root_certificates_pem(both.as_bytes()),
    ];
    for transport in transports {
        let server = TlsServer::start(operator.sign()).await;
        assert_eq!(post(&built(transport), &server.url).await.expect("an answer").status(), 200);
    }
    assert!(
        rustls::crypto::CryptoProvider::get_default().is_none(),
        "no provider is installed for the whole process"
    );
}

#[tokio::test]
async fn an_untrustworthy_certificate_is_refused() {
    let (operator, other) = (Authority::new(), Authority::new());
    let cases = [
        ("another root", other.sign()),
        ("another host", operator.sign_for("login.wmtransfer.com")),
        ("expired", operator.sign_expired()),
    ];
    for (case, identity) in cases {
        let server = TlsServer::start(identity).await;
        let transport = built(only(&operator).retries(5));
        assert_eq!(failure(&transport, &server.url).await, TransportErrorKind::Tls, "{case}");
        assert_eq!(server.connections(), 1, "{case}: trying again would not help");
    }
}

#[tokio::test]
async fn a_root_that_is_not_added_is_not_trusted() {
    let (operator, other) = (Authority::new(), Authority::new());
    let server = TlsServer::start(operator.sign()).await;
    let transport = built(HttpTransport::builder().add_root_certificates_pem(other.pem().as_bytes()));
    assert_eq!(failure(&transport, &server.url).await, TransportErrorKind::Tls);
}

/// The environment variable that names the file with the machine's root certificates.
#[cfg(target_os = "linux")]
const MACHINE_ROOTS: &str = "SSL_CERT_FILE";

#[tokio::test]
#[cfg(target_os = "linux")]
async fn a_machine_without_roots_reaches_only_itself() {
    if std::env::var(MACHINE_ROOTS).is_ok_and(|file| file == "/dev/null") {
        return without_roots().await;
    }
    run_again("tls::a_machine_without_roots_reaches_only_itself", [(MACHINE_ROOTS, "/dev/null")]).await;
}

#[cfg(target_os = "linux")]
async fn without_roots() {
    let transport = built(HttpTransport::builder());
    let here = wiremock::MockServer::start().await;
    let url = format!("http://{}/", here.address());
    assert_eq!(post(&transport, &url).await.expect("an answer").status(), 404);

    let operator = Authority::new();
    let server = TlsServer::start(operator.sign()).await;
    let error = post(&transport, &server.url).await.expect_err("no root is trusted");
    assert_eq!(error.kind(), TransportErrorKind::Tls);
    assert!(causes(&error).contains("this machine has no root certificates"), "{error:?}");

    let with_root = built(HttpTransport::builder().add_root_certificates_pem(operator.pem().as_bytes()));
    assert_eq!(post(&with_root, &server.url).await.expect("an answer").status(), 200);
}

/// This process has the server; another one, whose machine trusts the operator, connects to it.
#[tokio::test]
#[cfg(target_os = "linux")]
async fn only_the_given_roots_are_trusted_if_they_are_to_be_the_only_ones() {
    const SERVER: &str = "WMLOGIN_TEST_SERVER";
    if let Ok(url) = std::env::var(SERVER) {
        return on_a_machine_that_trusts_the_operator(&url).await;
    }
    let operator = Authority::new();
    let server = TlsServer::start(operator.sign()).await;
    let mut roots = tempfile::NamedTempFile::new().expect("a file");
    std::io::Write::write_all(&mut roots, operator.pem().as_bytes()).expect("a file");
    let variables = [(SERVER, server.url.as_ref()), (MACHINE_ROOTS, roots.path().as_os_str())];
    run_again("tls::only_the_given_roots_are_trusted_if_they_are_to_be_the_only_ones", variables).await;
}

#[cfg(target_os = "linux")]
async fn on_a_machine_that_trusts_the_operator(url: &str) {
    let other = Authority::new();
    let machine = built(HttpTransport::builder());
    assert_eq!(post(&machine, url).await.expect("an answer").status(), 200);
    let both = built(HttpTransport::builder().add_root_certificates_pem(other.pem().as_bytes()));
    assert_eq!(post(&both, url).await.expect("an answer").status(), 200);
    assert_eq!(failure(&built(only(&other)), url).await, TransportErrorKind::Tls);
    let added = only(&other).add_root_certificates_pem(Authority::new().pem().as_bytes());
    assert_eq!(failure(&built(added), url).await, TransportErrorKind::Tls);
}

#[tokio::test]
async fn a_server_without_tls_is_refused() {
    let server = wiremock::MockServer::start().await;
    let url = format!("https://{}/", server.address());
    assert_eq!(failure(&built(only(&Authority::new())), &url).await, TransportErrorKind::Tls);
}

#[tokio::test]
async fn a_client_certificate_is_presented_to_a_server_that_requests_one() {
    let operator = Authority::new();
    let client = operator.sign_for("client");
    let mut server = TlsServer::start_for_clients_of(&operator, operator.sign()).await;
    let transport = built(
        only(&operator)
            .client_identity_pem(client.certificate.pem().as_bytes(), client.key.serialize_pem().as_bytes()),
    );
    post(&transport, &server.url).await.expect("an answer");
    assert_eq!(server.clients.recv().await.flatten().as_ref(), Some(client.certificate.der()));
}

#[tokio::test]
async fn a_server_can_require_a_client_certificate() {
    let operator = Authority::new();
    let server = TlsServer::start_for_clients_of(&operator, operator.sign()).await;
    assert_eq!(failure(&built(only(&operator)), &server.url).await, TransportErrorKind::Tls);
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn connecting_is_retried() {
    let operator = Authority::new();
    let server = TlsServer::start_closing_first(2, operator.sign()).await;
    assert_eq!(post(&built(only(&operator)), &server.url).await.expect("an answer").status(), 200);
    assert_eq!(server.connections(), 3);
}

#[test]
fn unusable_certificates_are_reported() {
    let (authority, identity) = (Authority::new(), Authority::new().sign());
    let (certificate, key) = (identity.certificate.pem(), identity.key.serialize_pem());
    let other_key = Authority::new().sign().key.serialize_pem();
    let not_a_certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let roots = |pem: &str| HttpTransport::builder().add_root_certificates_pem(pem.as_bytes());
    let identity = |certificates: &str, key: &str| {
        only(&authority).client_identity_pem(certificates.as_bytes(), key.as_bytes())
    };
    let builders = [
        roots(""),
        roots(&key),
        roots("-----BEGIN CERTIFICATE-----\n~\n-----END CERTIFICATE-----\n"),
        roots("-----BEGIN CERTIFICATE-----\nAAAA"),
        roots(not_a_certificate),
        identity(&certificate, ""),
        identity(&certificate, &certificate),
        identity("", &key),
        identity(&certificate, &other_key),
    ];
    let mut report = String::new();
    for builder in builders {
        assert!(!format!("{builder:?}").contains("PRIVATE"));
        let error: TransportBuildError = builder.build().expect_err("unusable");
        let source = error.source().map(ToString::to_string).unwrap_or_default();
        assert!(!format!("{error:?} {source}").contains(&key[30..60]));
        let _ = write!(report, "{error}\n    {source}\n");
    }
    insta::assert_snapshot!(report);
}

//! Whom the HTTP transport trusts, and whom it says it is.

mod support;

use std::error::Error;
use std::fmt::Write;

use support::certificates::{Authority, TlsServer};
use support::{failure, post};
use wmlogin_client::{HttpTransport, HttpTransportBuilder, TransportBuildError, TransportErrorKind};

fn only(authority: &Authority) -> HttpTransportBuilder {
    HttpTransport::builder().only_root_certificates_pem(authority.pem().as_bytes())
}

/// What the layers below say.
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
    assert!(rustls::crypto::CryptoProvider::get_default().is_none(), "nothing is set for the whole process");
}

#[tokio::test]
async fn a_certificate_that_proves_nothing_is_refused() {
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
        assert_eq!(server.connections(), 1, "{case}: trying again would change nothing");
    }
}

#[tokio::test]
async fn a_root_that_is_not_added_is_not_trusted() {
    let (operator, other) = (Authority::new(), Authority::new());
    let server = TlsServer::start(operator.sign()).await;
    let transport = built(HttpTransport::builder().add_root_certificates_pem(other.pem().as_bytes()));
    assert_eq!(failure(&transport, &server.url).await, TransportErrorKind::Tls);
}

/// The environment names the machine's certificates, and a test cannot change that for itself: it runs
/// again in a process where there are none.
#[tokio::test]
#[cfg(target_os = "linux")]
async fn a_machine_without_roots_reaches_itself_alone() {
    const ROOTS: (&str, &str) = ("SSL_CERT_FILE", "/dev/null");
    if std::env::var(ROOTS.0).is_ok_and(|file| file == ROOTS.1) {
        return without_roots().await;
    }
    let mut again = std::process::Command::new(std::env::current_exe().expect("this program"));
    again.args(["--exact", "a_machine_without_roots_reaches_itself_alone"]);
    let output = again.env(ROOTS.0, ROOTS.1).env_remove("SSL_CERT_DIR").output().expect("an output");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && told.contains("1 passed"), "{told}");
}

#[cfg(target_os = "linux")]
async fn without_roots() {
    let transport = built(HttpTransport::builder());
    let here = wiremock::MockServer::start().await;
    let url = format!("http://{}/", here.address());
    assert_eq!(post(&transport, &url).await.expect("an answer").status(), 404);

    let operator = Authority::new();
    let server = TlsServer::start(operator.sign()).await;
    let error = post(&transport, &server.url).await.expect_err("nobody is trusted");
    assert_eq!(error.kind(), TransportErrorKind::Tls);
    assert!(causes(&error).contains("this machine trusts no root certificates"), "{error:?}");

    let told = built(HttpTransport::builder().add_root_certificates_pem(operator.pem().as_bytes()));
    assert_eq!(post(&told, &server.url).await.expect("an answer").status(), 200);
}

#[tokio::test]
async fn a_server_without_tls_is_refused() {
    let server = wiremock::MockServer::start().await;
    let url = format!("https://{}/", server.address());
    assert_eq!(failure(&built(only(&Authority::new())), &url).await, TransportErrorKind::Tls);
}

#[tokio::test]
async fn shows_who_it_is_to_a_server_that_asks() {
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
async fn a_server_that_asks_refuses_who_does_not_say() {
    let operator = Authority::new();
    let server = TlsServer::start_for_clients_of(&operator, operator.sign()).await;
    assert_eq!(failure(&built(only(&operator)), &server.url).await, TransportErrorKind::Tls);
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn connects_again_until_it_can() {
    let operator = Authority::new();
    let server = TlsServer::start_closing_first(2, operator.sign()).await;
    assert_eq!(post(&built(only(&operator)), &server.url).await.expect("an answer").status(), 200);
    assert_eq!(server.connections(), 3);
}

#[test]
fn what_cannot_be_used_is_told() {
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
    let mut told = String::new();
    for builder in builders {
        assert!(!format!("{builder:?}").contains("PRIVATE"));
        let error: TransportBuildError = builder.build().expect_err("not to be used");
        let source = error.source().map(ToString::to_string).unwrap_or_default();
        assert!(!format!("{error:?} {source}").contains(&key[30..60]));
        let _ = write!(told, "{error}\n    {source}\n");
    }
    insta::assert_snapshot!(told);
}

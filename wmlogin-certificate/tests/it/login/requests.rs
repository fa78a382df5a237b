//! The requests for which a certificate is accepted.

use std::fmt::Write;
use wmlogin_test_support::tools::require;

use axum::body::Body;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::response::IntoResponse;
use http::Request;
use wmlogin_certificate::VerifiedCertificate;
use wmlogin_certificate::tls::{CertificateRejection, ClientConnection, ServerConfigError, server_config};

use super::site::Site;

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_other_sites_cannot_change_anything() {
    if !require(["curl"]) {
        return;
    }
    let site = Site::new().await;
    let owner = site.identity();
    let own = format!("https://localhost:{}", site.port);
    let (own_host, other_port) =
        (format!("http://localhost:{}", site.port), "https://localhost:1".to_owned());
    let headers = |lines: &[&str]| lines.iter().map(|&line| line.to_owned()).collect::<Vec<_>>();
    for (lines, expected) in [
        (headers(&[]), 200),
        (headers(&["sec-fetch-site: same-origin"]), 200),
        (headers(&["sec-fetch-site: none"]), 200),
        (headers(&["sec-fetch-site: same-site"]), 403),
        (headers(&["sec-fetch-site: cross-site"]), 403),
        (headers(&["sec-fetch-site: cross-site", &format!("origin: {own}")]), 403),
        (headers(&["sec-fetch-site: something"]), 403),
        (headers(&[&format!("origin: {own}")]), 200),
        (headers(&[&format!("origin: {own_host}")]), 403),
        (headers(&[&format!("origin: {other_port}")]), 403),
        (headers(&["origin: https://stranger.example"]), 403),
        (headers(&["origin: null"]), 403),
        (headers(&["origin: "]), 403),
    ] {
        let mut arguments = vec!["--request", "POST"];
        for line in &lines {
            arguments.extend(["--header", line]);
        }
        // `curl` sends an empty header if its name ends with a semicolon.
        let arguments: Vec<_> =
            arguments.into_iter().map(|one| if one == "origin: " { "origin;" } else { one }).collect();
        let answer = site.request("/account", Some(&owner), &arguments);
        assert_eq!(answer.status, expected, "POST {lines:?}");
        let answer = site.request("/account", Some(&owner), &arguments[2..]);
        assert_eq!(answer.status, 200, "GET {lines:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_other_sites_cannot_open_a_web_socket() {
    if !require(["curl"]) {
        return;
    }
    let site = Site::new().await;
    let owner = site.identity();
    let own = format!("origin: https://localhost:{}", site.port);
    for (origin, expected) in [(own.as_str(), 200), ("origin: https://stranger.example", 403)] {
        let arguments = ["--header", "upgrade: websocket", "--header", origin];
        assert_eq!(site.request("/account", Some(&owner), &arguments).status, expected, "{origin}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_for_a_request_of_another_site() {
    if !require(["curl"]) {
        return;
    }
    let site = Site::new().await;
    let arguments = ["--request", "POST", "--header", "sec-fetch-site: cross-site"];
    insta::assert_snapshot!(site.request("/account", Some(&site.identity()), &arguments).shown());
}

#[tokio::test]
async fn missing_layers_are_reported_to_the_developer() {
    let connection = ConnectInfo(ClientConnection::new(([127, 0, 0, 1], 1).into(), None));
    let bare = Request::new(Body::empty());
    let mut connected = Request::new(Body::empty());
    connected.extensions_mut().insert(connection);
    let mut report = String::new();
    for request in [bare, connected] {
        let (mut parts, _) = request.into_parts();
        let rejection =
            <VerifiedCertificate as FromRequestParts<()>>::from_request_parts(&mut parts, &()).await;
        let rejection: CertificateRejection = rejection.expect_err("nobody");
        let _ = writeln!(report, "{}: {rejection}", rejection.kind());
        assert_eq!(rejection.into_response().status(), 500);
    }
    insta::assert_snapshot!(report, @"
    no_connection: the connection is unknown: serve a `CertificateListener` with `into_make_service_with_connect_info::<ClientConnection>()`
    no_verifier: the route has no verifier: add the layer `Extension(CertificateVerifier)` after it
    ");
}

#[tokio::test]
async fn a_server_needs_a_certificate_and_its_key() {
    let site = Site::new().await;
    site.identity();
    let (certificate, key) = (site.folder.read("client.pem"), site.folder.read("client.key"));
    let other_key = std::fs::read(site.identity().key).expect("a key");
    // The key as text, and as the bytes of it.
    let beginning = &key[..20];
    let text = String::from_utf8(beginning.to_vec()).expect("PEM");
    let secrets = [text, format!("{beginning:?}").trim_matches(['[', ']']).to_owned()];
    let mut report = String::new();
    for (certificate, key) in
        [(&b""[..], &key[..]), (&certificate, b""), (&certificate, &certificate), (&certificate, &other_key)]
    {
        let error: ServerConfigError =
            server_config(&site.verifier, certificate, key).expect_err("not to be used");
        let source = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
        let _ = write!(report, "{error}\n    {source}\n");
        let shown = format!("{error:?}");
        for secret in &secrets {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
    insta::assert_snapshot!(report, @"
    the server's certificate cannot be read
        no certificate found
    the server's private key cannot be read; expected PEM without a passphrase
        no items found
    the server's private key cannot be read; expected PEM without a passphrase
        no items found
    the server's certificate and private key cannot be used together
        keys may not be consistent: KeyMismatch
    ");
}

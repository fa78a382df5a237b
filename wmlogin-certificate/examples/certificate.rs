//! A site where users sign in with the personal certificate in their browser.

use std::error::Error;
use std::{env, fs};

use axum::response::Html;
use axum::routing::get;
use axum::{Extension, Router};
use tokio::net::TcpListener;
use wmlogin_certificate::tls::{CertificateListener, ClientConnection, server_config};
use wmlogin_certificate::{CertificateVerifier, VerifiedCertificate};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let files: Vec<String> = env::args().skip(1).collect();
    let [root, certificate, key] = &files[..] else { return Err("usage: ROOT CERTIFICATE KEY".into()) };
    let verifier = CertificateVerifier::builder().root_certificates(fs::read(root)?).build()?;
    let config = server_config(&verifier, &fs::read(certificate)?, &fs::read(key)?)?; // the site's own, in PEM
    let pages = Router::new().route("/", get(home)).route("/account", get(account));
    let app = pages.layer(Extension(verifier));
    let listener = CertificateListener::new(TcpListener::bind("localhost:3443").await?, config);
    axum::serve(listener, app.into_make_service_with_connect_info::<ClientConnection>()).await?;
    Ok(())
}

/// For everyone; a certificate, if presented, must be valid.
async fn home(user: Option<VerifiedCertificate>) -> Html<String> {
    Html(match user {
        Some(user) => format!("You are {}. <a href=/account>Your account</a>", user.wmid()),
        None => "This site accepts personal certificates.".to_owned(),
    })
}

/// Only for owners of a personal certificate; anyone else gets a page with the reason.
async fn account(user: VerifiedCertificate) -> Html<String> {
    let until = user.certificate().not_after().date_naive();
    Html(format!("The account of {}. Your certificate is valid until {until}.", user.wmid()))
}

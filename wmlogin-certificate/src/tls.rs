//! Lets people sign in with a personal certificate: a listener for TLS that asks browsers for one, and an
//! extractor for whose it is.
//!
//! ```no_run
//! use axum::routing::get;
//! use axum::{Extension, Router};
//! use tokio::net::TcpListener;
//! use wmlogin_certificate::tls::{CertificateListener, ClientConnection, server_config};
//! use wmlogin_certificate::{CertificateVerifier, VerifiedCertificate};
//!
//! async fn account(user: VerifiedCertificate) -> String {
//!     format!("Signed in as {}", user.wmid())
//! }
//!
//! async fn serve(
//!     verifier: CertificateVerifier,
//!     certificate: &[u8],
//!     key: &[u8],
//! ) -> Result<(), Box<dyn std::error::Error>> {
//!     let config = server_config(&verifier, certificate, key)?;
//!     let listener = CertificateListener::new(TcpListener::bind("localhost:3443").await?, config);
//!     let app = Router::new().route("/account", get(account)).layer(Extension(verifier));
//!     axum::serve(listener, app.into_make_service_with_connect_info::<ClientConnection>()).await?;
//!     Ok(())
//! }
//! ```
//!
//! The handshake asks for a certificate and goes on without one. It proves that the client has the private
//! key; everything else is found out on each request, by the [`CertificateVerifier`] of the layer, so
//! that a page can tell why a certificate is refused, and one that expires or is revoked while a
//! connection is open is refused too. Only what cannot be used for a handshake at all, such as an RSA key
//! of 1024 bits, ends it.
//!
//! # What a certificate login proves, and what it does not
//!
//! - *Who it is*: someone who has the private key of a certificate that the authority signed for this WMID.
//!   A connection may resume an earlier one; then the key was proved in that one.
//! - *Not that the user means it*: browsers send the certificate with every request to the site, whatever
//!   page made it, and no `SameSite` holds it back. So the extractor refuses requests from pages of other
//!   sites, by `Sec-Fetch-Site` and `Origin`, unless they are plain `GET`, `HEAD` or `OPTIONS`, and **those
//!   must not change anything**. Browsers of before 2020 may send neither header.
//! - *Not that the user is still there*: most browsers cannot forget a certificate before they are closed,
//!   so a page cannot log anybody out.
//! - *Not that the key is still the owner's*, unless the verifier has revocation lists and they are
//!   [replaced] in time.
//!
//! # Beside the login with a ticket
//!
//! Browsers ask everybody who has such a certificate to choose one before the first page shows, so let
//! ordinary pages have another host. With both on one host, [`LoginRouter`](super::LoginRouter) works behind
//! this listener as it is. [`SignedIn`](super::SignedIn) and [`VerifiedCertificate`] know nothing of each
//! other: they may be two users in one request, so let one of them decide in each handler, and show which.
//! Give the session's cookie `Secure`, or it goes out where there is no TLS.
//!
//! # Behind a proxy
//!
//! A proxy that ends TLS itself has to do all that the handshake does, and to tell the certificate in a
//! way that no client can. A middleware of yours then gives each request the
//! [`ConnectInfo`](axum::extract::ConnectInfo) of a [`ClientConnection`] made by hand.
//!
//! [`CertificateVerifier`]: crate::CertificateVerifier
//! [replaced]: crate::CertificateVerifier::replace_revocation_lists
//! [`VerifiedCertificate`]: crate::VerifiedCertificate

mod connection;
mod listener;
mod login;
mod pages;
mod rejection;
mod server_config;

pub use connection::ClientConnection;
pub use listener::{CertificateListener, HANDSHAKE_TIMEOUT};
pub use rejection::CertificateRejection;
pub use server_config::{ServerConfigError, server_config};

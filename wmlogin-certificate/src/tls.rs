//! Logins with a personal certificate: a TLS listener that asks browsers for one, and an extractor for its
//! owner.
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
//! The handshake asks for a certificate and continues without one. It proves that the client has the private
//! key. Everything else is checked for each request, by the [`CertificateVerifier`] of the layer: so a page can
//! explain why a certificate is refused, and one that expires or is revoked while a connection is open is
//! refused too. Only a certificate that cannot be used for a handshake at all, such as one with an RSA key of
//! 1024 bits, ends it.
//!
//! # What a certificate login proves, and what it does not
//!
//! - *Who it is*: someone who has the private key of a certificate that the authority signed for this WMID.
//!   A connection may resume an earlier one; then possession of the key was proved in that one.
//! - *Not that the user intends it*: browsers send the certificate with every request to the site, whichever
//!   page made it, and `SameSite` does not apply. So the extractor refuses requests from pages of other
//!   sites, by `Sec-Fetch-Site` and `Origin`, unless they are plain `GET`, `HEAD` or `OPTIONS`, and **those
//!   must not change anything**. Browsers from before 2020 may send neither header.
//! - *Not that the user is still there*: most browsers cannot forget a certificate before they are closed,
//!   so a page cannot log a user out.
//! - *Not that the key is still the owner's*, unless the verifier has revocation lists and they are
//!   [replaced] in time.
//!
//! # Beside the login with a ticket
//!
//! Browsers ask every user who has such a certificate to choose one before the first page appears, so serve
//! ordinary pages under another host name. With both on one host, the `LoginRouter` of `wmlogin-axum` works
//! behind this listener unchanged. Its `SignedIn` and [`VerifiedCertificate`] are independent: they may be two
//! users in one request, so let one of them decide in each handler, and display which. Give the session cookie
//! the attribute `Secure`, or browsers also send it without TLS.
//!
//! # Behind a proxy
//!
//! A proxy that terminates TLS has to do everything that the handshake does, and to forward the certificate in
//! a way that no client can imitate. Your middleware then adds to each request the
//! [`ConnectInfo`](axum::extract::ConnectInfo) of a [`ClientConnection`] that it creates.
//!
//! [`CertificateVerifier`]: crate::CertificateVerifier
//! [replaced]: crate::CertificateVerifier::replace_revocation_lists
//! [`VerifiedCertificate`]: crate::VerifiedCertificate

mod extractor;
mod listener;
mod rejection;
mod server_config;

pub use listener::{CertificateListener, ClientConnection, HANDSHAKE_TIMEOUT};
pub use rejection::CertificateRejection;
pub use server_config::{ServerConfigError, server_config};

//! Why a request has no login with a certificate.

use std::error::Error;

use axum::response::{IntoResponse, Response};
use http::StatusCode;

use super::pages;
use crate::CertificateError;

/// Why there is no [`VerifiedCertificate`](crate::VerifiedCertificate) for a handler.
///
/// Its text is one line for people; [`kind`](Self::kind) is for programs. As a response, it is a page that
/// tells it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CertificateRejection {
    /// The browser presented none, which is answered with 401.
    #[error("the browser has presented no certificate")]
    NoCertificate,
    /// The one that it presented is refused, which is answered with 403; with 503 if that is for want of a
    /// revocation list.
    #[error(transparent)]
    Refused(#[from] CertificateError),
    /// A page of another site made the request, which is answered with 403. See
    /// [the module](super#what-a-certificate-login-proves-and-what-it-does-not).
    #[error("the request comes from a page of another site")]
    CrossSite,
    /// Nobody knows what the connection came with, which is answered with 500.
    #[error(
        "the connection is unknown: serve a `CertificateListener` with \
         `into_make_service_with_connect_info::<ClientConnection>()`"
    )]
    NoConnection,
    /// There is no verifier, which is answered with 500.
    #[error("the route has no verifier: add the layer `Extension(CertificateVerifier)` after it")]
    NoVerifier,
}

impl CertificateRejection {
    /// The reason in snake case, for logs and programs: `expired`, `cross_site`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::NoCertificate => "no_certificate",
            Self::Refused(error) => error.kind(),
            Self::CrossSite => "cross_site",
            Self::NoConnection => "no_connection",
            Self::NoVerifier => "no_verifier",
        }
    }

    /// The status code of the page that tells it.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::NoCertificate => StatusCode::UNAUTHORIZED,
            Self::Refused(
                CertificateError::NoRevocationList
                | CertificateError::RevocationListSignature(_)
                | CertificateError::OldRevocationList { .. },
            ) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Refused(_) | Self::CrossSite => StatusCode::FORBIDDEN,
            Self::NoConnection | Self::NoVerifier => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for CertificateRejection {
    fn into_response(self) -> Response {
        let kind = self.kind();
        if self.status().is_server_error() {
            tracing::warn!(kind, error = &self as &(dyn Error + 'static), "no certificate login");
        } else {
            tracing::info!(kind, "no certificate login");
        }
        pages::rejection(&self)
    }
}

//! The reasons for which a request has no login with a certificate, and the pages for them.

use std::error::Error;

use axum::response::{Html, IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderName, StatusCode};
use maud::{DOCTYPE, Markup, html};

use crate::CertificateError;

/// The reason for which a handler receives no [`VerifiedCertificate`](crate::VerifiedCertificate).
///
/// The text is one line for people; programs use [`kind`](Self::kind). The response is a page with the
/// reason.
#[derive(Debug, thiserror::Error, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum CertificateRejection {
    /// The browser presented no certificate. The response is 401.
    #[error("the browser presented no certificate")]
    NoCertificate,
    /// The presented certificate is refused. The response is 403, or 503 for want of a usable revocation
    /// list.
    #[error(transparent)]
    #[strum(transparent)]
    Refused(#[from] CertificateError),
    /// A page of another site made the request. The response is 403. See
    /// [the module](super#what-a-certificate-login-proves-and-what-it-does-not).
    #[error("the request comes from a page of another site")]
    CrossSite,
    /// The request does not carry its connection. The response is 500.
    #[error(
        "the connection is unknown: serve a `CertificateListener` with \
         `into_make_service_with_connect_info::<ClientConnection>()`"
    )]
    NoConnection,
    /// The route has no verifier. The response is 500.
    #[error("the route has no verifier: add the layer `Extension(CertificateVerifier)` after it")]
    NoVerifier,
}

impl CertificateRejection {
    /// Returns the reason in snake case, for logs and programs: `expired`, `cross_site`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.into()
    }

    /// Returns the status code of the response.
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

    fn page(&self) -> Response {
        match self {
            Self::NoCertificate => {
                let content = html! {
                    p { "This page requires a personal certificate, and your browser presented none." }
                    p {
                        "If you have one, import it into this browser, then close the browser and open it \
                         again: it remembers that it presented none."
                    }
                };
                page(self.status(), "No certificate", &content)
            }
            Self::Refused(error) => {
                let content = html! {
                    p { "Your certificate was refused: " (error) "." }
                    p { "To present another one, close the browser and open it again." }
                };
                page(self.status(), "Certificate refused", &content)
            }
            Self::CrossSite => {
                let content = html! { p { "Nothing was done: " (self) "." } };
                page(self.status(), "Request refused", &content)
            }
            // For the developers of the site, not for its visitors.
            Self::NoConnection | Self::NoVerifier => (self.status(), self.to_string()).into_response(),
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
        self.page()
    }
}

/// The headers of every page.
const HEADERS: [(HeaderName, &str); 4] = [
    (CACHE_CONTROL, "no-store"),
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (REFERRER_POLICY, "same-origin"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
];

fn page(status: StatusCode, title: &str, content: &Markup) -> Response {
    let document = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { (title) }
            }
            body { main { h1 { (title) } (content) } }
        }
    };
    (status, HEADERS, Html(document.into_string())).into_response()
}

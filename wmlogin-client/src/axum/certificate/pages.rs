//! The pages that people see who are not let in.

use axum::response::{IntoResponse, Response};
use maud::html;

use super::rejection::CertificateRejection;
use crate::axum::pages::page;

/// Tells why, and what to do about it.
pub(super) fn rejection(rejection: &CertificateRejection) -> Response {
    let status = rejection.status();
    match rejection {
        CertificateRejection::NoCertificate => {
            let content = html! {
                p { "This page is for owners of a personal certificate, and your browser has presented none." }
                p {
                    "If you have one, import it into this browser, then close the browser and open it again: \
                     it remembers that it has presented none."
                }
            };
            page(status, "No certificate", &content)
        }
        CertificateRejection::Refused(error) => {
            let content = html! {
                p { "Your certificate is refused: " (error) "." }
                p { "To present another one, close the browser and open it again." }
            };
            page(status, "Certificate refused", &content)
        }
        CertificateRejection::CrossSite => {
            let content = html! { p { "Nothing was done: " (rejection) "." } };
            page(status, "Not done", &content)
        }
        // For who writes the site, not for who visits it.
        CertificateRejection::NoConnection | CertificateRejection::NoVerifier => {
            (status, rejection.to_string()).into_response()
        }
    }
}

//! The pages for visitors who are not let in.

use axum::response::{Html, IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderName, StatusCode};
use maud::{DOCTYPE, Markup, html};

use super::rejection::CertificateRejection;

const HEADERS: [(HeaderName, &str); 4] = [
    (CACHE_CONTROL, "no-store"),
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (REFERRER_POLICY, "same-origin"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
];

/// A page with the reason and what to do about it.
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
        // For the developers of the site, not for its visitors.
        CertificateRejection::NoConnection | CertificateRejection::NoVerifier => {
            (status, rejection.to_string()).into_response()
        }
    }
}

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

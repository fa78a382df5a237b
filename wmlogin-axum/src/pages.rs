//! The pages that people see. They need no style sheet, and no script to work.

use axum::response::{Html, IntoResponse, Response};
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderName, StatusCode};
use maud::{DOCTYPE, Markup, html};

use super::error::LoginError;

/// The query that marks the second step on a return page.
pub(super) const RELAYED: &str = "relayed";

/// The headers of every page.
const HEADERS: [(HeaderName, &str); 4] = [
    (CACHE_CONTROL, "no-store"),
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (REFERRER_POLICY, REFERRER),
    NO_SNIFF,
];

/// Keeps browsers from guessing another content type.
const NO_SNIFF: (HeaderName, &str) = (X_CONTENT_TYPE_OPTIONS, "nosniff");

/// With `no-referrer` browsers would post the second step with `Origin: null`.
const REFERRER: &str = "same-origin";

/// The first step's answer: a form that posts the fields again, from a page of the site.
pub(super) fn relay(fields: &[(&str, String)], script: &str) -> Response {
    let content = html! {
        // Browsers keep what is in a form over a reload unless they are told otherwise.
        form method="post" action={ "?" (RELAYED) } autocomplete="off" {
            @for (name, value) in fields { input type="hidden" name=(name) value=(value); }
            p { "One more step, and you are back." }
            button { "Continue" }
        }
        script src=(script) {}
    };
    page(StatusCode::OK, "Logging in", &content)
}

/// Submits the form of [`relay`].
pub(super) fn script() -> Response {
    let headers = [
        (CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (CACHE_CONTROL, "public, max-age=86400"),
        NO_SNIFF,
    ];
    (headers, "document.forms[0].submit();\n").into_response()
}

/// Asks a user whom another site has sent whether to log in.
pub(super) fn ask(login: &str) -> Response {
    let content = html! {
        p { "Another site has sent you here." }
        p { a href=(login) { "Log in with WebMoney" } }
    };
    page(StatusCode::OK, "Log in?", &content)
}

/// Tells why there is no login.
pub(super) fn error(error: &LoginError, login: &str) -> Response {
    let content = html! {
        p { "There is no login: " (error) "." }
        p { a href=(login) { "Log in again" } }
    };
    page(error.status(), "Not logged in", &content)
}

/// A page in the common frame.
pub(super) fn page(status: StatusCode, title: &str, content: &Markup) -> Response {
    let document = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                // Overrides the header where the site or a proxy sets another one.
                meta name="referrer" content=(REFERRER);
                title { (title) }
            }
            body { main { h1 { (title) } (content) } }
        }
    };
    (status, HEADERS, Html(document.into_string())).into_response()
}

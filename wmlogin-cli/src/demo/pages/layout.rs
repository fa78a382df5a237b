//! The common frame of the pages, and their style sheet.

use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};
use wmlogin_client::Site;

/// The path of the style sheet.
pub const STYLE_PATH: &str = "/style.css";

/// The headers of every page, beside the content security policy.
const HEADERS: [(HeaderName, &str); 3] =
    [(CACHE_CONTROL, "no-store"), (REFERRER_POLICY, "same-origin"), NO_SNIFF];

/// Keeps browsers from guessing another content type.
const NO_SNIFF: (HeaderName, &str) = (X_CONTENT_TYPE_OPTIONS, "nosniff");

/// Returns the style sheet.
pub async fn style() -> impl IntoResponse {
    let headers =
        [(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "public, max-age=3600"), NO_SNIFF];
    (headers, include_str!("style.css"))
}

/// The common frame of the pages of the site.
pub struct Layout {
    /// The origins of the service, where the user logs in.
    pub service: String,
    /// The address of the page that ends the user's login at the service.
    pub log_off: String,
    policy: String,
}

impl Layout {
    pub fn new(site: &Site) -> Self {
        let service = site.service().origins().join(" ");
        // The login form goes to a page of the site, which redirects to the service; browsers also apply
        // `form-action` to redirects.
        let policy = format!(
            "default-src 'none'; style-src 'self'; form-action 'self' {service}; base-uri 'none'; \
             frame-ancestors 'none'"
        );
        Self { service, log_off: site.log_off().url().into(), policy }
    }

    pub fn page(&self, status: StatusCode, title: &str, content: &Markup) -> Response {
        let document = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (title) " – wmlogin demo" }
                    link rel="stylesheet" href=(STYLE_PATH);
                }
                body {
                    header { a href="/" { "wmlogin demo site" } }
                    main { h1 { (title) } (content) }
                    footer { p { "A site on this machine, for trying out WebMoney Login. The service is a stand-in, too: "
                        a href=(self.service) { (self.service) } } }
                }
            }
        };
        let policy = [(CONTENT_SECURITY_POLICY, self.policy.as_str())];
        (status, HEADERS, policy, Html(document.into_string())).into_response()
    }
}

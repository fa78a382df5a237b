//! The sign-in page, which also signs out.

mod words;

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Response};
use http::header::{
    ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, StatusCode};
use maud::{DOCTYPE, Markup, html};
use url::form_urlencoded;
use wmlogin_axum::{NotSignedIn, SignedIn};

use super::paths::STYLE;
use super::settings::Settings;
use words::Words;

/// The parameter with the place to return to.
pub const RETURN_TO: &str = "return_to";

/// The mark of a session that ended while the user sent a form.
pub const EXPIRED: &str = "expired";

/// The mark of a user who has just signed out.
pub const SIGNED_OUT: &str = "signed_out";

/// The page of a user, or of nobody.
pub async fn sign_in(
    State(settings): State<Arc<Settings>>,
    user: Result<Option<SignedIn>, NotSignedIn>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let words = words::of(headers.get(ACCEPT_LANGUAGE).and_then(|languages| languages.to_str().ok()));
    let query = Query::read(&query.unwrap_or_default());
    match user {
        Ok(Some(user)) => page(
            &settings,
            words,
            StatusCode::OK,
            words.signed_in,
            &signed_in(&settings, words, &user, &query),
        ),
        Ok(None) => page(&settings, words, StatusCode::OK, words.sign_in, &nobody(&settings, words, &query)),
        Err(error) => {
            tracing::error!(error = &error as &(dyn std::error::Error + 'static), "no session");
            let content = html! { p { (words.unavailable) } };
            page(&settings, words, StatusCode::SERVICE_UNAVAILABLE, words.sign_in, &content)
        }
    }
}

/// Returns the style sheet.
pub async fn style() -> impl IntoResponse {
    let headers = [(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "public, max-age=3600")];
    (headers, include_str!("page/style.css"))
}

/// The query of the page.
#[derive(Default)]
struct Query {
    is_expired: bool,
    is_signed_out: bool,
    return_to: Option<String>,
}

impl Query {
    fn read(query: &str) -> Self {
        let mut read = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                EXPIRED => read.is_expired = true,
                SIGNED_OUT => read.is_signed_out = true,
                RETURN_TO => read.return_to = Some(value.into_owned()),
                _ => {}
            }
        }
        read
    }

    /// The address that begins a login. What is not a place on the site is replaced there.
    fn login(&self, settings: &Settings) -> String {
        let mut address = settings.path("/login");
        if let Some(place) = &self.return_to {
            let query =
                form_urlencoded::Serializer::new(String::new()).append_pair(RETURN_TO, place).finish();
            address = format!("{address}?{query}");
        }
        address
    }
}

fn nobody(settings: &Settings, words: &Words, query: &Query) -> Markup {
    html! {
        @if query.is_expired { p.notice role="alert" { (words.expired) } }
        @if query.is_signed_out { p.notice role="status" { (words.signed_out) } }
        p { (words.invitation) }
        p { a.button href=(query.login(settings)) { (words.log_in) } }
    }
}

fn signed_in(settings: &Settings, words: &Words, user: &SignedIn, query: &Query) -> Markup {
    html! {
        @if query.is_expired { p.notice role="alert" { (words.not_sent) } }
        p { "WMID " strong { (user.wmid()) } }
        @if !settings.admits(user.wmid()) { p.notice role="alert" { (words.not_admitted) } }
        p { a.button href="/" { (words.to_the_site) } }
        form method="post" action=(settings.path("/logout")) { button { (words.sign_out) } }
    }
}

fn page(settings: &Settings, words: &Words, status: StatusCode, title: &str, content: &Markup) -> Response {
    let document = html! {
        (DOCTYPE)
        html lang=(words.lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " – " (settings.name) }
                link rel="stylesheet" href=(settings.path(STYLE));
            }
            body { main {
                p.site { (settings.name) }
                h1 { (title) }
                (content)
            } }
        }
    };
    // No `form-action`: some browsers apply it to the redirect after a sign-out, which may lead to the service.
    let policy = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";
    let headers = [
        (CACHE_CONTROL, "no-store"),
        (CONTENT_SECURITY_POLICY, policy),
        (REFERRER_POLICY, "same-origin"),
        (VARY, "accept-language"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, headers, Html(document.into_string())).into_response()
}

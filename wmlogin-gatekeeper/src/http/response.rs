//! The answers that browsers get.

use axum::response::{Html, IntoResponse, Response};
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, SET_COOKIE, X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderName, HeaderValue, StatusCode};
use maud::Markup;
use wmlogin_types::pages::authentication::Parameter;

use crate::SiteSettings;
use crate::pages::{AnswerPage, ErrorPage, SCRIPT, STYLE};
use crate::words::{Explanation, Language};

/// Keeps caches from storing a response.
pub(super) const NO_STORE: (HeaderName, &str) = (CACHE_CONTROL, "no-store");

/// Keeps browsers from guessing another content type.
pub(super) const NO_SNIFF: (HeaderName, &str) = (X_CONTENT_TYPE_OPTIONS, "nosniff");

/// A page that stays with the stand-in.
pub(super) fn page(status: StatusCode, markup: &Markup) -> Response {
    page_leading_to(status, markup, "'self'")
}

/// A page whose form is answered here, or leads the browser to one of these origins.
pub(super) fn page_leading_to(status: StatusCode, markup: &Markup, origins: &str) -> Response {
    // With `no-referrer` browsers would post the form with `Origin: null`.
    html(status, markup, policy("", origins), "same-origin")
}

/// Nothing but what is embedded in the program, and forms that go nowhere else.
fn policy(script: &str, form_action: &str) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src data:; {script}form-action {form_action}; \
        base-uri 'none'; frame-ancestors 'none'",
    );
    // An origin is ASCII without a space; if it were not, no form would go anywhere.
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// The page whose form posts an answer to the site, by script or by hand.
///
/// The place on the site to come back to goes along in the query of the return URL, under the name that it
/// came by. That is no more than a guess: where the service puts it is documented nowhere.
pub(super) fn send_to_site(
    language: Language,
    site: &SiteSettings,
    place: Option<&str>,
    answer: &wmlogin_types::Response,
) -> Response {
    let mut action = site.return_url.clone();
    if let Some((name, place)) = Parameter::PLACE.zip(place) {
        action.query_pairs_mut().append_pair(name.name(), place);
    }
    let page = AnswerPage {
        language,
        site: site.display_name().to_owned(),
        action: action.into(),
        fields: answer.to_pairs(),
    };
    let policy = policy("script-src 'self'; ", &site.return_url.origin().ascii_serialization());
    // The site sees where the answer comes from, and not with which query.
    html(StatusCode::OK, &page.render(), policy, "origin")
}

/// The page that says what is wrong with a request.
pub(super) fn error(status: StatusCode, language: Language, problems: Vec<Explanation>) -> Response {
    page(status, &ErrorPage { language, problems }.render())
}

/// The page with a cookie more.
pub(super) fn with_cookie(mut response: Response, cookie: HeaderValue) -> Response {
    response.headers_mut().append(SET_COOKIE, cookie);
    response
}

fn html(status: StatusCode, markup: &Markup, policy: HeaderValue, referrer: &'static str) -> Response {
    let headers = [NO_STORE, NO_SNIFF, (REFERRER_POLICY, referrer)];
    (status, headers, [(CONTENT_SECURITY_POLICY, policy)], Html(markup.0.clone())).into_response()
}

pub(super) async fn style() -> Response {
    embedded("text/css; charset=utf-8", STYLE)
}

pub(super) async fn script() -> Response {
    embedded("text/javascript; charset=utf-8", SCRIPT)
}

fn embedded(content_type: &'static str, content: &'static str) -> Response {
    let headers = [
        (CONTENT_TYPE, content_type),
        // The next start may be of another version.
        (CACHE_CONTROL, "no-cache"),
        NO_SNIFF,
    ];
    (headers, content).into_response()
}

//! The questions of the proxy and of the site: who is signed in.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::SecondsFormat;
use http::header::CACHE_CONTROL;
use http::{HeaderValue, Method, StatusCode};
use serde_json::json;
use url::form_urlencoded;
use wmlogin_axum::{NotSignedIn, SignedIn, is_navigation};

use super::forwarded::Forwarded;
use super::page;
use super::settings::Settings;

/// Nobody else may be shown the answer.
const NO_STORE: (http::HeaderName, &str) = (CACHE_CONTROL, "no-store");

type User = Result<Option<SignedIn>, NotSignedIn>;

/// For nginx: 202 with the identity, or 401.
pub async fn auth(State(settings): State<Arc<Settings>>, user: User) -> Response {
    match user {
        Ok(Some(user)) => admitted(&settings, &user),
        Ok(None) => unauthorized(&settings),
        Err(error) => unavailable(&error),
    }
}

/// For Caddy and Traefik, and for what nginx answers after a 401: 202 with the identity, a redirect to the login
/// for a browser that opens a page, and 401 for programs.
pub async fn redirect(State(settings): State<Arc<Settings>>, user: User, request: Parts) -> Response {
    let nobody = match user {
        Ok(Some(user)) => return admitted(&settings, &user),
        Ok(None) => Forwarded::of(&request, &settings),
        Err(error) => return unavailable(&error),
    };
    let forwarded = match nobody {
        Ok(forwarded) => forwarded,
        Err(error) => {
            tracing::warn!(%error, "a request for another site");
            return (StatusCode::FORBIDDEN, [NO_STORE], error.to_string()).into_response();
        }
    };
    if !is_navigation(&request.headers) {
        return unauthorized(&settings);
    }
    let place = forwarded.place(&request, &settings);
    let (page, mark) = match forwarded.method {
        Method::GET | Method::HEAD => ("/login", None),
        // What a form sent would not survive the login.
        _ => ("/", Some(page::EXPIRED)),
    };
    let mut query = form_urlencoded::Serializer::new(String::new());
    if let Some(mark) = mark {
        query.append_key_only(mark);
    }
    let query = query.append_pair(page::RETURN_TO, &place).finish();
    ([NO_STORE], Redirect::to(&format!("{}?{query}", settings.path(page)))).into_response()
}

/// For scripts of the site.
pub async fn user(State(settings): State<Arc<Settings>>, user: User) -> Response {
    match user {
        Ok(Some(user)) if settings.admits(user.wmid()) => {
            let user = json!({
                "user": user.wmid().as_str(),
                "method": user.auth_type().map(wmlogin_types::AuthType::name),
                "time": time(&user),
            });
            ([NO_STORE], Json(user)).into_response()
        }
        Ok(_) => unauthorized(&settings),
        Err(error) => unavailable(&error),
    }
}

/// Every header comes every time, empty if need be: a proxy that copies what is there must not keep what the
/// browser sent under the same name.
fn admitted(settings: &Settings, user: &SignedIn) -> Response {
    if !settings.admits(user.wmid()) {
        // Removed from the list since the login.
        return (StatusCode::FORBIDDEN, [NO_STORE], "this user may not use this site").into_response();
    }
    let method = user.auth_type().map_or("", wmlogin_types::AuthType::name);
    let value = |text: &str| HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static(""));
    let names = &settings.headers;
    let identity = [
        (names.user.clone(), value(user.wmid().as_str())),
        (names.method.clone(), value(method)),
        (names.time.clone(), value(&time(user))),
    ];
    (StatusCode::ACCEPTED, identity, [NO_STORE]).into_response()
}

fn time(user: &SignedIn) -> String {
    user.signed_in_at().to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn unauthorized(settings: &Settings) -> Response {
    let answer = json!({ "error": "not_signed_in", "login": settings.path("/login") });
    (StatusCode::UNAUTHORIZED, [NO_STORE], Json(answer)).into_response()
}

fn unavailable(error: &NotSignedIn) -> Response {
    tracing::error!(error = error as &(dyn std::error::Error + 'static), "no session");
    (StatusCode::SERVICE_UNAVAILABLE, [NO_STORE], "the sessions cannot be read: try again later")
        .into_response()
}

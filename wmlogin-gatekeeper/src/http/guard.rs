//! The first look at a request: is it meant for the stand-in, and does it arrive in time?

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::HOST;
use tokio::time::timeout;

use super::paths::is_service;
use super::server::BODY_TIMEOUT;
use super::service::Service;
use super::verification;
use crate::{Entry, EntryKind};

/// The longest body that any page takes, in bytes.
const MAX_BODY_LENGTH: usize = 1024 * 1024;

/// Refuses requests for a name that is not the stand-in's.
pub(super) async fn known_host(State(service): State<Service>, request: Request, next: Next) -> Response {
    if service.hosts.accept(request.headers()) {
        return next.run(request).await;
    }
    let host = request.headers().get(HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let note = format!("the stand-in is not known as `{host}`; if it is reached by this name, configure it");
    service.state.record(Entry::new(EntryKind::Invalid).note(note.clone()));
    if is_service(request.uri().path()) {
        return verification::failure(&service);
    }
    (StatusCode::MISDIRECTED_REQUEST, format!("{note}\n")).into_response()
}

/// Takes in the body before anything is done with it, and gives up on a client that sends it slowly.
pub(super) async fn in_time(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    match timeout(BODY_TIMEOUT, to_bytes(body, MAX_BODY_LENGTH)).await {
        Ok(Ok(body)) => next.run(Request::from_parts(parts, Body::from(body))).await,
        Ok(Err(_)) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
    }
}

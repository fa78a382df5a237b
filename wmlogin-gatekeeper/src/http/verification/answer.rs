//! Answers to the questions of sites.

use axum::Extension;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use tokio::time::timeout;
use wmlogin_types::services::authorize::Reason;

use super::document;
use super::question::{self, NoQuestion};
use crate::http::server::{BODY_TIMEOUT, Stopping};
use crate::http::service::Service;
use crate::{Entry, EntryKind, Fault, Verdict};

/// The longest body that is taken in, so that a client that sends too much reads the answer.
const MAX_RECEIVED_LENGTH: usize = 1024 * 1024;

/// Answers a question. There is always a status code: several public clients take an answer without one for a
/// confirmation.
pub(in crate::http) async fn answer(
    State(service): State<Service>,
    Extension(stopping): Extension<Stopping>,
    body: Body,
) -> Response {
    let body = match timeout(BODY_TIMEOUT, to_bytes(body, MAX_RECEIVED_LENGTH)).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(_)) => Err(NoQuestion::Body),
        Err(_) => Err(NoQuestion::Slow),
    };
    let own = service.clone();
    // A panic ends the task and not the connection.
    let decided = tokio::spawn(async move { decide(&own, &body) }).await;
    let (verdict, fault) = decided.unwrap_or_else(|error| {
        tracing::error!(%error, "no verdict");
        (service.state.refused(Reason::Failure, &[]), None)
    });
    document::send(&verdict, fault, stopping).await
}

/// The answer where the question is not looked at.
pub(in crate::http) fn failure(service: &Service) -> Response {
    document::xml(&service.state.refused(Reason::Failure, &[])).into_response()
}

fn decide(service: &Service, body: &Result<Bytes, NoQuestion>) -> (Verdict, Option<Fault>) {
    let read = body.as_deref().map_err(|problem| *problem).and_then(question::read);
    match read {
        Ok(elements) => service.state.answer(&elements),
        Err(problem) => {
            // Nothing of the body is logged, for it may hold a ticket.
            let entry = Entry::new(EntryKind::Invalid).note(problem.to_string());
            service.state.record(entry);
            let body = body.as_deref().unwrap_or_default();
            (service.state.refused(Reason::Unreadable, body), None)
        }
    }
}

//! The service that sites ask to confirm a ticket.

use axum::Extension;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::State;
use axum::response::Response;
use wmlogin_types::UrlId;
use wmlogin_types::services::authorize::{Element, Reason};

use super::question::{self, Elements, NoQuestion};
use super::server::Stopping;
use super::service::Service;
use super::verdict;
use crate::{Entry, EntryKind, Fault, Verdict};

/// How much of a body that is too long is taken in, so that whoever sends it reads the answer.
const MAX_RECEIVED_LENGTH: usize = 1024 * 1024;

/// Always answers with a status code: several public clients take none for a yes.
pub(super) async fn answer(
    State(service): State<Service>,
    Extension(stopping): Extension<Stopping>,
    body: Body,
) -> Response {
    let body = to_bytes(body, MAX_RECEIVED_LENGTH).await.map_err(|_| NoQuestion::Body);
    let own = service.clone();
    // A panic ends the task and not the connection.
    let decided = tokio::spawn(async move { read_and_decide(&own, body) }).await;
    let (verdict, fault) = decided.unwrap_or_else(|error| {
        tracing::error!(%error, "no verdict");
        (Verdict::refused(Reason::Failure, service.state.settings().table), None)
    });
    verdict::send(&verdict::document(verdict.attributes()), fault, stopping).await
}

fn read_and_decide(service: &Service, body: Result<Bytes, NoQuestion>) -> (Verdict, Option<Fault>) {
    match body.and_then(|body| question::read(&body)) {
        Ok(elements) => decide(service, &elements),
        Err(problem) => (unreadable(service, problem), None),
    }
}

fn decide(service: &Service, elements: &Elements) -> (Verdict, Option<Fault>) {
    let site: Option<UrlId> = elements.get(&Element::RETURN_ID).and_then(|text| text.parse().ok());
    let fault = site.and_then(|site| service.state.next_fault(&site));
    if let Some(fault) = fault {
        service.state.record(Entry::new(EntryKind::Fault).site(site).note(fault.to_string()));
    }
    let verdict = service.state.authorize(elements);
    match fault {
        Some(Fault::Status(code)) => (Verdict::with_code(code), fault),
        _ => (verdict, fault),
    }
}

/// The refusal of what is no question. Nothing of it is logged, for it may hold a ticket.
fn unreadable(service: &Service, problem: NoQuestion) -> Verdict {
    service.state.record(Entry::new(EntryKind::Invalid).note(problem.to_string()));
    Verdict::refused(Reason::Unreadable, service.state.settings().table)
}

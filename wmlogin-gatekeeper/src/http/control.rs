//! The control port: what a test does with the library, over HTTP.

mod answers;
mod message;
mod orders;
mod records;
mod world;

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::StatusCode;
use http::header::ORIGIN;
use url::Url;

use super::forgery::SEC_FETCH_SITE;
use super::guard;
use super::hosts::Hosts;
use super::router::surplus;
use super::server::Routers;
use super::service::Service;
use crate::certification::CertificationAuthority;

/// The longest body, in bytes: settings, which are a file otherwise.
const MAX_BODY_LENGTH: usize = 1024 * 1024;

/// What the control port controls.
#[derive(Clone)]
pub(crate) struct Control {
    pub service: Service,
    pub authority: Option<Arc<CertificationAuthority>>,
    /// The file that the settings are read from.
    pub file: Option<PathBuf>,
    pub base_url: Url,
    pub tls_url: Option<Url>,
}

/// The routes of the control port, which [`crate::control`] documents.
pub(crate) fn control_routers(control: Control) -> Routers {
    let surplus = surplus(control.service.clone());
    let usual = Router::new()
        .route("/health", get(world::health))
        .route("/issue", post(answers::issue))
        .route("/queue", post(answers::queue))
        .route("/fault", post(orders::set_fault))
        .route("/next-fault", post(orders::queue_fault))
        .route("/clock", get(orders::clock).post(orders::set_clock))
        .route("/revoke", post(orders::revoke))
        .route("/reset", post(orders::reset))
        .route("/journal", get(records::journal))
        .route("/tickets", get(records::tickets))
        .route("/end", post(records::end))
        .route("/people", get(world::people).post(world::set_person))
        .route("/sites", get(world::sites).post(world::set_site))
        .route("/reload", post(world::reload))
        .fallback(message::unknown_route)
        .layer(DefaultBodyLimit::max(MAX_BODY_LENGTH))
        .layer(from_fn(guard::in_time))
        .layer(from_fn_with_state(Arc::clone(&control.service.hosts), refuse_pages))
        .with_state(control);
    Routers { usual, surplus }
}

/// Refuses requests of pages: any page in a browser of this machine could send some. Programs name no origin, and
/// an address that is typed has no page.
async fn refuse_pages(State(hosts): State<Arc<Hosts>>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let is_of_page = headers.get(&SEC_FETCH_SITE).is_some_and(|site| site != "none");
    // A page whose name resolves to this machine names no other origin.
    let is_rebound = !hosts.accept(headers);
    if headers.contains_key(ORIGIN) || is_of_page || is_rebound {
        return (StatusCode::FORBIDDEN, "this port is not for pages\n").into_response();
    }
    next.run(request).await
}

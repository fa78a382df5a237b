//! The page where the user logs in: a site sends the browser to it, and its form comes back to it.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{ConnectInfo, State};
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use wmlogin_certificate::tls::ClientConnection;

use super::form::LoginForm;
use super::query;
use super::visit::Visit;
use crate::http::service::Service;
use crate::problem::QueryProblem;

pub(in crate::http) async fn show(
    State(service): State<Service>,
    ConnectInfo(client): ConnectInfo<ClientConnection>,
    request: Parts,
) -> Response {
    visited(&service, &client, &request, None)
}

pub(in crate::http) async fn decide(
    State(service): State<Service>,
    ConnectInfo(client): ConnectInfo<ClientConnection>,
    request: Parts,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    match body {
        Ok(body) => visited(&service, &client, &request, Some(LoginForm::read(&body))),
        Err(rejection) => rejection.into_response(),
    }
}

/// Reads the query, then begins the visit, or finishes it by the form that came back.
fn visited(
    service: &Service,
    client: &ClientConnection,
    request: &Parts,
    form: Option<LoginForm>,
) -> Response {
    let query = match query::authentication(request.uri.query().unwrap_or_default()) {
        Ok(query) => query,
        Err(problems) => return service.wrong_query(request, &problems),
    };
    let Some(site) = service.state.site(query.by_role().return_id) else {
        return service
            .wrong_query(request, &[QueryProblem::UnknownSite { found: *query.by_role().return_id }]);
    };
    let visit =
        Visit { service, request, site: &site, query: &query, address: client.address().ip().to_canonical() };
    let answer = match form {
        None => visit.begin(),
        Some(form) => visit.finish(form),
    };
    answer.unwrap_or_else(|failure| visit.failed(failure))
}

//! The number of a request, which is in every line that the log has about it.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderName, HeaderValue};
use tracing::{Instrument, info_span};
use uuid::Uuid;

/// The header of proxies that number requests.
const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The longest number that is taken from a proxy, in bytes.
const MAX_LENGTH: usize = 64;

/// Takes the number from the proxy or makes one, and sends it back. It says nothing about the user.
pub async fn named(request: Request, next: Next) -> Response {
    let given = request.headers().get(X_REQUEST_ID).and_then(|id| id.to_str().ok());
    let given = given.filter(|id| id.len() <= MAX_LENGTH && id.bytes().all(is_plain)).map(str::to_owned);
    let id = given.unwrap_or_else(|| Uuid::new_v4().simple().to_string());
    let span = info_span!("request", id, path = request.uri().path());
    let mut response = next.run(request).instrument(span).await;
    response.headers_mut().extend(HeaderValue::from_str(&id).map(|id| (X_REQUEST_ID, id)));
    response
}

/// Returns `true` for what cannot break a line of the log.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.:/=+".contains(&byte)
}

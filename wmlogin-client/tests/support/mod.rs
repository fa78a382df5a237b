//! What the tests of the transport share.

#![allow(dead_code, reason = "each test uses another part")]

pub mod certificates;
pub mod log;
pub mod misbehaving;

use wmlogin_client::{HttpTransport, Question, Transport, TransportError, TransportErrorKind};

/// A ticket that must never show up anywhere.
pub const TICKET: &str = "AAue4ZuLBEaVsQr8k1B7PKQ5C3TJ5NUMk47D3tgJpa4kHQsA";

/// Posts a request with the ticket in it.
pub async fn post(transport: &HttpTransport, url: &str) -> Result<http::Response<Vec<u8>>, TransportError> {
    let url = url.parse().expect("a URL");
    transport.post(Question { url, content_type: "text/plain", body: TICKET.into() }).await
}

/// What kept the answer away. The error, with all its causes, does not tell the ticket.
pub async fn failure(transport: &HttpTransport, url: &str) -> TransportErrorKind {
    let error = post(transport, url).await.expect_err("no answer");
    assert!(!format!("{error:?}").contains(TICKET));
    assert!(!error.to_string().contains('\n'));
    error.kind()
}

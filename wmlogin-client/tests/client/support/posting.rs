//! Posting a ticket over the HTTP transport.

use wmlogin_client::{HttpTransport, Question, Transport, TransportError, TransportErrorKind};

/// A ticket that must not show up anywhere.
pub const TICKET: &str = "AAue4ZuLBEaVsQr8k1B7PKQ5C3TJ5NUMk47D3tgJpa4kHQsA";

/// Posts a request that holds the ticket.
pub async fn post(transport: &HttpTransport, url: &str) -> Result<http::Response<Vec<u8>>, TransportError> {
    let url = url.parse().expect("a URL");
    transport.post(Question::new(url, "text/plain", TICKET.into())).await
}

/// The kind of failure of such a request. The error and its causes do not hold the ticket.
pub async fn failure(transport: &HttpTransport, url: &str) -> TransportErrorKind {
    let error = post(transport, url).await.expect_err("no answer");
    assert!(!format!("{error:?}").contains(TICKET));
    assert!(!error.to_string().contains('\n'));
    error.kind()
}

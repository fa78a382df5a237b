//! The service over HTTPS, with reqwest and rustls.

use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use tokio::time::{sleep, timeout};

use super::{Answer, BoxFuture, MAX_ANSWER_LENGTH, Question, Transport, TransportError, TransportErrorKind};

mod backoff;
mod builder;
mod classify;
mod destination;
mod tls;

pub use builder::{HttpTransportBuilder, MAX_RETRIES, TransportBuildError};

/// Asks the service over HTTPS, and keeps connections open for the next question.
///
/// It needs a tokio runtime with time and I/O enabled. Cloning is cheap and shares the connections.
///
/// ```
/// use std::time::Duration;
/// use wmlogin_client::HttpTransport;
///
/// # fn build(operators_root: &[u8]) -> Result<(), wmlogin_client::TransportBuildError> {
/// let transport = HttpTransport::builder()
///     .timeout(Duration::from_secs(10))
///     .add_root_certificates_pem(operators_root)
///     .build()?;
/// # Ok(())
/// # }
/// ```
///
/// # What it does not do
///
/// - It sends nothing over plain HTTP, except to this machine: `localhost` and loopback addresses.
/// - It follows no redirect, keeps no cookies and asks for no compression.
/// - It does not read `HTTPS_PROXY` and the like: where a ticket goes is the program's decision, and a
///   proxy for plain HTTP would see it. To go through a proxy, write a [`Transport`].
/// - It sends nothing a second time once the service may have seen it: only connecting is tried again.
///   (A connection that turns out to be closed before the first byte is written is replaced; that is no
///   second question either.)
#[derive(Clone, Debug)]
pub struct HttpTransport {
    client: reqwest::Client,
    timeout: Duration,
    retries: u32,
}

impl HttpTransport {
    /// A builder with the defaults that its methods tell.
    pub fn builder() -> HttpTransportBuilder {
        HttpTransportBuilder::default()
    }

    async fn attempts(&self, question: &Question) -> Result<Answer, TransportError> {
        let mut retry = 0;
        loop {
            match self.attempt(question).await {
                Err(error) if error.kind().is_retryable() && retry < self.retries => {
                    let delay = backoff::delay(retry);
                    retry += 1;
                    tracing::debug!(error = error.kind().name(), retry, ?delay, "connecting again");
                    sleep(delay).await;
                }
                result => return result,
            }
        }
    }

    async fn attempt(&self, question: &Question) -> Result<Answer, TransportError> {
        let request = self.client.post(question.url.clone()).header(CONTENT_TYPE, question.content_type);
        let sending = request.body(question.body.clone()).send();
        let mut response = sending.await.map_err(classify::no_answer)?;
        let mut answer = Answer::default();
        *answer.status_mut() = response.status();
        *answer.headers_mut() = std::mem::take(response.headers_mut());
        while let Some(chunk) = response.chunk().await.map_err(classify::no_answer)? {
            if answer.body().len() + chunk.len() > MAX_ANSWER_LENGTH {
                return Err(TransportError::new(TransportErrorKind::AnswerTooLong));
            }
            answer.body_mut().extend_from_slice(&chunk);
        }
        Ok(answer)
    }
}

impl Transport for HttpTransport {
    fn post(&self, question: Question) -> BoxFuture<'_, Result<Answer, TransportError>> {
        Box::pin(async move {
            destination::check(&question.url)?;
            timeout(self.timeout, self.attempts(&question))
                .await
                .unwrap_or_else(|_| Err(TransportError::new(TransportErrorKind::Timeout)))
        })
    }
}

//! The service over HTTPS, with reqwest and rustls.

use std::error::Error;
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use tokio::time::{sleep, timeout};

use super::{Answer, MAX_ANSWER_LENGTH, Question, Transport, TransportError, TransportErrorKind};
use crate::BoxFuture;
use crate::destination::{is_private_name, may_receive_tickets};

mod builder;
mod classify;
mod private_network;
mod reuse;
mod tls;

pub use builder::{HttpTransportBuilder, MAX_RETRIES};

/// Sends questions to the service over HTTPS, and keeps connections open for the next question.
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
/// - It follows no redirects, keeps no cookies and requests no compression.
/// - It does not read `HTTPS_PROXY` and the like: the program decides where a ticket goes, and a proxy for
///   plain HTTP could read it. To go through a proxy, implement [`Transport`].
/// - It sends nothing again once the service may have seen it, with one exception: a question on a connection
///   of an earlier one, if the service closes that connection before it has sent the head of an answer, is
///   sent once more, on a new connection. Servers close unused connections, also at the very moment in which
///   one is used.
#[derive(Clone, Debug)]
pub struct HttpTransport {
    /// Keeps connections open for the next question.
    pooled: reqwest::Client,
    /// Opens a connection for each question.
    fresh: reqwest::Client,
    /// The same, to private addresses alone.
    private: reqwest::Client,
    timeout: Duration,
    retries: u32,
}

impl HttpTransport {
    /// Creates a builder with the defaults that are documented at its methods.
    pub fn builder() -> HttpTransportBuilder {
        HttpTransportBuilder::default()
    }

    /// Posts the question, and returns the head of the answer. Only connecting is tried again, so the answer is
    /// read elsewhere.
    async fn attempts(&self, question: &Question) -> Result<reqwest::Response, TransportError> {
        let mut retry = 0;
        loop {
            match self.attempt(question).await {
                Err(error) if error.kind().is_retryable() && retry < self.retries => {
                    let delay = delay_before(retry);
                    retry += 1;
                    tracing::debug!(error = error.kind().name(), retry, ?delay, "connecting again");
                    sleep(delay).await;
                }
                result => return result,
            }
        }
    }

    async fn attempt(&self, question: &Question) -> Result<reqwest::Response, TransportError> {
        if question.is_insecure {
            return send(&self.private, question).await;
        }
        match reuse::noting(send(&self.pooled, question)).await {
            (Err(error), true) if error.kind() == TransportErrorKind::Interrupted => {
                tracing::debug!("sending again on a new connection");
                send(&self.fresh, question).await
            }
            (response, _) => response,
        }
    }
}

/// Posts the question, and returns the head of the answer.
async fn send(client: &reqwest::Client, question: &Question) -> Result<reqwest::Response, TransportError> {
    let request = client.post(question.url.clone()).header(CONTENT_TYPE, question.content_type);
    request.body(question.body.clone()).send().await.map_err(classify::no_answer)
}

/// Reads the rest of the answer.
async fn read(mut response: reqwest::Response) -> Result<Answer, TransportError> {
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

impl Transport for HttpTransport {
    fn post(&self, question: Question) -> BoxFuture<'_, Result<Answer, TransportError>> {
        Box::pin(async move {
            let is_private = question.is_insecure && is_private_name(&question.url);
            if !is_private && !may_receive_tickets(&question.url) {
                return Err(TransportError::new(TransportErrorKind::Url));
            }
            let answer = async { read(self.attempts(&question).await?).await };
            timeout(self.timeout, answer)
                .await
                .unwrap_or_else(|_| Err(TransportError::new(TransportErrorKind::Timeout)))
        })
    }
}

/// The longest delay before the first retry.
const FIRST_DELAY: Duration = Duration::from_millis(100);

/// The longest delay before any retry.
const LONGEST_DELAY: Duration = Duration::from_secs(2);

/// Returns the delay before a retry, counted from 0. The longest delay doubles each time; a random part of
/// up to half is taken off, so that sites that lost the service together do not come back together.
fn delay_before(retry: u32) -> Duration {
    let longest = FIRST_DELAY.saturating_mul(2_u32.saturating_pow(retry)).min(LONGEST_DELAY);
    longest / 2 + (longest / 2).mul_f64(random_fraction())
}

/// Returns a number from 0 to 1. The keys of the standard library's hash maps are random, which is enough to
/// spread requests.
fn random_fraction() -> f64 {
    let bits = RandomState::new().hash_one(()) >> 32;
    f64::from(u32::try_from(bits).unwrap_or_default()) / f64::from(u32::MAX)
}

/// The error of a layer below. Its type is not part of this crate's interface.
type Cause = Box<dyn Error + Send + Sync>;

/// An [`HttpTransport`] that cannot be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TransportBuildError {
    /// The root certificates are not PEM, or there are none.
    #[error("cannot read the root certificates: expected PEM with at least one certificate")]
    RootsNotPem(#[source] Cause),
    /// A root certificate cannot be used.
    #[error("a root certificate cannot be used")]
    Root(#[source] Cause),
    /// The client's certificates or its private key are not PEM, or they are missing.
    #[error("cannot read the client's certificates and private key: expected both in PEM")]
    IdentityNotPem(#[source] Cause),
    /// The client's certificates and private key do not match, or cannot be used.
    #[error("the client's certificates cannot be used with its private key")]
    Identity(#[source] Cause),
    /// The HTTP client cannot be built.
    #[error("the HTTP client cannot be built")]
    Client(#[source] Cause),
}

#[cfg(test)]
mod tests {
    use super::{Duration, FIRST_DELAY, LONGEST_DELAY, delay_before};

    #[test]
    fn the_delay_doubles_up_to_the_longest() {
        for retry in 0..40 {
            let longest = Duration::from_millis(100 * (1 << retry.min(10))).min(LONGEST_DELAY);
            assert!((longest / 2..=longest).contains(&delay_before(retry)), "retry {retry}");
        }
        assert!(delay_before(0) <= FIRST_DELAY);
        assert!(delay_before(u32::MAX) <= LONGEST_DELAY);
    }
}

//! Sending a request to the service.

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use url::Url;

use crate::BoxFuture;

mod error;
#[cfg(feature = "reqwest")]
mod http_transport;

pub use error::{TransportError, TransportErrorKind};
#[cfg(feature = "reqwest")]
pub use http_transport::{HttpTransport, HttpTransportBuilder, MAX_RETRIES, TransportBuildError};

/// The longest answer of the service that is read, in bytes.
///
/// The longest known answer is shorter than 300 bytes. The rest is room for what the operator may add.
pub const MAX_ANSWER_LENGTH: usize = 16 * 1024;

/// A request to the service. `Debug` does not show the body, which holds the ticket.
#[derive(Clone)]
#[non_exhaustive]
pub struct Question {
    /// The URL to post to.
    pub url: Url,
    /// The `Content-Type` header.
    pub content_type: &'static str,
    /// The body, which holds the ticket.
    pub body: Vec<u8>,
    /// Says if the URL may be one of plain http on another machine; see
    /// [`Service::insecure`](crate::Service::insecure).
    pub(crate) is_insecure: bool,
}

impl Question {
    /// Creates a question.
    #[must_use]
    pub const fn new(url: Url, content_type: &'static str, body: Vec<u8>) -> Self {
        Self { url, content_type, body, is_insecure: false }
    }
}

impl fmt::Debug for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Question")
            .field("url", &self.url.as_str())
            .field("content_type", &self.content_type)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

/// Sends a question to the service and returns the answer.
///
/// With the feature `reqwest`, `HttpTransport` does this over HTTPS. Implement the trait yourself to use an
/// HTTP client that your program already has, or to do without the network in a test. A closure is enough:
///
/// ```
/// use wmlogin_client::{Transport, TransportError};
///
/// fn confirms_everything() -> impl Transport {
///     |_question| async {
///         Ok::<_, TransportError>(http::Response::new(br#"<response retval="0" />"#.to_vec()))
///     }
/// }
/// ```
///
/// # Requirements
///
/// - **One call sends one question.** The service counts wrong tickets as guesses, and blocks the user for
///   them, so what may have reached it is not sent again, with one exception: a question on a connection of
///   an earlier one, which the service closes before the head of an answer, may be sent once more, on a new
///   connection. Servers close unused connections, also at the very moment in which one is used.
/// - **No redirect is followed.** The body is a credential. A redirect is returned like any other answer.
/// - **The service is authenticated**: the transport checks its certificate and its host name.
/// - **The time is bounded**, with all attempts and the reading of the body.
/// - **The length is bounded**: the transport stops reading after [`MAX_ANSWER_LENGTH`] bytes.
pub trait Transport: Send + Sync {
    /// Posts the question and reads the whole answer, whatever its status code.
    ///
    /// # Errors
    ///
    /// There is no answer, or only a part of it. The error holds no part of the body.
    fn post(&self, question: Question) -> BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>>;
}

/// The answer of the service.
type Answer = http::Response<Vec<u8>>;

impl<F, A> Transport for F
where
    F: Fn(Question) -> A + Send + Sync,
    A: Future<Output = Result<Answer, TransportError>> + Send + 'static,
{
    fn post(&self, question: Question) -> BoxFuture<'_, Result<Answer, TransportError>> {
        Box::pin(self(question))
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn post(&self, question: Question) -> BoxFuture<'_, Result<Answer, TransportError>> {
        (**self).post(question)
    }
}

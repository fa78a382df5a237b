//! How a request reaches the service.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use url::Url;

mod error;
#[cfg(feature = "reqwest")]
mod http_transport;

pub use error::{TransportError, TransportErrorKind};
#[cfg(feature = "reqwest")]
pub use http_transport::{HttpTransport, HttpTransportBuilder, MAX_RETRIES, TransportBuildError};

/// The longest answer of the service that is read, in bytes.
///
/// The longest one that is known is below 300 bytes; the rest is room for what the operator adds.
pub const MAX_ANSWER_LENGTH: usize = 16 * 1024;

/// A future on the heap, for a trait that can be an object.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What is posted to the service. `Debug` does not show the body, for it holds the ticket.
#[derive(Clone)]
pub struct Question {
    /// Where it goes.
    pub url: Url,
    /// The `Content-Type` header.
    pub content_type: &'static str,
    /// The body, which holds the ticket.
    pub body: Vec<u8>,
}

impl fmt::Debug for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Question")
            .field("url", &self.url.as_str())
            .field("content_type", &self.content_type)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// Brings one question to the service and its answer back.
///
/// With the feature `reqwest`, `HttpTransport` does it over HTTPS. Write your own to go through an HTTP
/// client that your program already has, or through none at all in a test; a closure will do:
///
/// ```
/// use wmlogin_client::{Transport, TransportError};
///
/// fn answers_yes() -> impl Transport {
///     |_question| async {
///         Ok::<_, TransportError>(http::Response::new(br#"<response retval="0" />"#.to_vec()))
///     }
/// }
/// ```
///
/// # What the caller relies on
///
/// - **One call is one question.** What may have reached the service is not sent again: the
///   service counts wrong tickets as guesses and blocks the user for them.
/// - **No redirect is followed.** The body is a credential; a redirect is an answer like any other.
/// - **The service is authentic**: the transport checks its certificate and its host name.
/// - **Time is bounded**, all attempts and the reading of the body included.
/// - **Length is bounded**: after [`MAX_ANSWER_LENGTH`] bytes the transport stops reading.
pub trait Transport: Send + Sync {
    /// Posts the question and reads the whole answer, whatever its status code.
    ///
    /// # Errors
    ///
    /// There is no answer, or not all of it. The error holds no part of the body.
    fn post(&self, question: Question) -> BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>>;
}

/// What the service sent back.
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

//! Sign people in with [WebMoney Login](https://login.wmtransfer.com): the login URL, what the browser
//! brings back, and its verification.

mod transport;
#[cfg_attr(not(test), expect(dead_code, reason = "nobody asks yet"))]
mod verify;

pub use transport::{BoxFuture, MAX_ANSWER_LENGTH, Transport, TransportError, TransportErrorKind};
#[cfg(feature = "reqwest")]
pub use transport::{HttpTransport, HttpTransportBuilder, MAX_RETRIES, TransportBuildError};
pub use verify::{AnswerError, Rejection, VerifyError};

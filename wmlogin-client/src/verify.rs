//! Whether the service confirms a ticket.

use std::time::Instant;

use chrono::{DateTime, Utc};
use tracing::field::{Empty, display};
use tracing::{Span, debug, info, instrument, warn};
use url::Url;
use wmlogin_types::services::authorize;

use crate::transport::Transport;

mod answer;
mod document;
mod error;
mod grammar;
mod rejection;
mod request;
#[cfg(test)]
mod tests;

pub use error::{AnswerError, VerifyError};
pub use rejection::Rejection;

/// What the service says beside its yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Confirmation {
    /// The last access to the ticket, if the service names one that can be read.
    pub(crate) last_access: Option<DateTime<Utc>>,
    /// When the ticket expires, if the service names a time that can be read.
    pub(crate) expires: Option<DateTime<Utc>>,
}

/// Asks the service at `url` whether the ticket is genuine. Only its yes is `Ok`.
///
/// What is logged names the host, the time it took, the outcome and the status code; neither ticket nor
/// WMID nor address, so that a log of logins needs no more protection than the caller gives it.
#[instrument(name = "verify", skip_all, fields(host = url.host_str(), retval = Empty))]
pub(crate) async fn ask(
    transport: &dyn Transport,
    url: &Url,
    request: &authorize::Request,
) -> Result<Confirmation, VerifyError> {
    let asked = Instant::now();
    let outcome = answered(transport, url, request).await;
    let elapsed = asked.elapsed();
    match &outcome {
        Ok(_) => debug!(?elapsed, "confirmed"),
        Err(error @ VerifyError::Refused(_)) => info!(?elapsed, %error, "refused"),
        Err(error) => warn!(?elapsed, kind = error.kind(), %error, "not verified"),
    }
    outcome
}

async fn answered(
    transport: &dyn Transport,
    url: &Url,
    request: &authorize::Request,
) -> Result<Confirmation, VerifyError> {
    let answer = answer::read(&transport.post(request::question(url, request)).await?)?;
    let told = answer.by_role();
    Span::current().record("retval", display(told.code));
    if answer.is_confirmed() {
        Ok(Confirmation { last_access: told.last_access, expires: told.expires })
    } else {
        Err(VerifyError::Refused(Rejection::new(told.code, told.code_name.map(str::to_owned))))
    }
}

//! Asking the service to confirm a login.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use tracing::field::{Empty, display};
use tracing::{Span, debug, info, instrument, warn};
use url::Url;
use wmlogin_types::services::authorize;
use wmlogin_types::{AuthType, Success};

use crate::login::{Confirmation, UnverifiedLogin, VerifiedLogin};
use crate::replay::TicketDigest;
use crate::transport::Transport;

mod answer;
mod error;
mod question;
mod rejection;
#[cfg(test)]
mod tests;

pub use answer::AnswerError;
pub use error::VerifyError;
pub use rejection::Rejection;

/// Asks the service to confirm logins. Cloning is cheap, and one verifier is enough for any number of sites.
#[derive(Clone)]
pub struct Verifier {
    transport: Arc<dyn Transport>,
    auth_type: AuthTypeChoice,
}

type AuthTypeChoice = Arc<dyn Fn(&Success) -> Option<AuthType> + Send + Sync>;

impl Verifier {
    /// Creates a verifier that uses this transport, such as [`HttpTransport`](crate::HttpTransport).
    #[must_use]
    pub fn new(transport: impl Transport + 'static) -> Self {
        Self { transport: Arc::new(transport), auth_type: Arc::new(|success| success.claims().method) }
    }

    /// Sets how the login method in the request is chosen.
    ///
    /// The service expects the method as the answer names it, but answers of version 3.0 do not name it. By
    /// default the request then has the method that the factors imply ([`Success::claims`]), or
    /// none.
    #[must_use]
    pub fn choose_auth_type(
        mut self,
        choice: impl Fn(&Success) -> Option<AuthType> + Send + Sync + 'static,
    ) -> Self {
        self.auth_type = Arc::new(choice);
        self
    }

    /// Asks the service, and records the ticket as accepted if the service confirms it.
    ///
    /// If the future is dropped, nothing is accepted. After a [`VerifyError::Transport`] the login can be
    /// verified again, because asking does not use the ticket up.
    ///
    /// # Errors
    ///
    /// The service refused or did not answer, or the ticket has been accepted in the meantime.
    pub async fn verify(&self, login: &UnverifiedLogin) -> Result<VerifiedLogin, VerifyError> {
        let (site, claimed) = (login.site(), login.claimed());
        let request = login.request((self.auth_type)(claimed));
        let confirmation = ask(&*self.transport, site.authorize_url(), &request).await?;
        let lifetime = lifetime(login, &confirmation);
        if site.0.replay.record(TicketDigest::of(request.by_role().ticket), lifetime).await? {
            Ok(VerifiedLogin::new(request, confirmation, claimed.clone()))
        } else {
            Err(VerifyError::Replayed)
        }
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier").finish_non_exhaustive()
    }
}

/// The shortest time for which a ticket is remembered if the service does not send its expiry. The expiry
/// that the browser brought is not confirmed, and an early one would make the store forget the ticket.
const UNKNOWN_LIFETIME: TimeDelta = TimeDelta::days(1);

/// Returns the time for which the same ticket can come again.
fn lifetime(login: &UnverifiedLogin, confirmation: &Confirmation) -> Duration {
    let now = login.site().now();
    let confirmed = confirmation.expires.unwrap_or(now + UNKNOWN_LIFETIME);
    let claimed = login.claimed().claims().expires.unwrap_or(confirmed);
    let until = confirmed.max(claimed) + login.site().0.skew;
    (until - now).to_std().unwrap_or_default()
}

/// Asks the service at `url` to confirm the ticket. Only a confirmation is `Ok`.
///
/// The log gets the host, the elapsed time, the outcome and the status code. It gets neither ticket nor WMID
/// nor address, so a log of logins needs no special protection.
#[instrument(name = "verify", skip_all, fields(host = url.host_str(), retval = Empty))]
async fn ask(
    transport: &dyn Transport,
    url: &Url,
    request: &authorize::Request,
) -> Result<Confirmation, VerifyError> {
    let asked = Instant::now();
    let outcome = exchange(transport, url, request).await;
    let elapsed = asked.elapsed();
    match &outcome {
        Ok(_) => debug!(?elapsed, "confirmed"),
        Err(error @ VerifyError::Refused(_)) => info!(?elapsed, %error, "refused"),
        Err(error) => warn!(?elapsed, kind = error.kind(), %error, "not verified"),
    }
    outcome
}

/// Sends the question and reads the answer.
async fn exchange(
    transport: &dyn Transport,
    url: &Url,
    request: &authorize::Request,
) -> Result<Confirmation, VerifyError> {
    let answer = answer::read(&transport.post(question::question(url, request)).await?)?;
    let told = answer.by_role();
    Span::current().record("retval", display(told.code));
    if answer.is_confirmed() {
        Ok(Confirmation { last_access: told.last_access, expires: told.expires })
    } else {
        Err(VerifyError::Refused(Rejection::new(told.code, told.code_name.map(str::to_owned))))
    }
}

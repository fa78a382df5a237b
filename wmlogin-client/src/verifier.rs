//! Asking the service to confirm a login.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use tracing::field::{Empty, display};
use tracing::{Span, debug, instrument};
use wmlogin_types::{AuthType, Success};

use crate::login::{Confirmation, UnverifiedLogin, VerifiedLogin};
use crate::replay::{Acceptance, LoginNonce, TicketDigest, TicketReuse};
use crate::site::Site;
use crate::transport::{Question, Transport};
use refusal_limit::RefusalLimit;

mod answer;
mod error;
mod question;
mod refusal_limit;
mod rejection;
#[cfg(test)]
mod tests;

pub use answer::AnswerError;
pub use error::VerifyError;
pub use rejection::Rejection;

/// Asks the service to confirm logins. Cloning is cheap, and one verifier is enough for any number of sites.
///
/// # Guessing through the site
///
/// The service blocks users, and may block a site, for wrong tickets, and a stranger can post any number of
/// invented answers. So a verifier counts the refusals of the service, by user and by the browser's network,
/// in constant memory, and forgets one a minute: after 8 of a user or 100 of a network it no longer
/// asks, and answers [`VerifyError::TooManyRefusals`]. A question whose future is dropped counts as a refusal,
/// because the service may have refused it. A stranger can so keep a user from logging in to this site for some
/// minutes, but not have the user blocked at the service.
#[derive(Clone)]
pub struct Verifier {
    transport: Arc<dyn Transport>,
    auth_type: AuthTypeChoice,
    refusals: Arc<RefusalLimit>,
}

type AuthTypeChoice = Arc<dyn Fn(&Success) -> Option<AuthType> + Send + Sync>;

impl Verifier {
    /// Creates a verifier that uses this transport, such as [`HttpTransport`](crate::HttpTransport).
    #[must_use]
    pub fn new(transport: impl Transport + 'static) -> Self {
        Self {
            transport: Arc::new(transport),
            auth_type: Arc::new(|success| success.claims().method),
            refusals: Arc::new(RefusalLimit::new()),
        }
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
    /// If the future is dropped, nothing is accepted, and the question counts as a refused one. After a
    /// [temporary](VerifyError::is_temporary) failure the login can be verified again, because asking does not
    /// use the ticket up.
    ///
    /// # Errors
    ///
    /// The service refused or did not answer, the site does not accept the ticket
    /// [again](crate::TicketReuse), or too many logins were refused just before.
    pub async fn verify(&self, login: &UnverifiedLogin) -> Result<VerifiedLogin, VerifyError> {
        self.verify_login(login, None, &TicketDigest::of(login.claimed().claims().ticket)).await
    }

    /// Verifies the login with this nonce: another request with the same one is the same login.
    pub(crate) async fn verify_login(
        &self,
        login: &UnverifiedLogin,
        nonce: Option<LoginNonce>,
        ticket: &TicketDigest,
    ) -> Result<VerifiedLogin, VerifyError> {
        let (site, claimed) = (login.site(), login.claimed());
        let permit = self.refusals.admit(claimed.claims().user, login.network(), site.now());
        let permit = permit.map_err(|retry_after| VerifyError::TooManyRefusals { retry_after })?;
        let request = login.request((self.auth_type)(claimed));
        let question = question::question(site.service(), &request);
        let outcome = ask(&*self.transport, question).await;
        if !outcome.as_ref().is_err_and(VerifyError::is_refusal) {
            permit.not_refused();
        }
        let confirmation = outcome?;
        if site.0.ticket_reuse != TicketReuse::Always {
            let acceptance = Acceptance::new(nonce, login.network());
            let lifetime = lifetime(site, &confirmation);
            let earlier = site.0.replay.record(*ticket, acceptance, lifetime).await?;
            if earlier.is_some_and(|earlier| !site.0.ticket_reuse.allows(&earlier, &acceptance)) {
                return Err(VerifyError::Replayed);
            }
        }
        Ok(VerifiedLogin::new(request, confirmation, claimed.clone()))
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier").finish_non_exhaustive()
    }
}

/// The time for which a ticket is remembered if the service does not send its expiry. The expiry that the
/// browser brought is not confirmed: an early one would make the store forget the ticket, a late one would
/// fill it.
const UNKNOWN_LIFETIME: TimeDelta = TimeDelta::days(1);

/// Returns the time for which the same ticket can come again: the service's word.
fn lifetime(site: &Site, confirmation: &Confirmation) -> Duration {
    let now = site.now();
    let until = confirmation.expires.unwrap_or(now + UNKNOWN_LIFETIME);
    (until - now + site.0.skew).to_std().unwrap_or_default()
}

/// Asks the service to confirm the ticket. Only a confirmation is `Ok`.
///
/// The log gets the host, the elapsed time, the outcome and the status code. It gets neither ticket nor WMID
/// nor address, so a log of logins needs no special protection.
#[instrument(name = "verify", skip_all, fields(host = question.url.host_str(), retval = Empty))]
async fn ask(transport: &dyn Transport, question: Question) -> Result<Confirmation, VerifyError> {
    let asked = Instant::now();
    let outcome = exchange(transport, question).await;
    let elapsed = asked.elapsed();
    match &outcome {
        Ok(_) => debug!(?elapsed, "confirmed"),
        Err(error) => debug!(?elapsed, kind = error.kind(), "not confirmed"),
    }
    outcome
}

/// Sends the question and reads the answer.
async fn exchange(transport: &dyn Transport, question: Question) -> Result<Confirmation, VerifyError> {
    let (answer, encoding) = answer::read(&transport.post(question).await?)?;
    let told = answer.by_role();
    Span::current().record("retval", display(told.code));
    if answer.is_confirmed() {
        Ok(Confirmation { last_access: told.last_access, expires: told.expires })
    } else {
        Err(VerifyError::Refused(Rejection::new(told.code, told.code_name.map(str::to_owned), encoding)))
    }
}

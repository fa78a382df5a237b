//! The only way from a claim to a login.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use wmlogin_types::{AuthType, Success};

use crate::replay::TicketDigest;
use crate::transport::Transport;
use crate::unverified::UnverifiedLogin;
use crate::verified::VerifiedLogin;
use crate::verify::{Confirmation, VerifyError, ask};

/// Asks the service whether a login is genuine. Cloning is cheap, and one is enough for any number of
/// sites.
#[derive(Clone)]
pub struct Verifier {
    transport: Arc<dyn Transport>,
    auth_type: AuthTypeChoice,
}

type AuthTypeChoice = Arc<dyn Fn(&Success) -> Option<AuthType> + Send + Sync>;

impl Verifier {
    /// A verifier that asks by this transport, such as [`HttpTransport`](crate::HttpTransport).
    #[must_use]
    pub fn new(transport: impl Transport + 'static) -> Self {
        Self { transport: Arc::new(transport), auth_type: Arc::new(|success| success.claims().method) }
    }

    /// Another choice of the method that the service is told.
    ///
    /// The service wants the method as the answer names it, but answers of version 3.0 do not. Unless
    /// this is set, it is told what their factors imply ([`Success::claims`]), or nothing.
    #[must_use]
    pub fn choose_auth_type(
        mut self,
        choice: impl Fn(&Success) -> Option<AuthType> + Send + Sync + 'static,
    ) -> Self {
        self.auth_type = Arc::new(choice);
        self
    }

    /// Asks the service, and if it confirms the ticket, remembers that it was accepted.
    ///
    /// Dropping the future accepts nothing. After a [`VerifyError::Transport`] the login can be verified
    /// again; asking does not use a ticket up.
    ///
    /// # Errors
    ///
    /// The service refused, or did not answer, or the ticket was accepted in the meantime.
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

/// How long a ticket has to be remembered, at least, if the service does not say when it expires: the
/// time that the browser brought is not confirmed, and an early one would make the store forget.
const UNKNOWN_LIFETIME: TimeDelta = TimeDelta::days(1);

/// How long the ticket can be brought again.
fn lifetime(login: &UnverifiedLogin, confirmation: &Confirmation) -> Duration {
    let now = login.site().now();
    let confirmed = confirmation.expires.unwrap_or(now + UNKNOWN_LIFETIME);
    let claimed = login.claimed().claims().expires.unwrap_or(confirmed);
    let until = confirmed.max(claimed) + login.site().0.skew;
    (until - now).to_std().unwrap_or_default()
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier").finish_non_exhaustive()
    }
}

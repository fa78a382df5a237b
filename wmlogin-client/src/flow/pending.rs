//! A login between the second step and the answer of the service, and after it.

use std::fmt;

use wmlogin_types::Response;

use super::LoginFlow;
use super::cookie::{Jar, Login};
use super::error::{Denied, FlowError};
use super::page::Again;
use super::relay::Relay;
use super::reply::Reply;
use super::words::Words;
use crate::login::{UnverifiedLogin, VerifiedLogin};
use crate::replay::TicketDigest;
use crate::verifier::{Verifier, VerifyError};

/// A login that passed every check but the service's: nobody is signed in yet.
#[must_use = "only `Verifier::complete` signs the user in"]
pub struct PendingLogin {
    flow: LoginFlow,
    login: UnverifiedLogin,
    begun: Login,
    ticket: TicketDigest,
    words: &'static Words,
    relay: Relay,
}

impl PendingLogin {
    pub(super) fn new(
        flow: LoginFlow,
        login: UnverifiedLogin,
        begun: Login,
        ticket: TicketDigest,
        words: &'static Words,
        relay: Relay,
    ) -> Self {
        Self { flow, login, begun, ticket, words, relay }
    }

    fn jar(&self) -> Option<Jar> {
        let page = self.flow.site.return_page(self.login.claimed().claims().return_id)?;
        Some(Jar::of(page.url()))
    }

    fn completed(self, login: VerifiedLogin) -> CompletedLogin {
        let cookie = self.jar().map(|jar| jar.complete(&self.begun, &self.flow.keys, &self.ticket));
        let reply = Reply::redirect(&self.begun.place).cookies(cookie);
        CompletedLogin { login, place: self.begun.place, reply }
    }

    /// After a failure that may pass, the login stays in progress and the page offers the same step again.
    fn failed(self, error: VerifyError) -> Denied {
        let error = FlowError::from(error);
        if error.is_temporary() {
            let answer = Response::from(self.login.claimed().clone());
            let signature = self.relay.sign(&answer, &self.flow.keys);
            let again = Again { fields: answer.to_pairs(), signature };
            let retry_after = error.retry_after();
            let mut denied = self.flow.deny(self.words, error, Some(&again));
            if let Some(seconds) = retry_after {
                denied.reply = Box::new(denied.reply.retry_after(seconds));
            }
            return denied;
        }
        let cookie = self.jar().map(|jar| jar.end(&self.begun));
        let mut denied = self.flow.deny(self.words, error, None);
        denied.reply = Box::new(denied.reply.cookies(cookie));
        denied
    }
}

impl fmt::Debug for PendingLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingLogin").field("login", &self.login).finish_non_exhaustive()
    }
}

impl Verifier {
    /// Asks the service about a login of a [`LoginFlow`], the last step. After it, and not before, there is
    /// a user: give the session of the browser a new id, and note the WMID in it.
    ///
    /// Repeating the step is harmless: a second request of the same login in the same browser, after a
    /// dropped connection or a second click, is the same login. Dropping the future accepts nothing.
    ///
    /// # Errors
    ///
    /// The service did not confirm the login; the error brings the page. After a
    /// [temporary](FlowError::is_temporary) failure the login stays in progress, and the page offers to try
    /// again.
    pub async fn complete(&self, pending: PendingLogin) -> Result<CompletedLogin, Denied> {
        match self.verify_login(&pending.login, Some(pending.begun.nonce), &pending.ticket).await {
            Ok(login) => Ok(pending.completed(login)),
            Err(error) => Err(pending.failed(error)),
        }
    }
}

/// A login that the service confirmed in the browser that began it.
#[derive(Debug)]
#[must_use = "the user is signed in once the session says so"]
pub struct CompletedLogin {
    login: VerifiedLogin,
    place: String,
    reply: Reply,
}

impl CompletedLogin {
    /// Returns the confirmed login.
    #[must_use]
    pub const fn login(&self) -> &VerifiedLogin {
        &self.login
    }

    /// Returns the place that the login leads to, a path and query on the site.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Returns the reply that redirects the browser to the place.
    pub fn into_reply(self) -> Reply {
        self.reply
    }
}

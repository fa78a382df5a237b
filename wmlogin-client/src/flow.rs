//! One login, from its begin to the signed-in user, without I/O, session or framework.

mod begin;
mod cookie;
mod error;
mod key;
mod page;
mod pending;
mod place;
mod relay;
mod reply;
mod words;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use url::Url;
use wmlogin_types::{Outcome, Response, UrlId};

pub use cookie::LOGIN_LIFETIME;
pub use error::{Denied, FlowError};
pub use key::{FlowKeys, FlowKeysError};
pub use pending::{CompletedLogin, PendingLogin};
pub use place::MAX_PLACE_LENGTH;
pub use reply::Reply;

use cookie::Jar;
use page::Again;
use relay::{Relay, RelayError};
use words::Words;

use crate::login::UnverifiedLogin;
use crate::origin::Origin;
use crate::receive::{check_form, check_own};
use crate::refusal::Refusal;
use crate::replay::TicketDigest;
use crate::request::BrowserRequest;
use crate::site::{ReturnPage, Site};

/// One login, from its begin to the signed-in user, for any web framework. Cloning is cheap.
///
/// A site has two pages: one that [begins](Self::begin) a login, and the
/// [return page](Self::return_page), which takes the answer in two steps. The answer arrives as a POST from a
/// page of the service, so a browser sends no `SameSite=Lax` cookie with it. The first step makes every check
/// that needs no cookie, and answers with a page that posts the same fields again, from the site itself, with a
/// signature. The second step has the cookies, and finds the login that was begun in this browser. Then the
/// [`Verifier`](crate::Verifier::complete) asks the service.
///
/// Nothing is kept on the server for a login in progress: it is a signed cookie of the browser, `HttpOnly` and
/// `SameSite=Lax`, for [`LOGIN_LIFETIME`]. A browser has up to four of them, for as many tabs. No answer names
/// its login, because the protocol has no such field, so an answer uses up the newest login of its return URL
/// id: every tab ends signed in, and which tab gets which place is best effort.
///
/// # Every case
///
/// | case | status | the user sees | cookies of logins |
/// | --- | --- | --- | --- |
/// | begin | 303 | the service's page | one is added; of more than four, the oldest is removed |
/// | begin, sent by another site | 200 | a page that asks first | – |
/// | begin by `HEAD`, by a prefetch, or by an image or the like | 204 | – | – |
/// | begin on a host that is no return page's | 303, then 500 | the right host; if that leads here again, a page for the site's operator about the `Host` header | – |
/// | first step | 200 | the relay page, which goes on by itself, or by its button without scripts | – |
/// | second step, confirmed | 303 | the place that the login was begun for | it becomes a mark |
/// | a second click, or a repeated request after a dropped connection | 303 | the same place: it is the same login | as before |
/// | Back after signing in, if no login was begun since | 303 | the same place again, by the mark | – |
/// | a later login with the same ticket | 303 | the place that it was begun for: the mark does not count | it becomes a mark |
/// | a second tab | 303 | a place of one of the tabs | the newest becomes a mark |
/// | cancelled | 200 | a page that says so | the newest is removed |
/// | cancelled, and the browser withholds the origin | 200 | the same, in the first step | – |
/// | logged off at the service | 303 | the [place](Self::after_log_off) for that | – |
/// | no cookie at all: cookies are off, or no login was begun | 409 | a page that says so | – |
/// | the login or the relay page is too old | 409 | a page that says so | – |
/// | `GET` of a return page, with a `ticket` or without | 405 | a page that says so | – |
/// | a foreign origin, in either step | 403 | a page that says so | – |
/// | no origin, and the addresses cannot stand in for it | 403 | a page that says so | – |
/// | another address of the same family | 400 | a page that says so | – |
/// | refused by the site's policy | 403 | a page that says so | – |
/// | refused by the service, or a ticket that may not come again | 403 | a page that says so | the login is removed |
/// | a refusal is reloaded | as before, or 409 once the login is removed | a page that says so | – |
/// | the service is slow or down, or the store of tickets is | 504, 502, 503 | a page that offers the same step again | it stays |
/// | too many refusals of this user or network | 429 | a page that offers the same step again | it stays |
///
/// Every reply has `Cache-Control: no-store`. The pages are in English and Russian, by `Accept-Language`.
///
/// # What is prevented
///
/// - *An invented or stolen answer, posted by another site's page*: its origin is refused. From elsewhere, the
///   address does not agree, unless the thief can forge it; see [`AddressCheck`](crate::AddressCheck).
/// - *A stranger's answer in a browser that did not ask for one*, to make its user act in the stranger's
///   account: there is no cookie of a login, and a page of another subdomain cannot put one there, because of
///   the prefix `__Host-`.
/// - *Beginning a login from elsewhere* for that purpose: the user is asked first, if the browser says where it
///   comes from (`Sec-Fetch-Site`, all browsers since 2023). An image on the site itself, such as one in a
///   user's post, begins nothing (`Sec-Fetch-Mode`).
/// - *Skipping the first step*: the second one needs its signature over exactly this answer.
/// - *Using a ticket again*: see [`TicketReuse`](crate::TicketReuse).
/// - *Filling the server's memory, or having a user blocked at the service*: nothing is kept for anonymous
///   visitors, and refusals are limited; see [`Verifier`](crate::Verifier).
///
/// # What remains
///
/// The protocol has no `state`. So a stranger who can make the *service's* page post an answer in a browser
/// where a login is in progress, for instance by signing that browser in to the service as the stranger, signs
/// it in to the site as the stranger. Show users whom they are signed in as. On plain http, which is accepted
/// only on this machine, other programs at other ports of the same host can set and read its cookies.
#[derive(Clone, Debug)]
pub struct LoginFlow {
    site: Site,
    keys: FlowKeys,
    login_path: Arc<str>,
    after_login: Arc<str>,
    after_log_off: Arc<str>,
}

/// The next step of a request to a return page.
#[derive(Debug)]
#[must_use = "the browser waits for it"]
#[allow(clippy::large_enum_variant, reason = "short-lived: the next line takes it apart")]
pub enum Step {
    /// Answer the browser with this.
    Reply(Reply),
    /// Ask the service: [`Verifier::complete`](crate::Verifier::complete).
    Verify(PendingLogin),
}

impl LoginFlow {
    /// A flow with a random key, for a site that is one process; see [`FlowKeys`].
    ///
    /// # Errors
    ///
    /// The system has no randomness.
    pub fn new(site: Site) -> Result<Self, FlowKeysError> {
        FlowKeys::random().map(|keys| Self::of(site, keys))
    }

    /// A flow with these keys, for a site of several nodes. It logs a warning if the site's store of accepted
    /// tickets is that of one process, since then each node accepts what another has accepted.
    #[must_use]
    pub fn with_keys(site: Site, keys: FlowKeys) -> Self {
        if !site.0.replay.is_shared() {
            tracing::warn!(
                "this flow has keys for several nodes, but its site remembers accepted tickets in this process \
                 alone: give all nodes one replay store, such as that of wmlogin-redis"
            );
        }
        Self::of(site, keys)
    }

    fn of(site: Site, keys: FlowKeys) -> Self {
        Self { site, keys, login_path: "/login".into(), after_login: "/".into(), after_log_off: "/".into() }
    }

    /// Sets the path of the page that begins a login; `/login` by default. The pages link to it.
    #[must_use]
    pub fn login_path(mut self, path: &str) -> Self {
        self.login_path = self.encoded(path);
        self
    }

    /// Sets the place to go to after a login that was begun without one; `/` by default.
    #[must_use]
    pub fn after_login(mut self, place: &str) -> Self {
        self.after_login = self.encoded(place);
        self
    }

    /// Sets the place to go to when the service reports that the user logged off there; `/` by default.
    #[must_use]
    pub fn after_log_off(mut self, place: &str) -> Self {
        self.after_log_off = self.encoded(place);
        self
    }

    /// The place as it goes into a `Location` header.
    fn encoded(&self, place: &str) -> Arc<str> {
        let local = place::local(place, self.site.first_return_page().url());
        let elsewhere = || Url::parse(place).map_or_else(|_| place.into(), |url| url.as_str().into());
        local.map_or_else(elsewhere, Into::into)
    }

    /// Returns the site that users log in to.
    #[must_use]
    pub const fn site(&self) -> &Site {
        &self.site
    }

    /// Returns the path of the page that begins a login.
    #[must_use]
    pub fn begin_path(&self) -> &str {
        &self.login_path
    }

    /// Takes a request to a return page: the first step of an answer or the second one, as its query says.
    ///
    /// # Errors
    ///
    /// The user is not signed in; the error brings the page.
    pub fn return_page(&self, request: &BrowserRequest<'_>) -> Result<Step, Denied> {
        if request.is_marked(page::FINISH) {
            self.finish(request)
        } else {
            self.receive(request).map(Step::Reply)
        }
    }

    /// Takes the first step: the answer that a page of the service posts.
    ///
    /// Browsers send no `SameSite=Lax` cookie with a request of another site, so the reply is a page that
    /// posts the documented fields again, from the site itself. It signs them, together with the outcome of
    /// the origin check and the time. Nothing that a stranger adds to an answer gets into the page.
    ///
    /// # Errors
    ///
    /// The first check that fails.
    pub fn receive(&self, request: &BrowserRequest<'_>) -> Result<Reply, Denied> {
        self.try_receive(request).map_err(|error| self.denied(request, error))
    }

    fn try_receive(&self, request: &BrowserRequest<'_>) -> Result<Reply, FlowError> {
        check_form(request)?;
        let origin = self.site.check_origin(request)?;
        let answer = Response::parse(request.body).map_err(Refusal::from)?;
        let now = self.site.now();
        let answer = match answer.into_success() {
            Ok(success) => {
                self.site.check_success(&success, origin, request, now)?;
                success.into()
            }
            Err(Outcome::LOGGED_OFF) => return Ok(Reply::redirect(&self.after_log_off)),
            // A page of another site can post this too, and it would end a login in progress.
            Err(outcome) if origin == Origin::Withheld => return Err(FlowError::NoLogin(outcome)),
            Err(outcome) => outcome.into(),
        };
        let signature = Relay::new(origin, now).sign(&answer, &self.keys);
        Ok(page::relay(words_of(request), &answer.to_pairs(), &signature))
    }

    /// Takes the second step: the answer that the relay page posts, with all cookies of the browser.
    ///
    /// It demands the signature of the first step for exactly this answer, the site's own origin, and a
    /// cookie of a login in progress for the same return URL id. It asks nobody: the value that it returns
    /// is completed by [`Verifier::complete`](crate::Verifier::complete).
    ///
    /// # Errors
    ///
    /// The first check that fails.
    pub fn finish(&self, request: &BrowserRequest<'_>) -> Result<Step, Denied> {
        match self.try_finish(request) {
            Ok(step) => Ok(step),
            Err((error, cookie)) => {
                let mut denied = self.denied(request, error);
                denied.reply = Box::new(denied.reply.cookies(cookie));
                Err(denied)
            }
        }
    }

    /// An error comes with the `Set-Cookie` header that ends a login, if it ends one.
    fn try_finish(&self, request: &BrowserRequest<'_>) -> Result<Step, (FlowError, Option<String>)> {
        let (answer, relay, now) = self.relayed(request).map_err(|error| (error, None))?;
        let success = match answer.into_success() {
            Ok(success) => success,
            Err(outcome) => return Err((FlowError::NoLogin(outcome), self.use_up(request, now))),
        };
        let checked = self.site.check_success(&success, relay.origin, request, now);
        checked.map_err(|refusal| (refusal.into(), None))?;
        let login = UnverifiedLogin::new(self.site.clone(), success, request);
        let claims = login.claimed().claims();
        let url_id = claims.return_id;
        let page = self.site.return_page(url_id).ok_or((FlowError::NoLoginInProgress, None))?;
        // Of a site on several domains, the page of another one is not this one's own.
        check_own(request, [page.origin()]).map_err(|refusal| (refusal.into(), None))?;
        let jar = Jar::of(page.url());
        let brought = jar.open(&request.cookies);
        let ticket = TicketDigest::of(claims.ticket);
        let newest = brought.newest(&self.keys, &[url_id], now);
        if let Some(mark) = brought.completed(&self.keys, url_id, &ticket, now)
            // A login that was begun later is another one: users of the operator's fast mode bring the same
            // ticket, also after they have logged out of the site.
            && !newest.as_ref().is_some_and(|newest| newest.is_later_than(&mark))
        {
            return Ok(Step::Reply(Reply::redirect(&mark.place)));
        }
        let Some(begun) = newest else {
            let error = if brought.is_empty() { FlowError::NoCookie } else { FlowError::NoLoginInProgress };
            return Err((error, None));
        };
        Ok(Step::Verify(PendingLogin::new(self.clone(), login, begun, ticket, words_of(request), relay)))
    }

    /// The checks of the second step that do not depend on the kind of the answer.
    fn relayed(&self, request: &BrowserRequest<'_>) -> Result<(Response, Relay, DateTime<Utc>), FlowError> {
        check_form(request)?;
        self.site.check_own_origin(request)?;
        let answer = Response::parse(request.body).map_err(Refusal::from)?;
        let now = self.site.now();
        let relay = Relay::verify(request.body, &answer, &self.keys, now).map_err(|error| match error {
            RelayError::Signature => FlowError::RelaySignature,
            RelayError::Expired => FlowError::RelayExpired,
        })?;
        Ok((answer, relay, now))
    }

    /// The `Set-Cookie` header that ends the newest login of the return pages at this address: an outcome
    /// that is not a login does not name its return URL id.
    fn use_up(&self, request: &BrowserRequest<'_>, now: DateTime<Utc>) -> Option<String> {
        let here =
            |page: &&ReturnPage| page.url().path() == request.path() && begin::is_host_of(request, page);
        let pages: Vec<_> = self.site.return_pages().iter().filter(here).collect();
        let jar = Jar::of(pages.first()?.url());
        let url_ids: Vec<&UrlId> = pages.iter().map(|page| page.url_id()).collect();
        let newest = jar.open(&request.cookies).newest(&self.keys, &url_ids, now)?;
        Some(jar.end(&newest))
    }

    fn denied(&self, request: &BrowserRequest<'_>, error: FlowError) -> Denied {
        self.deny(words_of(request), error, None)
    }

    /// Logs a refusal, once, and makes its page.
    fn deny(&self, words: &Words, error: FlowError, again: Option<&Again>) -> Denied {
        let kind = error.kind();
        if error.status_code().is_server_error() {
            tracing::warn!(kind, %error, "no login");
        } else {
            // The text may name addresses.
            tracing::info!(kind, "no login");
        }
        let mut reply = page::denied(words, &error, &self.login_path, again);
        match error {
            FlowError::OtherMethod { .. } => reply = reply.allow("GET"),
            FlowError::Refused(Refusal::Method { .. }) => reply = reply.allow("POST"),
            _ => {}
        }
        Denied { error, reply: Box::new(reply) }
    }
}

fn words_of(request: &BrowserRequest<'_>) -> &'static Words {
    words::words(request.languages)
}

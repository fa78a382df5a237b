//! Receiving an answer: the checks that need no other machine.

use chrono::{DateTime, TimeDelta, Utc};
use wmlogin_types::{Claims, Excerpt, Field, MAX_BODY_LENGTH, Outcome, Response, Success};

use crate::login::UnverifiedLogin;
use crate::origin::Origin;
use crate::refusal::{Refusal, shown_origin};
use crate::request::BrowserRequest;
use crate::site::{ReturnPage, Site};

/// The longest time for which an answer may say that its ticket is valid. The service's sessions are
/// shorter by far, and a ticket is remembered for as long as it is valid.
pub(crate) const MAX_LIFETIME: TimeDelta = TimeDelta::days(400);

/// The content of an answer that passed every check.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "short-lived: the next step takes it apart")]
pub enum Received {
    /// A claim that a user logged in. Ask the service to confirm it:
    /// [`Verifier::verify`](crate::Verifier::verify).
    Login(UnverifiedLogin),
    /// Not a login: the user cancelled it, or logged off from the service.
    ///
    /// Anyone can send this, so do not end a session because of it.
    NoLogin(Outcome),
}

impl Site {
    /// Receives the answer that the browser brought, and makes every check that needs no other machine.
    ///
    /// The checks are, in this order: the method, content type and length of the request; its `Origin`; the
    /// answer itself, as strictly as [`Response::parse`]; its return URL id, times and address; and the
    /// site's [`Policy`](crate::Policy).
    ///
    /// **It cannot know that a login was begun in this browser**, so a site that signs users in with this
    /// alone signs in the victim of a stranger who makes the browser post the stranger's own answer. Use
    /// [`LoginFlow`](crate::LoginFlow) unless a session of your own proves that.
    ///
    /// # Errors
    ///
    /// The first check that fails.
    pub fn receive(&self, request: &BrowserRequest<'_>) -> Result<Received, Refusal> {
        check_form(request)?;
        let origin = self.check_origin(request)?;
        match Response::parse(request.body)?.into_success() {
            Ok(success) => {
                self.check_success(&success, origin, request, self.now())?;
                Ok(Received::Login(UnverifiedLogin::new(self.clone(), success, request)))
            }
            Err(outcome) => Ok(Received::NoLogin(outcome)),
        }
    }

    /// Checks that a request comes from a page of this site: its `Origin` is that of a return page, or the
    /// browser withholds it and says `same-origin`. For forms that change something, such as a log-out.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotOwnPage`].
    pub fn check_own_origin(&self, request: &BrowserRequest<'_>) -> Result<(), Refusal> {
        check_own(request, self.return_pages().iter().map(ReturnPage::origin))
    }

    /// Checks that no other site's page made the request. Browsers sometimes withhold the origin for
    /// privacy; then the browser's address has to stand in for it.
    pub(crate) fn check_origin(&self, request: &BrowserRequest<'_>) -> Result<Origin, Refusal> {
        let expected = self.service().origins();
        match Origin::of(request, expected.iter().map(String::as_str)) {
            Origin::Foreign => Err(Refusal::ForeignOrigin {
                found: shown_origin(request.origin.unwrap_or_default()),
                expected: expected.to_vec(),
            }),
            origin => Ok(origin),
        }
    }

    /// Makes the checks of the answer itself.
    pub(crate) fn check_success(
        &self,
        success: &Success,
        origin: Origin,
        request: &BrowserRequest<'_>,
        now: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        let claims = success.claims();
        self.check_url_id(&claims)?;
        self.check_times(&claims, now)?;
        self.0.address_check.check(request.address, claims.address, origin)?;
        self.0.policy.check(success, &claims)
    }

    fn check_url_id(&self, claims: &Claims<'_>) -> Result<(), Refusal> {
        let found = claims.return_id;
        self.return_page(found).map(|_| ()).ok_or(Refusal::UrlId { found: *found })
    }

    /// Checks the times that the version of the answer has.
    fn check_times(&self, claims: &Claims<'_>, now: DateTime<Utc>) -> Result<(), Refusal> {
        let past = [Field::CREATED.zip(claims.created), Field::LAST_ACCESS.zip(claims.last_access)];
        let mut before = None;
        for (later, time) in past.into_iter().chain([Field::EXPIRES.zip(claims.expires)]).flatten() {
            if let Some((earlier, _)) = before.filter(|(_, before)| *before > time) {
                return Err(Refusal::TimesOutOfOrder { earlier, later });
            }
            before = Some((later, time));
        }
        for (field, found) in past.into_iter().flatten() {
            if found > now + self.0.skew {
                return Err(Refusal::InFuture { field, found, now });
            }
        }
        match claims.expires {
            Some(found) if found + self.0.skew <= now => Err(Refusal::Expired { found, now }),
            Some(found) if found > now + MAX_LIFETIME => Err(Refusal::ExpiresTooLate { found, now }),
            _ => Ok(()),
        }
    }
}

/// Checks that a request comes from a page of one of these origins of the site.
pub(crate) fn check_own<'a>(
    request: &BrowserRequest<'_>,
    own: impl IntoIterator<Item = &'a str>,
) -> Result<(), Refusal> {
    match Origin::of(request, own) {
        Origin::Expected => Ok(()),
        Origin::Withheld if request.fetch_site == Some("same-origin") => Ok(()),
        Origin::Withheld | Origin::Foreign => {
            Err(Refusal::NotOwnPage { found: request.origin.map(shown_origin) })
        }
    }
}

/// Checks that the request is a form of acceptable length.
pub(crate) fn check_form(request: &BrowserRequest<'_>) -> Result<(), Refusal> {
    if request.method != "POST" {
        return Err(Refusal::Method { found: Excerpt::shown(request.method.as_bytes()) });
    }
    let media_type = request.content_type.map(|value| value.split(';').next().unwrap_or_default().trim());
    if !media_type.is_some_and(|found| found.eq_ignore_ascii_case("application/x-www-form-urlencoded")) {
        let found = request.content_type.map(|value| Excerpt::shown(value.as_bytes()));
        return Err(Refusal::ContentType { found });
    }
    let length = request.body.len();
    if length > MAX_BODY_LENGTH {
        return Err(Refusal::BodyTooLong { length });
    }
    Ok(())
}

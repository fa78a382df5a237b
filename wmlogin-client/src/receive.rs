//! Receiving an answer: the checks that need no other machine.

use wmlogin_types::{Claims, Excerpt, Field, MAX_BODY_LENGTH, Outcome, Response};

use crate::callback::Callback;
use crate::login::UnverifiedLogin;
use crate::refusal::{Refusal, shown_origin};
use crate::replay::TicketDigest;
use crate::site::Site;

/// The content of a callback that passed every check.
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

impl Received {
    /// Returns the documented fields as names and values, for the form of a page that posts them again; see
    /// [`Site::receive_relayed`].
    ///
    /// They include the ticket, and have to be escaped for HTML.
    #[must_use]
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Login(login) => Response::from(login.claimed().clone()).to_pairs(),
            Self::NoLogin(outcome) => Response::from(*outcome).to_pairs(),
        }
    }
}

impl Site {
    /// Receives the answer that the browser brought, and makes every check that needs no other machine.
    ///
    /// The checks are, in this order: the method, content type and length of the request; its `Origin`; the
    /// answer itself, as strictly as [`Response::parse`]; its return URL id, times and address; the site's
    /// [`Policy`](crate::Policy); and that the ticket was not accepted before.
    ///
    /// # Errors
    ///
    /// The first check that fails.
    pub async fn receive(&self, callback: &Callback<'_>) -> Result<Received, Refusal> {
        check_request(callback)?;
        self.check_origin(callback)?;
        self.receive_answer(callback).await
    }

    /// Receives an answer that one of the site's own pages posts again.
    ///
    /// The answer comes from another site, so browsers do not send the session cookie with it. A site that
    /// needs its session before it accepts a login works in two steps. It replies to an answer that passes
    /// [`receive`](Self::receive) with a page whose form posts the same fields again, and receives that
    /// second request here. The checks are the same, except that `Origin` must be the origin of one of the
    /// site's return pages or, if the browser withholds it, `Sec-Fetch-Site` must be `same-origin`.
    ///
    /// Only the first step checks that the answer comes from a page of the service. A page of another site
    /// cannot take the second step without the first.
    ///
    /// # Errors
    ///
    /// The first check that fails.
    pub async fn receive_relayed(&self, callback: &Callback<'_>) -> Result<Received, Refusal> {
        check_request(callback)?;
        self.check_own_origin(callback)?;
        self.receive_answer(callback).await
    }

    async fn receive_answer(&self, callback: &Callback<'_>) -> Result<Received, Refusal> {
        let success = match Response::parse(callback.body)?.into_success() {
            Ok(success) => success,
            Err(outcome) => return Ok(Received::NoLogin(outcome)),
        };
        let claims = success.claims();
        self.check_url_id(&claims)?;
        self.check_times(&claims)?;
        self.0.address_check.check(callback.address, claims.address)?;
        self.0.policy.check(&success)?;
        if self.0.replay.contains(TicketDigest::of(claims.ticket)).await? {
            return Err(Refusal::Replayed);
        }
        Ok(Received::Login(UnverifiedLogin::new(self.clone(), success)))
    }

    /// Checks that the request comes from a page of the service. Browsers sometimes withhold the origin for
    /// privacy; then the check of the browser's address has to stand in for it.
    fn check_origin(&self, callback: &Callback<'_>) -> Result<(), Refusal> {
        match callback.origin {
            None | Some("null") if self.0.address_check.applies(callback.address) => Ok(()),
            None | Some("null") => Err(Refusal::NoOrigin),
            Some(origin) if self.service().origins().iter().any(|own| own == origin) => Ok(()),
            Some(origin) => Err(Refusal::ForeignOrigin {
                found: shown_origin(origin),
                expected: self.service().origins().to_vec(),
            }),
        }
    }

    /// Checks that a request comes from a page of the site: its `Origin` is that of a return page, or the
    /// browser withholds it and says `same-origin`. For forms that change something, such as a log-out.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotOwnPage`].
    pub fn check_own_origin(&self, callback: &Callback<'_>) -> Result<(), Refusal> {
        let is_own = match callback.origin {
            None | Some("null") => callback.fetch_site == Some("same-origin"),
            Some(origin) => {
                self.return_pages().iter().any(|page| page.url().origin().ascii_serialization() == origin)
            }
        };
        if is_own { Ok(()) } else { Err(Refusal::NotOwnPage { found: callback.origin.map(shown_origin) }) }
    }

    fn check_url_id(&self, claims: &Claims<'_>) -> Result<(), Refusal> {
        let found = claims.return_id;
        self.return_page(found).map(|_| ()).ok_or(Refusal::UrlId { found: *found })
    }

    /// Checks the times that the version of the answer has.
    fn check_times(&self, claims: &Claims<'_>) -> Result<(), Refusal> {
        let past = [Field::CREATED.zip(claims.created), Field::LAST_ACCESS.zip(claims.last_access)];
        let times: Vec<_> = past.into_iter().chain([Field::EXPIRES.zip(claims.expires)]).flatten().collect();
        for ((earlier, one), (later, other)) in times.iter().zip(times.iter().skip(1)) {
            if one > other {
                return Err(Refusal::TimesOutOfOrder { earlier: *earlier, later: *later });
            }
        }
        let now = self.now();
        for (field, found) in past.into_iter().flatten() {
            if found > now + self.0.skew {
                return Err(Refusal::InFuture { field, found, now });
            }
        }
        match claims.expires {
            Some(found) if found + self.0.skew <= now => Err(Refusal::Expired { found, now }),
            _ => Ok(()),
        }
    }
}

/// Checks that the request is a form of acceptable length.
fn check_request(callback: &Callback<'_>) -> Result<(), Refusal> {
    if callback.method != "POST" {
        return Err(Refusal::Method { found: Excerpt::shown(callback.method.as_bytes()) });
    }
    let media_type = callback.content_type.map(|value| value.split(';').next().unwrap_or_default().trim());
    if !media_type.is_some_and(|found| found.eq_ignore_ascii_case("application/x-www-form-urlencoded")) {
        let found = callback.content_type.map(|value| Excerpt::shown(value.as_bytes()));
        return Err(Refusal::ContentType { found });
    }
    let length = callback.body.len();
    if length > MAX_BODY_LENGTH {
        return Err(Refusal::BodyTooLong { length });
    }
    Ok(())
}

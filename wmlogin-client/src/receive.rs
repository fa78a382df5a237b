//! Receiving: the checks that a site can make by itself.

use wmlogin_types::{Claims, Excerpt, Field, MAX_BODY_LENGTH, Outcome, Response};

use crate::address::AddressCheck;
use crate::callback::Callback;
use crate::refusal::{Refusal, shown_origin};
use crate::replay::TicketDigest;
use crate::site::Site;
use crate::unverified::UnverifiedLogin;

/// What a callback brought.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "the value lives until the next line asks the service")]
pub enum Received {
    /// Somebody claims to have logged in. Ask the service: [`Verifier::verify`](crate::Verifier::verify).
    Login(UnverifiedLogin),
    /// There is no login: the user cancelled it, or logged off from the service.
    ///
    /// Anybody can send this, so it is no reason to end a session.
    NoLogin(Outcome),
}

impl Received {
    /// The documented fields again, as names and values, for the form of a page that posts them on; see
    /// [`Site::receive_relayed`].
    ///
    /// They hold the ticket, and need to be escaped for HTML.
    #[must_use]
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Login(login) => Response::from(login.claimed().clone()).to_pairs(),
            Self::NoLogin(outcome) => Response::from(*outcome).to_pairs(),
        }
    }
}

impl Site {
    /// Receives what the browser brought back, and makes every check that needs no other machine.
    ///
    /// In this order: method, content type and length of the request; its `Origin`; the answer itself,
    /// as strictly as [`Response::parse`]; its return URL id, times and address; the site's
    /// [`Policy`](crate::Policy); whether the ticket was accepted before.
    ///
    /// # Errors
    ///
    /// The first check that fails.
    pub async fn receive(&self, callback: &Callback<'_>) -> Result<Received, Refusal> {
        check_request(callback)?;
        self.check_origin(callback)?;
        self.receive_answer(callback).await
    }

    /// Receives an answer that a page of the site itself posts on.
    ///
    /// The answer comes from another site, so a browser does not send the session's cookie with it. A
    /// site that wants to see its session before it believes anything does it in two steps: what passes
    /// [`receive`](Self::receive) it answers with a page whose form posts the same fields again, and what
    /// that brings it receives here. Nothing else differs: `Origin` must be that of one of the site's
    /// return pages, or if the browser withholds it, `Sec-Fetch-Site` must be `same-origin`.
    ///
    /// That the service's page was the first to post it was checked in the first step alone. No page of
    /// another site can take the second step without the first one.
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
        self.check_address(callback, &claims)?;
        self.0.policy.check(&success)?;
        if self.0.replay.contains(TicketDigest::of(claims.ticket)).await? {
            return Err(Refusal::Replayed);
        }
        Ok(Received::Login(UnverifiedLogin::new(self.clone(), success)))
    }

    /// Whether the request comes from a page of the service. Browsers leave that out at times, for
    /// reasons of privacy; the browser's address then has to stand in for it.
    pub(crate) fn check_origin(&self, callback: &Callback<'_>) -> Result<(), Refusal> {
        match callback.origin {
            None | Some("null") if self.checks_address(callback) => Ok(()),
            None | Some("null") => Err(Refusal::NoOrigin),
            Some(origin) if self.service().origins().iter().any(|own| own == origin) => Ok(()),
            Some(origin) => Err(Refusal::ForeignOrigin {
                found: shown_origin(origin),
                expected: self.service().origins().to_vec(),
            }),
        }
    }

    /// Checks that a request comes from a page of the site: `Origin` is that of one of its return pages,
    /// or `Sec-Fetch-Site` is `same-origin` where the browser withholds it. For forms that change
    /// something, such as a log-out.
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

    fn checks_address(&self, callback: &Callback<'_>) -> bool {
        match self.0.address_check {
            AddressCheck::Off => false,
            AddressCheck::WhenKnown => callback.address.is_some(),
            AddressCheck::Always => true,
        }
    }

    fn check_url_id(&self, claims: &Claims<'_>) -> Result<(), Refusal> {
        let found = claims.return_id;
        self.return_page(found).map(|_| ()).ok_or(Refusal::UrlId { found: *found })
    }

    /// Checks the times that the version of the answer has.
    fn check_times(&self, claims: &Claims<'_>) -> Result<(), Refusal> {
        let past = [Field::CREATED.zip(claims.created), Field::LAST_ACCESS.zip(claims.last_access)];
        let end = Field::EXPIRES.zip(claims.expires);
        let times: Vec<_> = past.into_iter().chain([end]).flatten().collect();
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
        match end {
            Some((field, found)) if found + self.0.skew <= now => Err(Refusal::Expired { field, found, now }),
            _ => Ok(()),
        }
    }

    fn check_address(&self, callback: &Callback<'_>, claims: &Claims<'_>) -> Result<(), Refusal> {
        if !self.checks_address(callback) {
            return Ok(());
        }
        // An IPv4 address that is mapped into IPv6 is the IPv4 address.
        let browser = callback.address.ok_or(Refusal::UnknownAddress)?.to_canonical();
        let claimed = claims.address.to_canonical();
        if browser == claimed { Ok(()) } else { Err(Refusal::OtherAddress { claimed, browser }) }
    }
}

/// Whether the request is a form of a bearable length.
pub(crate) fn check_request(callback: &Callback<'_>) -> Result<(), Refusal> {
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

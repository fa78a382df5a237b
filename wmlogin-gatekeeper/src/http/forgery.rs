//! Checks that a form that comes back is one of ours, sent by the page that it was on.

use http::header::{HOST, ORIGIN};
use http::{HeaderMap, HeaderName};

use super::cookies::{BrowserId, PageTokens};
use crate::problem::Forgery;

/// The hidden field with the token of a page.
pub(super) const TOKEN: &str = "token";

pub(super) const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Checks what no other site can have.
///
/// Another port of this host is another site to us, but cookies do not know ports: what the browser says
/// of the page that sends the form is looked at first.
pub(super) fn check(headers: &HeaderMap, token: &str, tokens: &PageTokens) -> Result<(), Forgery> {
    let text = |name: &HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let is_own = |origin: &str| {
        text(&HOST).is_some_and(|host| origin.split_once("://").is_some_and(|(_, other)| other == host))
    };
    if !text(&ORIGIN).is_none_or(is_own) || text(&SEC_FETCH_SITE).is_some_and(|site| site != "same-origin") {
        return Err(Forgery::OtherPage);
    }
    let browser = BrowserId::of(headers).ok_or(Forgery::NoCookie)?;
    if tokens.accepts(token, browser) { Ok(()) } else { Err(Forgery::Token) }
}

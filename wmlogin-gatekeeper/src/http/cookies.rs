//! The cookies of the stand-in, and the tokens that tie its pages to them.

use cookie::{Cookie, SameSite};
use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use hmac::{Hmac, KeyInit, Mac};
use http::header::COOKIE;
use http::{HeaderMap, HeaderValue};
use sha2::Sha256;

/// The cookie that tells browsers apart.
const BROWSER: &str = "gatekeeper-browser";

/// The cookie with the secret that a remembered login is found by.
const LOGIN: &str = "gatekeeper-login";

/// Returns the secret of the login that is remembered in the browser.
pub(super) fn remembered(headers: &HeaderMap) -> Option<&str> {
    value(headers, LOGIN)
}

/// Returns the cookie for a secret, which is letters and digits.
pub(super) fn remember(secret: &str) -> HeaderValue {
    header(&ours(LOGIN, secret))
}

/// Returns the header that removes the cookie.
pub(super) fn forget() -> HeaderValue {
    let mut cookie = ours(LOGIN, "");
    cookie.set_max_age(cookie::time::Duration::ZERO);
    header(&cookie)
}

/// Returns the first value that the browser sends for a cookie. Those of one name are shared by all ports of this
/// machine, so there may be any number of others.
fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let headers = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut cookies = headers.flat_map(Cookie::split_parse).filter_map(Result::ok);
    let cookie = cookies.find(|cookie| cookie.name() == name)?;
    cookie.value_raw()
}

/// A cookie that scripts cannot read and that browsers do not send with a POST from another site.
fn ours<'a>(name: &'static str, value: &'a str) -> Cookie<'a> {
    Cookie::build((name, value)).path("/").http_only(true).same_site(SameSite::Lax).build()
}

fn header(cookie: &Cookie<'_>) -> HeaderValue {
    // Letters and digits always make a header.
    HeaderValue::try_from(cookie.to_string()).unwrap_or(HeaderValue::from_static(""))
}

/// A random number that a browser is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct BrowserId([u8; 16]);

impl BrowserId {
    pub(super) fn random() -> Result<Self, getrandom::Error> {
        random().map(Self)
    }

    /// Returns the one that the browser sends.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        value(headers, BROWSER).and_then(decode).map(Self)
    }

    pub(super) fn cookie(self) -> HeaderValue {
        header(&ours(BROWSER, &encode(&self.0)))
    }
}

/// Makes the hidden tokens of the pages: each is for one page in one browser, and nothing is kept.
pub(crate) struct PageTokens {
    key: Hmac<Sha256>,
}

impl PageTokens {
    pub(crate) fn new() -> Result<Self, getrandom::Error> {
        let key = Hmac::new(&random::<64>()?.into());
        Ok(Self { key })
    }

    pub(super) fn issue(&self, browser: BrowserId) -> Result<String, getrandom::Error> {
        let page: [u8; 16] = random()?;
        Ok(encode(&page) + &encode(&self.mac(page, browser).finalize().into_bytes()))
    }

    /// Returns `true` if the token was issued for a page in this browser.
    pub(super) fn accepts(&self, token: &str, browser: BrowserId) -> bool {
        let Some((page, mac)) = token.split_at_checked(32) else { return false };
        let (Some(page), Some(mac)) = (decode(page), decode::<32>(mac)) else { return false };
        self.mac(page, browser).verify_slice(&mac).is_ok()
    }

    /// The parts have fixed lengths, so no two pages have one code.
    fn mac(&self, page: [u8; 16], browser: BrowserId) -> Hmac<Sha256> {
        self.key.clone().chain_update(page).chain_update(browser.0)
    }
}

pub(super) fn random<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

pub(super) fn encode(bytes: &[u8]) -> String {
    HEXLOWER.encode(bytes)
}

pub(super) fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_known_again() {
        let browser = BrowserId::random().expect("randomness");
        let cookie = browser.cookie();
        let (pair, _) = cookie.to_str().expect("text").split_once(';').expect("attributes");
        for (cookies, expected) in [
            (pair.to_owned(), Some(browser)),
            (format!("a=b; {pair};c"), Some(browser)),
            (format!("other-{pair}"), None),
            (pair[..pair.len() - 1].to_owned(), None),
            (pair.to_owned() + "0", None),
            (format!("{BROWSER}=é{}", "0".repeat(30)), None),
            (String::new(), None),
            (format!("a={}; {pair}", "0".repeat(64 * 1024)), Some(browser)),
        ] {
            let value = HeaderValue::from_bytes(cookies.as_bytes()).expect("a header");
            let headers = HeaderMap::from_iter([(COOKIE, value)]);
            assert_eq!(BrowserId::of(&headers), expected, "{}", &cookies[..cookies.len().min(80)]);
        }
    }

    #[test]
    fn a_token_is_for_one_browser_and_one_key() {
        let [one, other] = [1, 2].map(|number| BrowserId([number; 16]));
        let tokens = PageTokens::new().expect("randomness");
        let token = tokens.issue(one).expect("randomness");
        assert!(tokens.accepts(&token, one));
        assert!(!tokens.accepts(&token, other));
        assert!(!PageTokens::new().expect("randomness").accepts(&token, one));
        for broken in ["", "0", &token[1..], &(token.clone() + "0"), &token.replace(&token[..2], "zz")] {
            assert!(!tokens.accepts(broken, one), "{broken}");
        }
        assert_ne!(tokens.issue(one).expect("randomness"), token);
    }

    #[test]
    fn a_token_with_any_digit_changed_is_refused() {
        let browser = BrowserId([7; 16]);
        let tokens = PageTokens::new().expect("randomness");
        let token = tokens.issue(browser).expect("randomness");
        for index in 0..token.len() {
            let digit = if &token[index..=index] == "0" { "1" } else { "0" };
            let changed = [&token[..index], digit, &token[index + 1..]].concat();
            assert!(!tokens.accepts(&changed, browser), "{index}");
        }
        assert!(!tokens.accepts(&token[..token.len() - 2], browser), "a part of the code");
    }
}

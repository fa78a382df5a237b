//! Which browser it is, and that the page which it posts is one of ours.

use http::header::COOKIE;
use http::{HeaderMap, HeaderValue};
use sha2::{Digest, Sha256};

/// The cookie that tells browsers apart.
const BROWSER: &str = "gatekeeper-browser";

/// The cookie with the secret that a remembered login is found by.
const LOGIN: &str = "gatekeeper-login";

/// The longest header that is looked into, in bytes: as long as browsers let a single cookie be.
const MAX_LENGTH: usize = 4 * 1024;

/// Not for scripts, and not with a POST from another site.
const ATTRIBUTES: &str = "Path=/; HttpOnly; SameSite=Lax";

/// The secret of the login that is remembered in the browser.
pub(super) fn remembered(headers: &HeaderMap) -> Option<&str> {
    value(headers, LOGIN)
}

/// The cookie for a secret, which is letters and digits.
pub(super) fn remember(secret: &str) -> HeaderValue {
    cookie(format!("{LOGIN}={secret}; {ATTRIBUTES}"))
}

/// Takes the cookie away.
pub(super) fn forget() -> HeaderValue {
    cookie(format!("{LOGIN}=; {ATTRIBUTES}; Max-Age=0"))
}

/// The first value that the browser sends for a cookie.
fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let headers = headers.get_all(COOKIE).into_iter().filter(|value| value.len() <= MAX_LENGTH);
    let headers = headers.filter_map(|value| value.to_str().ok());
    let mut cookies = headers.flat_map(|header| header.split(';')).filter_map(|pair| pair.split_once('='));
    cookies.find(|(other, _)| other.trim() == name).map(|(_, value)| value.trim())
}

/// What is written here is ASCII, so this cannot fail.
fn cookie(text: String) -> HeaderValue {
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
}

/// A random number that a browser is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct BrowserId([u8; 16]);

impl BrowserId {
    /// A new one.
    pub(super) fn random() -> Result<Self, getrandom::Error> {
        random().map(Self)
    }

    /// The one that the browser sends.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        value(headers, BROWSER).and_then(decode).map(Self)
    }

    pub(super) fn cookie(self) -> HeaderValue {
        cookie(format!("{BROWSER}={}; {ATTRIBUTES}", encode(&self.0)))
    }
}

/// Makes the hidden tokens of the pages: each is for one page in one browser, and nothing is kept.
pub(crate) struct PageTokens {
    secret: [u8; 32],
}

impl PageTokens {
    pub(crate) fn new() -> Result<Self, getrandom::Error> {
        Ok(Self { secret: random()? })
    }

    pub(super) fn issue(&self, browser: BrowserId) -> Result<String, getrandom::Error> {
        let page = random()?;
        Ok(encode(&page) + &encode(&self.mark(page, browser)))
    }

    /// Whether the token was issued for a page in this browser.
    pub(super) fn accepts(&self, token: &str, browser: BrowserId) -> bool {
        let Some((page, mark)) = token.split_at_checked(32) else { return false };
        let (Some(page), Some(mark)) = (decode(page), decode::<32>(mark)) else { return false };
        let own = self.mark(page, browser);
        // Takes as long for every token.
        own.iter().zip(mark).fold(0, |difference, (own, other)| difference | (own ^ other)) == 0
    }

    /// The parts have fixed lengths, so no two pages have one mark.
    fn mark(&self, page: [u8; 16], browser: BrowserId) -> [u8; 32] {
        let digest = Sha256::new().chain_update(self.secret).chain_update(page).chain_update(browser.0);
        digest.finalize().into()
    }
}

pub(super) fn random<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

pub(super) fn encode(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

pub(super) fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != 2 * N || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; N];
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * index..2 * index + 2)?, 16).ok()?;
    }
    Some(bytes)
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
            (format!("a={}; {pair}", "0".repeat(MAX_LENGTH)), None),
        ] {
            let value = HeaderValue::from_bytes(cookies.as_bytes()).expect("a header");
            let headers = HeaderMap::from_iter([(COOKIE, value)]);
            assert_eq!(BrowserId::of(&headers), expected, "{cookies}");
        }
    }

    #[test]
    fn a_token_is_for_one_browser_and_one_secret() {
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
}

//! Whether a form that comes back is one of ours, sent by the page that it was on.

use http::header::{HOST, ORIGIN};
use http::{HeaderMap, HeaderName};

use super::cookies::{BrowserId, PageTokens};
use crate::pages::{Language, Problem};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Why a form is taken for one that another site sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Forgery {
    /// The browser says that another page sends it.
    OtherPage,
    /// The browser does not send its cookie.
    NoCookie,
    /// The hidden token is not that of a page in this browser.
    Token,
}

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

impl Forgery {
    /// What is wrong and how to fix it.
    pub(super) fn told(self, language: Language) -> Problem {
        let (what, advice) = match language {
            Language::English => self.in_english(),
            Language::Russian => self.in_russian(),
        };
        Problem { what: what.to_owned(), advice: Some(advice.to_owned()) }
    }

    const fn in_english(self) -> (&'static str, &'static str) {
        match self {
            Self::OtherPage => (
                "Another site has sent this form.",
                "Only the stand-in's own page can: send the browser to it, and let the user decide.",
            ),
            Self::NoCookie => (
                "The browser did not send its cookie.",
                "Allow cookies for this address, open the page again, and send the form from there.",
            ),
            Self::Token => (
                "This form was made for another browser, or before the stand-in was started.",
                "Open the page again.",
            ),
        }
    }

    const fn in_russian(self) -> (&'static str, &'static str) {
        match self {
            Self::OtherPage => (
                "Эту форму отправил другой сайт.",
                "Это может только страница замены сервиса: отправьте на неё браузер, решает пользователь.",
            ),
            Self::NoCookie => (
                "Браузер не прислал cookie.",
                "Разрешите cookie для этого адреса, откройте страницу снова и отправьте форму с неё.",
            ),
            Self::Token => (
                "Форма создана для другого браузера или до запуска замены сервиса.",
                "Откройте страницу снова.",
            ),
        }
    }
}

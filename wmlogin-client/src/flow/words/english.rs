//! The words in English.

use super::{Reason, Words};

pub(super) const WORDS: Words = Words {
    lang: "en",
    relay_title: "Logging in",
    relay_text: "One more step, and you are back on the site.",
    relay_button: "Continue",
    ask_title: "Log in?",
    ask_text: "Another site has sent you here.",
    log_in: "Log in with WebMoney",
    denied_title: "You are not logged in",
    try_again: "Try again",
    start_over: "Log in again",
    reason,
};

const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Cancelled => "You cancelled the login.",
        Reason::OtherOutcome => "WebMoney Login answered without a login.",
        Reason::NoCookie => {
            "No login was begun in this browser, or it keeps no cookies. Allow cookies for this site, then \
             log in again."
        }
        Reason::TookTooLong => "The login took too long. Log in again.",
        Reason::Foreign => {
            "The request did not come from the page that it should come from. If you did not want to log in, \
             there is nothing to do."
        }
        Reason::OtherAddress => {
            "WebMoney Login saw you at another network address than this site does. If you use a VPN, use it \
             for both or for neither, then log in again."
        }
        Reason::Policy => {
            "This site asks for a more secure way to log in. Log in again and choose another one."
        }
        Reason::Unreadable => "The answer of WebMoney Login could not be used. Log in again.",
        Reason::NothingHere => "This page only takes the answers of WebMoney Login.",
        Reason::OtherHost => {
            "For the people who run this site: its proxy has to pass the header Host on as the browser \
             sends it."
        }
        Reason::NotConfirmed => "WebMoney Login did not confirm the login. Log in again.",
        Reason::UsedBefore => "This login was used before, from another network. Log in again.",
        Reason::TooManyRefusals => {
            "Too many logins were refused a moment ago. Wait a few minutes, then try again."
        }
        Reason::Unavailable => "The login could not be checked just now. Wait a moment, then try again.",
    }
}

//! The pages of the flow. They work without scripts and load nothing.

use std::sync::LazyLock;

use data_encoding::BASE64;
use http::StatusCode;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::error::FlowError;
use super::relay;
use super::reply::{REFERRER, Reply};
use super::words::{Reason, Words};

/// The query that marks the second step.
pub(super) const FINISH: &str = "wmlogin-finish";

const STYLE: &str = "\
:root{color-scheme:light dark;font:1.125rem/1.5 system-ui,sans-serif}\
body{margin:0;min-height:100vh;display:grid;place-items:center}\
main{box-sizing:border-box;max-width:30rem;padding:1.5rem}\
h1{font-size:1.5rem;line-height:1.2}\
small{opacity:.75}\
button,a.button{display:inline-block;padding:.6rem 1.4rem;border:0;border-radius:.4rem;font:inherit;\
text-decoration:none;color:#fff;background:#1a6ab3;cursor:pointer}\
button:disabled{opacity:.5;cursor:default}";

/// Takes the second step for the user. A page that comes back from the browser's history can be used again.
const SCRIPT: &str = "\
const form=document.forms[0],button=form.querySelector('button');\
form.addEventListener('submit',()=>{button.disabled=true});\
addEventListener('pageshow',event=>{if(event.persisted)button.disabled=false});\
if(form.dataset.now!==undefined){button.disabled=true;form.submit()}";

/// Only the style and the script above count. There is no `form-action`: Chromium applies it to the redirects
/// that follow a form, and the place may lead to another site, such as the service for the next login.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = |text: &str| format!("'sha256-{}'", BASE64.encode(&Sha256::digest(text)));
    let (style, script) = (hash(STYLE), hash(SCRIPT));
    format!(
        "default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; frame-ancestors 'none'"
    )
});

/// The answer to the first step: a form that posts the fields again, from a page of the site.
pub(super) fn relay(words: &Words, fields: &[(&str, String)], signature: &str) -> Reply {
    let content = html! {
        p { (words.relay_text) }
        (form(words.relay_button, fields, signature, true))
    };
    page(StatusCode::OK, words, words.relay_title, &content)
}

/// Asks a user whom another site has sent whether to log in.
pub(super) fn ask(words: &Words, login: &str) -> Reply {
    let content = html! {
        p { (words.ask_text) }
        p { a.button href=(login) { (words.log_in) } }
    };
    page(StatusCode::OK, words, words.ask_title, &content)
}

/// Tells a user why there is no login, and offers the same step again if that can help.
pub(super) fn denied(words: &Words, error: &FlowError, login: &str, again: Option<&Again>) -> Reply {
    let content = html! {
        p { ((words.reason)(error.reason())) }
        @if let Some(again) = again { (form(words.try_again, &again.fields, &again.signature, false)) }
        @if error.reason() != Reason::OtherHost {
            p { a class=[again.is_none().then_some("button")] href=(login) { (words.start_over) } }
        }
        // For whom the user asks for help.
        p { small { code { (error.kind()) } } }
    };
    page(error.status_code(), words, words.denied_title, &content)
}

/// The form of a second step, to be taken again.
#[derive(Clone)]
pub(super) struct Again {
    pub(super) fields: Vec<(&'static str, String)>,
    pub(super) signature: String,
}

fn form(button: &str, fields: &[(&str, String)], signature: &str, at_once: bool) -> Markup {
    html! {
        // Browsers keep what is in a form over a reload unless they are told otherwise.
        form method="post" action={ "?" (FINISH) } autocomplete="off" data-now[at_once] {
            @for (name, value) in fields { input type="hidden" name=(name) value=(value); }
            input type="hidden" name=(relay::FIELD) value=(signature);
            button { (button) }
        }
        script { (PreEscaped(SCRIPT)) }
    }
}

fn page(status: StatusCode, words: &Words, title: &str, content: &Markup) -> Reply {
    let document = html! {
        (DOCTYPE)
        html lang=(words.lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                // Overrides the header where the site or a proxy sets another one.
                meta name="referrer" content=(REFERRER);
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { main { h1 { (title) } (content) } }
        }
    };
    Reply::page(status, document.into_string(), &POLICY)
}

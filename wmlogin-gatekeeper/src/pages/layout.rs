//! What every page has.

use maud::{DOCTYPE, Markup, html};

use crate::words::Language;

/// Where the pages find what is embedded in the program.
pub(crate) const STYLE_PATH: &str = "/gatekeeper.css";
pub(crate) const SCRIPT_PATH: &str = "/gatekeeper.js";
pub(crate) const LOG_PATH: &str = "/log";
pub(crate) const INDEX_PATH: &str = "/";

/// The one style sheet.
pub(crate) const STYLE: &str = include_str!("style.css");

/// Submits the form of an answer.
pub(crate) const SCRIPT: &str = include_str!("submit.js");

/// How much room the content of a page takes.
#[derive(Clone, Copy)]
pub(super) enum Width {
    /// A form or a message.
    Narrow,
    /// A table.
    Wide,
}

/// A whole page.
pub(super) fn page(language: Language, title: &str, width: Width, content: &Markup) -> Markup {
    let texts = language.words();
    let class = match width {
        Width::Narrow => "narrow",
        Width::Wide => "wide",
    };
    html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · " (texts.program) }
                // No icon: the browser need not ask for one.
                link rel="icon" href="data:,";
                link rel="stylesheet" href=(STYLE_PATH);
            }
            body class=(class) {
                header {
                    a href=(INDEX_PATH) { (texts.program) }
                    p { (texts.not_the_service) }
                }
                main { h1 { (title) } (content) }
                footer { nav aria-label=(texts.navigation) {
                    a href=(INDEX_PATH) { (texts.sites) }
                    a href=(LOG_PATH) { (texts.log) }
                } }
            }
        }
    }
}

/// The words of the spec, which are English, after a separator. On pages in another language, the names that they
/// describe have to do.
pub(super) fn documented(language: Language, separator: &str, words: &str) -> Markup {
    match language {
        Language::English => html! { (separator) (words) },
        Language::Russian => html! {},
    }
}

//! The page that shows what happened.

use maud::{Markup, html};

use super::layout::{LOG_PATH, Width, page};
use crate::words::{Language, Words};

/// The content of the log page.
pub(crate) struct LogPage {
    pub language: Language,
    pub filter: Filter,
    /// The newest first.
    pub rows: Vec<LogRow>,
}

/// The entries that are asked for.
pub(crate) struct Filter {
    /// The return URL ids and the names of the sites that there are.
    pub sites: Vec<(String, String)>,
    /// The return URL id of the site that is chosen; empty for every one.
    pub site: String,
    /// The WMID that is searched for; empty for every one.
    pub user: String,
    /// The parameter that chooses the language, with its value.
    pub language: Option<(&'static str, &'static str)>,
}

/// The names of the parameters of the filter.
pub(crate) const SITE: &str = "site";
pub(crate) const USER: &str = "user";

/// One exchange. No credential is in it.
pub(crate) struct LogRow {
    pub time: String,
    pub event: String,
    /// `true` if something was refused.
    pub is_refusal: bool,
    pub site: Option<String>,
    pub note: String,
    /// What to do about it.
    pub advice: Option<&'static str>,
    /// Names and values that were sent to the stand-in, or by it to a browser.
    pub sent: Vec<(&'static str, String)>,
    /// Names and values of the answer to a site.
    pub answered: Vec<(&'static str, String)>,
}

impl LogPage {
    pub(crate) fn render(&self) -> Markup {
        let words = self.language.words();
        let content = html! {
            p { (words.log_explained) }
            (self.filter.render(words))
            @if self.rows.is_empty() { p { (words.no_entries) } } @else {
                ol class="log" { @for row in &self.rows { (row.render(words)) } }
            }
        };
        page(self.language, words.log, Width::Wide, &content)
    }
}

impl Filter {
    fn render(&self, words: &Words) -> Markup {
        html! {
            form class="filter" method="get" action=(LOG_PATH) {
                @if let Some((name, value)) = self.language { input type="hidden" name=(name) value=(value); }
                div {
                    label for="site" { (words.site) }
                    select id="site" name=(SITE) {
                        option value="" { (words.every_site) }
                        @for (id, name) in &self.sites {
                            option value=(id) selected[*id == self.site] { (name) }
                        }
                    }
                }
                div {
                    label for="user" { (words.wmid) }
                    input type="text" id="user" name=(USER) value=(self.user) size="16";
                }
                button { (words.show) }
            }
        }
    }
}

impl LogRow {
    fn render(&self, words: &Words) -> Markup {
        let (first, second) =
            if self.answered.is_empty() { (words.details, "") } else { (words.question, words.answer) };
        html! {
            li class=(if self.is_refusal { "refusal" } else { "" }) {
                p class="event" {
                    time { (self.time) } " " strong { (self.event) }
                    @if let Some(site) = &self.site { " · " (site) }
                }
                @if !self.note.is_empty() { p { (self.note) } }
                @if let Some(advice) = self.advice { p class="hint" { (words.what_to_do) ": " (advice) "." } }
                @if !self.sent.is_empty() {
                    div class="exchange" {
                        (pairs(first, &self.sent))
                        @if !self.answered.is_empty() { (pairs(second, &self.answered)) }
                    }
                }
            }
        }
    }
}

fn pairs(title: &str, pairs: &[(&'static str, String)]) -> Markup {
    html! {
        div {
            p class="part" { (title) }
            dl { @for (name, value) in pairs { dt { (name) } dd { code { (value) } } } }
        }
    }
}

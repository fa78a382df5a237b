//! The page that tells what happened.

use maud::{Markup, html};

use super::layout::{Width, page};
use crate::words::Language;

/// What the log page shows.
pub(crate) struct LogPage {
    pub language: Language,
    /// The newest first.
    pub rows: Vec<LogRow>,
}

/// One exchange. No credential is in it.
pub(crate) struct LogRow {
    pub time: String,
    pub event: String,
    pub site: Option<String>,
    pub note: String,
    /// Names and values.
    pub details: Vec<(&'static str, String)>,
}

impl LogPage {
    pub(crate) fn render(&self) -> Markup {
        let texts = self.language.words();
        let content = html! {
            p { (texts.log_explained) }
            @if self.rows.is_empty() { p { (texts.no_entries) } } @else {
                div class="scrolling" tabindex="0" role="region" aria-label=(texts.log) {
                    table {
                        thead { tr {
                            @for heading in [texts.time, texts.event, texts.site, texts.note, texts.details] {
                                th scope="col" { (heading) }
                            }
                        } }
                        tbody { @for row in &self.rows { (row.render()) } }
                    }
                }
            }
        };
        page(self.language, texts.log, Width::Wide, &content)
    }
}

impl LogRow {
    fn render(&self) -> Markup {
        html! {
            tr {
                td { time { (self.time) } }
                td { (self.event) }
                td { (self.site.as_deref().unwrap_or("–")) }
                td { (self.note) }
                td {
                    dl { @for (name, value) in &self.details { dt { (name) } dd { code { (value) } } } }
                }
            }
        }
    }
}

//! The page that posts the answer to the site.

use maud::{Markup, html};

use super::layout::{SCRIPT_PATH, Width, page};
use crate::words::Language;

/// What the page that posts an answer shows.
pub(crate) struct AnswerPage {
    pub language: Language,
    /// The name of the site.
    pub site: String,
    /// Where the form goes.
    pub action: String,
    /// What is in it.
    pub fields: Vec<(&'static str, String)>,
}

impl AnswerPage {
    pub(crate) fn render(&self) -> Markup {
        let texts = self.language.words();
        let content = html! {
            // Browsers keep what is in a form over a reload unless they are told otherwise.
            form method="post" action=(self.action) autocomplete="off" {
                @for (name, value) in &self.fields { input type="hidden" name=(name) value=(value); }
                p { (texts.one_more_step) }
                div class="buttons" { button class="primary" { (texts.to_the_site) } }
            }
            script src=(SCRIPT_PATH) {}
        };
        page(self.language, &format!("{} {}", texts.returning_to, self.site), Width::Narrow, &content)
    }
}

//! The page that says what is wrong with a request.

use maud::{Markup, html};

use super::language::Language;
use super::layout::{Width, page};
use super::texts::texts;

/// What the page shows that says what is wrong with a request.
pub(crate) struct ErrorPage {
    pub language: Language,
    pub problems: Vec<Problem>,
}

/// Something that whoever develops the site can fix.
pub(crate) struct Problem {
    /// What is wrong.
    pub what: String,
    /// How to fix it.
    pub advice: Option<String>,
}

impl ErrorPage {
    pub(crate) fn render(&self) -> Markup {
        let texts = texts(self.language);
        let content = html! {
            p { (texts.what_is_wrong) }
            ul class="problems" {
                @for problem in &self.problems {
                    li {
                        strong { (problem.what) }
                        @if let Some(advice) = &problem.advice { p { (advice) } }
                    }
                }
            }
        };
        page(self.language, texts.wrong_request, Width::Narrow, &content)
    }
}

//! The page that says what is wrong with a request.

use maud::{Markup, html};

use super::layout::{Width, page};
use crate::words::{Explanation, Language};

/// What the page shows that says what is wrong with a request.
pub(crate) struct ErrorPage {
    pub language: Language,
    pub problems: Vec<Explanation>,
}

impl ErrorPage {
    pub(crate) fn render(&self) -> Markup {
        let texts = self.language.words();
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

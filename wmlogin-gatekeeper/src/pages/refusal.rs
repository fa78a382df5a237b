//! The page that says why nobody signs in with a certificate.

use maud::{Markup, html};

use super::layout::{Width, page};
use crate::words::Explanation;
use crate::words::Language;

/// What the page shows that says why nobody signs in with a certificate.
pub(crate) struct RefusalPage {
    pub language: Language,
    pub problem: Explanation,
    /// Where the user can begin again.
    pub back: String,
}

impl RefusalPage {
    pub(crate) fn render(&self) -> Markup {
        let texts = self.language.words();
        let content = html! {
            p class="problem" role="alert" { strong { (self.problem.what) } }
            @if let Some(advice) = &self.problem.advice { p { (advice) } }
            p { a class="button" href=(self.back) { (texts.begin_again) } }
        };
        page(self.language, texts.no_certificate_login, Width::Narrow, &content)
    }
}

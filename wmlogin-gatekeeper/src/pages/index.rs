//! The page that lists the sites.

use maud::{Markup, html};

use super::layout::{Width, documented, page};
use crate::words::Language;
use crate::words::Words;

/// What the page that lists the sites shows.
pub(crate) struct IndexPage {
    pub language: Language,
    pub sites: Vec<SiteRow>,
    /// Where the certificates are listed, if there can be any.
    pub certificates: Option<&'static str>,
}

/// One return URL of a site.
pub(crate) struct SiteRow {
    pub name: String,
    pub return_url: String,
    pub url_id: String,
    pub owner: String,
    pub version: &'static str,
    pub version_description: &'static str,
    /// The first page of the site.
    pub home: String,
    /// The login page for the site.
    pub login: String,
}

impl IndexPage {
    pub(crate) fn render(&self) -> Markup {
        let texts = self.language.words();
        let content = html! {
            @if self.sites.is_empty() { p { (texts.no_sites) } }
            @for site in &self.sites { (self.site(texts, site)) }
            @if let Some(address) = self.certificates {
                section { h2 { (texts.certificates) } p { a href=(address) { (texts.list_certificates) } } }
            }
        };
        page(self.language, texts.sites, Width::Narrow, &content)
    }

    fn site(&self, texts: &Words, site: &SiteRow) -> Markup {
        html! {
            section {
                h2 { (site.name) }
                dl {
                    dt { (texts.return_url) } dd { code { (site.return_url) } }
                    dt { (texts.return_url_id) } dd { code { (site.url_id) } }
                    dt { (texts.owner) } dd { code { (site.owner) } }
                    dt { (texts.version) }
                    dd { (site.version) (documented(self.language, ": ", site.version_description)) }
                }
                p { a class="button" href=(site.home) { (texts.open_site) } }
                p class="hint" { (texts.login_begins_there) " " a href=(site.login) { (texts.login_page) } }
            }
        }
    }
}

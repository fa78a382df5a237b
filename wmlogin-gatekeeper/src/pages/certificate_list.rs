//! The page with the list of certificates.

use maud::{Markup, html};

use super::layout::{Width, page};
use crate::words::Language;
use crate::words::Words;

/// The content of the page with the list of certificates.
pub(crate) struct CertificateListPage {
    pub language: Language,
    /// The downloads of the root: a name and an address each.
    pub downloads: Vec<(&'static str, &'static str)>,
    /// The certificates, newest first.
    pub rows: Vec<CertificateRow>,
    /// The target of the form that revokes a certificate.
    pub revoke: String,
    /// The hidden token, as name and value.
    pub token: (&'static str, String),
    /// The name of the form field with the serial number.
    pub serial: &'static str,
}

/// One certificate.
pub(crate) struct CertificateRow {
    pub wmid: String,
    pub email: Option<String>,
    pub serial: String,
    pub not_before: String,
    pub not_after: String,
    pub status: CertificateStatus,
    /// The serial number of the renewed certificate.
    pub renews: Option<String>,
}

/// The status of a certificate.
pub(crate) enum CertificateStatus {
    NotYetValid,
    Valid,
    Expired,
    /// Revoked since this time.
    Revoked(String),
}

impl CertificateListPage {
    pub(crate) fn render(&self) -> Markup {
        let texts = self.language.words();
        let content = html! {
            p { (texts.certificates_explained) }
            p {
                (texts.root) ": "
                @for (index, (name, address)) in self.downloads.iter().enumerate() {
                    @if index > 0 { ", " }
                    a href=(address) { (name) }
                }
            }
            @if self.rows.is_empty() { p { (texts.no_certificates) } } @else { (self.table(texts)) }
        };
        page(self.language, texts.certificates, Width::Wide, &content)
    }

    fn table(&self, texts: &Words) -> Markup {
        let headings = [texts.wmid, texts.serial, texts.valid_from, texts.valid_until, texts.status];
        html! {
            div class="scrolling" tabindex="0" role="region" aria-label=(texts.certificates) {
                table class="even" {
                    thead { tr { @for heading in headings { th scope="col" { (heading) } } } }
                    tbody { @for row in &self.rows { (self.row(texts, row)) } }
                }
            }
        }
    }

    fn row(&self, texts: &Words, row: &CertificateRow) -> Markup {
        html! {
            tr {
                td { code { (row.wmid) } @if let Some(email) = &row.email { br; (email) } }
                td {
                    code { (row.serial) }
                    @if let Some(former) = &row.renews { br; small { (texts.renews) " " code { (former) } } }
                }
                td { time { (row.not_before) } }
                td { time { (row.not_after) } }
                td { (row.status.shown(texts)) @if row.status.is_revocable() { (self.revoke(texts, row)) } }
            }
        }
    }

    fn revoke(&self, texts: &Words, row: &CertificateRow) -> Markup {
        let (name, value) = &self.token;
        html! {
            form method="post" action=(self.revoke) autocomplete="off" {
                input type="hidden" name=(name) value=(value);
                button name=(self.serial) value=(row.serial) { (texts.revoke) }
            }
        }
    }
}

impl CertificateStatus {
    fn shown(&self, texts: &Words) -> Markup {
        html! {
            @match self {
                Self::NotYetValid => (texts.not_yet_valid),
                Self::Valid => (texts.valid),
                Self::Expired => (texts.expired),
                Self::Revoked(since) => { strong { (texts.revoked) } " " time { (since) } },
            }
        }
    }

    /// Returns `true` unless the certificate is revoked or expired. Expired certificates need no revocation.
    const fn is_revocable(&self) -> bool {
        matches!(self, Self::NotYetValid | Self::Valid)
    }
}

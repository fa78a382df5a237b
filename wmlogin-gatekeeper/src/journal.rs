//! What happened: every exchange, with credentials masked.

use std::borrow::Cow;
use std::collections::VecDeque;

use chrono::{DateTime, Utc};
use wmlogin_certificate::{Holder, PersonalCertificate, Serial};
use wmlogin_types::UrlId;

use crate::answer::masked;

/// The most characters of a value that are kept.
const MAX_CHARACTERS: usize = 200;

/// How many characters of a credential are kept.
const SHOWN_CHARACTERS: usize = 4;

/// One exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// When, by the stand-in's clock, in UTC.
    pub at: DateTime<Utc>,
    /// The return URL id that it was about, if one was named.
    pub site: Option<UrlId>,
    /// What it was.
    pub kind: EntryKind,
    /// Names and values, in the order in which they were sent. Of a credential, only the beginning.
    pub fields: Vec<(&'static str, String)>,
    /// What is to be said about it: the reason of a refusal, for example. May be empty.
    pub note: String,
}

/// What an exchange was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EntryKind {
    /// A browser asked for a page.
    Asked,
    /// What a browser or a site asked made no sense.
    Invalid,
    /// An answer was made for a browser to post.
    Answered,
    /// A browser sent a ticket again that it remembers.
    Resumed,
    /// A site asked about a ticket, which was confirmed.
    Verified,
    /// A site asked about a ticket, which was not confirmed.
    Refused,
    /// The stand-in made a mistake because it was told to.
    Fault,
    /// A certificate was issued.
    Issued,
    /// A certificate was issued to somebody who had a valid one.
    Renewed,
    /// A certificate was revoked.
    Revoked,
    /// A browser presented a certificate, which was accepted.
    Presented,
    /// A request for a certificate, or a certificate that a browser presented, was not accepted.
    Rejected,
}

impl EntryKind {
    /// One word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Invalid => "invalid",
            Self::Answered => "answered",
            Self::Resumed => "resumed",
            Self::Verified => "verified",
            Self::Refused => "refused",
            Self::Fault => "fault",
            Self::Issued => "issued",
            Self::Renewed => "renewed",
            Self::Revoked => "revoked",
            Self::Presented => "presented",
            Self::Rejected => "rejected",
        }
    }
}

impl Entry {
    /// An entry with nothing in it; the time is set when it is recorded.
    #[must_use]
    pub const fn new(kind: EntryKind) -> Self {
        Self { at: DateTime::UNIX_EPOCH, site: None, kind, fields: Vec::new(), note: String::new() }
    }

    /// The entry about a site.
    #[must_use]
    pub fn site(mut self, site: impl Into<Option<UrlId>>) -> Self {
        self.site = site.into();
        self
    }

    /// The entry with a value that was sent; a long one is cut, a credential is masked. So is whatever has the
    /// shape of a ticket: a site may send one in the wrong place.
    #[must_use]
    pub fn field(self, name: &'static str, value: &str, is_credential: bool) -> Self {
        if is_credential {
            return self.shown(name, cut(value, SHOWN_CHARACTERS));
        }
        self.shown(name, cut(&masked(value, SHOWN_CHARACTERS), MAX_CHARACTERS))
    }

    /// The entry with a value that is not a credential, whatever its shape.
    fn shown(mut self, name: &'static str, value: String) -> Self {
        self.fields.push((name, value));
        self
    }

    /// The entry with whom a certificate is for.
    pub(crate) fn holder(self, holder: &Holder) -> Self {
        let entry = self.field("wmid", holder.wmid().as_str(), false);
        match holder.email() {
            Some(email) => entry.field("email", email, false),
            None => entry,
        }
    }

    /// The entry with what a certificate says of itself.
    pub(crate) fn certificate(self, certificate: &PersonalCertificate) -> Self {
        self.holder(certificate.holder()).shown("serial", certificate.serial().to_string())
    }

    /// The entry with what is to be said about it.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        let note = note.into();
        self.note = match masked(&note, SHOWN_CHARACTERS) {
            Cow::Owned(masked) => masked,
            Cow::Borrowed(_) => note,
        };
        self
    }

    /// The entry about a certificate that another one renews.
    pub(crate) fn renews(self, serial: &Serial) -> Self {
        self.shown("renews", serial.to_string())
    }
}

/// The beginning of a value, and a sign that there was more.
fn cut(value: &str, longest: usize) -> String {
    let mut shown: String = value.chars().take(longest).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    shown
}

/// The last entries.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    entries: VecDeque<Entry>,
}

impl Journal {
    /// Adds an entry and drops the oldest ones beyond `most`.
    pub(crate) fn add(&mut self, entry: Entry, most: usize) {
        tracing::info!(
            kind = entry.kind.name(),
            site = entry.site.as_ref().map(UrlId::as_str),
            fields = ?entry.fields,
            note = entry.note,
        );
        self.entries.push_back(entry);
        let surplus = self.entries.len().saturating_sub(most);
        self.entries.drain(..surplus);
    }

    pub(crate) fn clear(&mut self) {
        self.entries.clear();
    }

    /// The entries, oldest first.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.entries.iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests;

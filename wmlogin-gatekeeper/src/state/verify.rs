//! Deciding what a site asks about a ticket.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use wmlogin_types::services::authorize::{Element, Reason, Request, RequestRoles, Table};
use wmlogin_types::{TextError, UrlId, Version, Wmid};

use super::{Memory, State, seconds};
use crate::authorize::Verdict;
use crate::fault::Fault;
use crate::journal::{Entry, EntryKind};
use crate::settings::{SiteSettings, latest_version};

impl State {
    /// Confirms a ticket or refuses it, and refreshes its last access if it is confirmed.
    ///
    /// What is wrong is looked for in this order:
    ///
    /// 1. every element is there and in its documented shape;
    /// 2. some site has this owner, and the return URL id is one of theirs;
    /// 3. there is such a user, and they are not blocked;
    /// 4. there is such a ticket, issued to this user for this return URL id; if not, that is one wrong
    ///    ticket more, and enough of them block the user;
    /// 5. the ticket has not expired;
    /// 6. the method is the one that the answer named or implied; where it did neither, the element may be
    ///    empty;
    /// 7. the address is the one in the answer.
    ///
    /// Asking does not use the ticket up.
    pub fn authorize(&self, elements: &BTreeMap<Element, String>) -> Verdict {
        let (mut memory, now) = self.memory();
        let request = Request::read(elements.iter().map(|(element, text)| (element, text.trim())));
        let asked = request.as_ref().map(Request::by_role);
        let site = memory.site_of(elements);
        let table = memory.settings.table_of(site.as_deref());
        let version = site.as_ref().map_or_else(latest_version, |site| site.version);
        let (verdict, note) = match &asked {
            Ok(asked) => {
                let verdict = memory.verdict(asked, now, table, version);
                let note = verdict.reason.map(Reason::description).unwrap_or_default().to_owned();
                (verdict, note)
            }
            Err(problems) => (Verdict::refused(Reason::Unreadable, table), unreadable(problems)),
        };
        let kind = if verdict.is_confirmed() { EntryKind::Verified } else { EntryKind::Refused };
        let named = asked.ok().map(|asked| *asked.return_id).or(site.map(|site| site.url_id));
        let entry = Entry::new(kind).site(named).note(note);
        memory.record(with_exchange(entry, elements, &verdict), now);
        verdict
    }

    /// Answers a question as [`authorize`](Self::authorize) does, unless a fault is due for the site.
    pub(crate) fn answer(&self, elements: &BTreeMap<Element, String>) -> (Verdict, Option<Fault>) {
        let site = self.memory().0.site_of(elements);
        let fault = site.as_ref().and_then(|site| self.next_fault(&site.url_id));
        if let Some(fault) = fault {
            let site = site.as_ref().map(|site| site.url_id);
            self.record(Entry::new(EntryKind::Fault).site(site).note(fault.to_string()));
        }
        let verdict = self.authorize(elements);
        let table = self.settings().table_of(site.as_deref());
        match fault.and_then(|fault| fault.code(table)) {
            Some(code) => (Verdict::with_code(code), fault),
            None => (verdict, fault),
        }
    }

    /// Makes the refusal of a body that is not a question, by the table of a site that it names.
    pub(crate) fn refused(&self, reason: Reason, body: &[u8]) -> Verdict {
        let settings = self.settings();
        let body = String::from_utf8_lossy(body).to_lowercase();
        let is_named = |site: &&SiteSettings| body.contains(&site.url_id.to_string().to_lowercase());
        let is_owned = |site: &&SiteSettings| body.contains(site.owner.as_str());
        let site = settings.sites.iter().find(is_named).or_else(|| settings.sites.iter().find(is_owned));
        Verdict::refused(reason, settings.table_of(site))
    }
}

/// Says which elements cannot be read. It never holds what stands in them.
fn unreadable(problems: &[TextError<Element>]) -> String {
    let told = problems.iter().map(|problem| match problem {
        TextError::InvalidValue { name, error, .. } => format!("{name}: {error}"),
        problem => problem.to_string(),
    });
    told.collect::<Vec<_>>().join("; ")
}

impl Memory {
    fn verdict(
        &mut self,
        asked: &RequestRoles<'_>,
        now: DateTime<Utc>,
        table: Table,
        version: Version,
    ) -> Verdict {
        if let Err(reason) = self.check_site(asked).and_then(|()| self.check_user(asked.user)) {
            return Verdict::refused(reason, table);
        }
        let Some(issued) = self.tickets.get_mut(asked.ticket) else {
            self.count_wrong_ticket(*asked.user, now);
            return Verdict::refused(Reason::TicketUnknown, table);
        };
        if let Err(reason) = issued.check_holder(asked) {
            self.count_wrong_ticket(*asked.user, now);
            return Verdict::refused(reason, table);
        }
        if let Err(reason) = issued.check(asked, now) {
            return Verdict::refused(reason, table);
        }
        let verdict = Verdict::confirmed(table, version, issued);
        issued.last_access = now;
        verdict
    }

    /// The site that a question names, however wrong the rest of it is: by its return URL id, else by its owner.
    fn site_of(&self, elements: &BTreeMap<Element, String>) -> Option<Arc<SiteSettings>> {
        let text = |element| elements.get(&element).map(|text| text.trim());
        let id = text(Element::RETURN_ID).and_then(|id| id.parse::<UrlId>().ok());
        let named = id.and_then(|id| self.sites.get(&id)).cloned();
        named.or_else(|| {
            let owner = text(Element::OWNER)?;
            let mut sites = self.settings.sites.iter();
            sites.find(|site| site.owner.as_str() == owner).map(|site| Arc::new(site.clone()))
        })
    }

    fn check_site(&self, asked: &RequestRoles<'_>) -> Result<(), Reason> {
        if self.sites.values().all(|site| site.owner != *asked.owner) {
            return Err(Reason::OwnerUnknown);
        }
        let is_theirs = self.sites.get(asked.return_id).is_some_and(|site| site.owner == *asked.owner);
        is_theirs.then_some(()).ok_or(Reason::UrlUnknown)
    }

    fn check_user(&self, user: &Wmid) -> Result<(), Reason> {
        if !self.settings.knows(user) {
            return Err(Reason::UserUnknown);
        }
        let wrong = self.wrong_tickets.get(user).copied().unwrap_or_default();
        if wrong >= self.settings.guesses.allowed.max(1) { Err(Reason::UserBlocked) } else { Ok(()) }
    }

    fn count_wrong_ticket(&mut self, user: Wmid, now: DateTime<Utc>) {
        let wrong = self.wrong_tickets.get(&user).copied().unwrap_or_default();
        let until = now + seconds(self.settings.guesses.block);
        self.wrong_tickets.insert(user, wrong.saturating_add(1), until);
    }
}

/// The entry with what was asked and what was told.
fn with_exchange(entry: Entry, elements: &BTreeMap<Element, String>, verdict: &Verdict) -> Entry {
    let entry = elements
        .iter()
        .fold(entry, |entry, (element, text)| entry.field(element.name(), text, element.is_credential()));
    let told = verdict.attributes();
    told.into_iter().fold(entry, |entry, (attribute, text)| {
        entry.field(attribute.name(), &text, attribute.is_credential())
    })
}

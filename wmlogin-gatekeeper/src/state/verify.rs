//! Deciding what a site asks about a ticket.

use chrono::{DateTime, Utc};
use wmlogin_types::services::authorize::{Element, Reason, Table};
use wmlogin_types::{Version, Wmid};

use super::{Memory, State, seconds};
use crate::authorize::{Asked, Question, Verdict};
use crate::journal::{Entry, EntryKind};

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
    pub fn authorize(&self, question: &Question) -> Verdict {
        let (mut memory, now) = self.memory();
        let asked = Asked::try_from(question);
        let site = asked.as_ref().ok().and_then(|asked| memory.sites.get(&asked.url_id)).cloned();
        let table = site.as_ref().and_then(|site| site.table).unwrap_or(memory.settings.table);
        let version = site.as_ref().map_or(Version::ALL[Version::ALL.len() - 1], |site| site.version);
        let (verdict, note) = match &asked {
            Ok(asked) => {
                let verdict = memory.verdict(asked, now, table, version);
                let note = verdict.reason.map(Reason::description).unwrap_or_default().to_owned();
                (verdict, note)
            }
            Err(problem) => (Verdict::refused(Reason::Unreadable, table), problem.0.clone()),
        };
        let kind = if verdict.is_confirmed() { EntryKind::Verified } else { EntryKind::Refused };
        let entry = Entry::new(kind).site(asked.ok().map(|asked| asked.url_id)).note(note);
        memory.record(with_exchange(entry, question, &verdict), now);
        verdict
    }
}

impl Memory {
    fn verdict(&mut self, asked: &Asked, now: DateTime<Utc>, table: Table, version: Version) -> Verdict {
        if let Err(reason) = self.check_site(asked).and_then(|()| self.check_user(&asked.user)) {
            return Verdict::refused(reason, table);
        }
        let Some(issued) = self.tickets.get_mut(&asked.ticket) else {
            self.count_wrong_ticket(asked.user, now);
            return Verdict::refused(Reason::TicketUnknown, table);
        };
        if let Err(reason) = issued.check_holder(asked) {
            self.count_wrong_ticket(asked.user, now);
            return Verdict::refused(reason, table);
        }
        if let Err(reason) = issued.check(asked, now) {
            return Verdict::refused(reason, table);
        }
        let verdict = Verdict::confirmed(table, version, issued);
        issued.last_access = now;
        verdict
    }

    fn check_site(&self, asked: &Asked) -> Result<(), Reason> {
        if self.sites.values().all(|site| site.owner != asked.owner) {
            return Err(Reason::OwnerUnknown);
        }
        let is_theirs = self.sites.get(&asked.url_id).is_some_and(|site| site.owner == asked.owner);
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
fn with_exchange(entry: Entry, question: &Question, verdict: &Verdict) -> Entry {
    let asked = Element::ALL.into_iter().filter_map(|element| Some((element, question.text(element)?)));
    let entry = asked
        .fold(entry, |entry, (element, text)| entry.field(element.name(), text, element.is_credential()));
    let told = verdict.attributes();
    told.into_iter().fold(entry, |entry, (attribute, text)| {
        entry.field(attribute.name(), &text, attribute.is_credential())
    })
}

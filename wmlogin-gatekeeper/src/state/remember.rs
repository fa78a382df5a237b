//! Logins that browsers remember.

use wmlogin_types::{Field, Response, Ticket, UrlId};

use super::{State, seconds};
use crate::answer::{Approval, ApprovalError, letters_and_digits};
use crate::authorize::Issued;
use crate::journal::{Entry, EntryKind};
use crate::settings::UnknownSite;

/// As hard to guess as a ticket.
const COOKIE_LENGTH: usize = 48;

/// A login that a browser remembers.
#[derive(Debug)]
pub(super) struct Remembered {
    approval: Approval,
    /// The tickets that the browser remembers, too, in the operator's fast authentication mode.
    tickets: Vec<Ticket>,
}

impl State {
    /// Remembers a login in a browser, and returns the secret that the browser keeps as a cookie, letters and
    /// digits.
    ///
    /// # Errors
    ///
    /// The system has no random numbers.
    pub fn remember(&self, approval: Approval) -> Result<String, ApprovalError> {
        let cookie = letters_and_digits(COOKIE_LENGTH)?;
        let (mut memory, now) = self.memory();
        let until = now + seconds(memory.settings.lifetimes.remembered);
        memory.remembered.insert(cookie.clone(), Remembered { approval, tickets: Vec::new() }, until);
        Ok(cookie)
    }

    /// Remembers a login in a browser with the response that it was answered with.
    pub(crate) fn remember_response(
        &self,
        approval: Approval,
        response: &Response,
    ) -> Result<String, ApprovalError> {
        let cookie = self.remember(approval)?;
        self.keep_ticket(&cookie, response);
        Ok(cookie)
    }

    /// Keeps the ticket of a response, if browsers do.
    fn keep_ticket(&self, cookie: &str, response: &Response) {
        let (mut memory, _) = self.memory();
        if memory.settings.fast_mode
            && let Some(remembered) = memory.remembered.get_mut(&cookie.to_owned())
            && let Some(success) = response.success()
        {
            remembered.tickets.push(success.claims().ticket.clone());
        }
    }

    /// The login that a browser's cookie stands for, if it is still remembered.
    #[must_use]
    pub fn remembered(&self, cookie: &str) -> Option<Approval> {
        self.memory().0.remembered.get(&cookie.to_owned()).map(|remembered| remembered.approval.clone())
    }

    /// Forgets the login that a browser's cookie stands for.
    pub fn forget(&self, cookie: &str) {
        self.memory().0.remembered.remove(&cookie.to_owned());
    }

    /// Makes the response of a browser that goes on as the user whom it remembers. In the fast mode, it has the
    /// ticket that the browser remembers if that is valid, and was issued for this site or for one that this
    /// site trusts. No page tells which `UrlID` it then brings; *assumed* is that of the site that asks.
    pub(crate) fn resume(
        &self,
        site: &UrlId,
        cookie: &str,
        approval: &Approval,
    ) -> Result<Response, ApprovalError> {
        match self.with_ticket(site, cookie, approval)? {
            Some(approval) => {
                let response = self.issue(site, &approval)?;
                let note = "the browser has sent a remembered ticket again; its return URL id is assumed";
                self.record(Entry::new(EntryKind::Resumed).site(*site).note(note));
                Ok(response)
            }
            None => {
                let response = self.issue(site, approval)?;
                self.keep_ticket(cookie, &response);
                Ok(response)
            }
        }
    }

    /// The approval with the ticket that the browser remembers, and the times of that.
    fn with_ticket(
        &self,
        id: &UrlId,
        cookie: &str,
        approval: &Approval,
    ) -> Result<Option<Approval>, UnknownSite> {
        let site = self.site(id).ok_or(UnknownSite(*id))?;
        let (memory, now) = self.memory();
        let tickets = memory.remembered.get(&cookie.to_owned()).map(|remembered| &remembered.tickets[..]);
        let fits = |issued: &Issued| {
            let issuer = issued.url_ids.first();
            let is_for_site =
                issued.url_ids.contains(id) || issuer.is_some_and(|id| site.trusts.contains(id));
            is_for_site && now < issued.expires && issued.address == approval.user_address
        };
        let mut tickets = tickets.unwrap_or_default().iter().filter(|_| memory.settings.fast_mode);
        let fitting =
            tickets.find_map(|ticket| Some((ticket, memory.tickets.get(ticket).filter(|it| fits(it))?)));
        let Some((ticket, issued)) = fitting else { return Ok(None) };
        let mut approval = approval.clone().field(Field::TICKET, ticket.reveal());
        for (field, time) in [(Field::CREATED, issued.created), (Field::EXPIRES, issued.expires)] {
            if let Some((field, text)) = field.zip(site.version.write_time(time)) {
                approval = approval.field(field, text);
            }
        }
        Ok(Some(approval))
    }
}

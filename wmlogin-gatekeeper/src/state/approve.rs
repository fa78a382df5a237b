//! Answers to browsers.

use chrono::{DateTime, Utc};
use wmlogin_types::runtime::{FieldVisitor, Value};
use wmlogin_types::{Field, Outcome, Response, Success, UrlId};

use super::{Memory, State, seconds};
use crate::answer::{Answer, Approval, ApprovalError, answer};
use crate::authorize::Issued;
use crate::journal::{Entry, EntryKind};
use crate::settings::UnknownSite;

impl State {
    /// Issues a ticket, and makes the response that carries it, in the version of the site.
    ///
    /// # Errors
    ///
    /// Why the login cannot be answered.
    pub fn issue(&self, site: &UrlId, approval: &Approval) -> Result<Response, ApprovalError> {
        let settings = self.settings();
        let site = self.site(site).ok_or(UnknownSite(*site))?;
        if !settings.knows(&approval.wmid) {
            return Err(ApprovalError::UnknownUser(approval.wmid));
        }
        if !settings.allows_address(&approval.wmid, approval.user_address) {
            return Err(ApprovalError::AddressNotAllowed(approval.wmid, approval.user_address));
        }
        let lifetime = seconds(settings.lifetimes.ticket);
        let answer = answer(&site, approval, self.clock.now(), lifetime)?;
        if let Some(method) = answer.used
            && !settings.methods(&site, Some(&approval.wmid)).contains(&method)
        {
            return Err(ApprovalError::MethodNotOffered(method));
        }
        let (mut memory, now) = self.memory();
        memory.issue(&answer, now);
        memory.record(answered(&site.url_id, &answer.success), now);
        Ok(answer.success.into())
    }

    /// The response of a user who cancelled.
    pub fn cancel(&self, site: &UrlId) -> Response {
        self.no_login(site, Outcome::CANCELLED)
    }

    /// The response of a user who logged out.
    pub fn log_off(&self, site: &UrlId) -> Response {
        self.no_login(site, Outcome::LOGGED_OFF)
    }

    /// The response that is no login.
    pub fn no_login(&self, site: &UrlId, outcome: Outcome) -> Response {
        let response = Response::from(outcome);
        let mut fields = Fields(Entry::new(EntryKind::Answered).site(*site).note(outcome.description()));
        response.visit(&mut fields);
        self.record(fields.0);
        response
    }
}

impl Memory {
    /// Remembers the ticket as the response says it: its times are no finer than those that are sent.
    fn issue(&mut self, answer: &Answer, now: DateTime<Utc>) {
        let claims = answer.success.claims();
        let lifetime = seconds(self.settings.lifetimes.ticket);
        let issued = Issued {
            user: *claims.user,
            url_ids: vec![*claims.return_id],
            said: answer.said,
            used: answer.used,
            address: claims.address,
            created: claims.created.unwrap_or(now),
            last_access: claims.last_access.unwrap_or(now),
            expires: claims.expires.unwrap_or(now + lifetime),
        };
        let until = issued.expires.max(now) + seconds(self.settings.lifetimes.expired);
        if let Some(known) = self.tickets.get_mut(claims.ticket) {
            // The browser has remembered it.
            known.send_to(*claims.return_id);
            return;
        }
        self.tickets.insert(claims.ticket.clone(), issued, until);
    }
}

fn answered(site: &UrlId, success: &Success) -> Entry {
    let mut fields = Fields(Entry::new(EntryKind::Answered).site(*site));
    success.visit(&mut fields);
    fields.0
}

/// The fields of a response, for the journal.
struct Fields(Entry);

impl FieldVisitor<Field> for Fields {
    fn field(&mut self, field: Field, value: &impl Value) {
        let entry = std::mem::replace(&mut self.0, Entry::new(EntryKind::Answered));
        self.0 = entry.field(field.name(), &value.to_text(), field.is_credential());
    }
}

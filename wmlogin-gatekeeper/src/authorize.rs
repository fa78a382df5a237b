//! What a site asks about a ticket, and what it is told.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use wmlogin_types::runtime::{FieldVisitor, Value};
use wmlogin_types::services::authorize::{Answer, Attribute, Code, Reason, RequestRoles, Table};
use wmlogin_types::{AuthType, UrlId, Version, Wmid};

use crate::settings::latest_version;

/// A ticket that was issued.
#[derive(Debug)]
pub(crate) struct Issued {
    pub user: Wmid,
    /// The return URL ids that it was sent for; the first is the one that it was issued for.
    pub url_ids: Vec<UrlId>,
    /// The method that the answer named or implied.
    pub said: Option<AuthType>,
    /// The method that was used.
    pub used: Option<AuthType>,
    pub address: IpAddr,
    pub created: DateTime<Utc>,
    pub last_access: DateTime<Utc>,
    pub expires: DateTime<Utc>,
}

impl Issued {
    /// Checks that this is the ticket that was asked about; whoever gets it wrong may be guessing.
    pub(crate) fn check_holder(&self, asked: &RequestRoles<'_>) -> Result<(), Reason> {
        let is_theirs = self.user == *asked.user && self.url_ids.contains(asked.return_id);
        is_theirs.then_some(()).ok_or(Reason::TicketOfAnother)
    }

    /// Notes that a browser sends it for another return URL id, too.
    pub(crate) fn send_to(&mut self, url_id: UrlId) {
        if !self.url_ids.contains(&url_id) {
            self.url_ids.push(url_id);
        }
    }

    /// Whether what was asked is what was answered, and in time. The ticket expires at the second that the
    /// answer named, not after it.
    pub(crate) fn check(&self, asked: &RequestRoles<'_>, now: DateTime<Utc>) -> Result<(), Reason> {
        let checks = [
            (now < self.expires, Reason::TicketExpired),
            (self.accepts(asked.method), Reason::MethodDiffers),
            (self.address == asked.address, Reason::AddressDiffers),
        ];
        checks.into_iter().try_for_each(|(is_right, reason)| is_right.then_some(()).ok_or(reason))
    }

    /// Where the answer neither named nor implied a method, nobody has to know it.
    fn accepts(&self, method: Option<AuthType>) -> bool {
        match self.said {
            Some(said) => method == Some(said),
            None => method.is_none() || method == self.used,
        }
    }
}

/// What a site is told about a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verdict {
    /// The answer; only that which [confirms](Self::is_confirmed) is a yes.
    pub answer: Answer,
    /// The reason of a refusal.
    pub reason: Option<Reason>,
    /// The version of the site, as whose responses write times, so does the answer.
    version: Version,
}

impl Verdict {
    /// A refusal in the words of a table.
    #[must_use]
    pub fn refused(reason: Reason, table: Table) -> Self {
        Self { reason: Some(reason), ..Self::with_code(reason.code(table)) }
    }

    /// A status code, whatever was asked.
    #[must_use]
    pub fn with_code(code: Code) -> Self {
        Self { answer: Answer::from_code(code), reason: None, version: latest_version() }
    }

    /// The yes, with the times of the ticket.
    pub(crate) fn confirmed(table: Table, version: Version, issued: &Issued) -> Self {
        let answer = Answer::confirming(table).with_times(issued.last_access, issued.expires);
        Self { answer, reason: None, version }
    }

    /// Returns `true` if the ticket is confirmed.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.answer.is_confirmed()
    }

    /// Returns the attributes of the answer, in the published order.
    #[must_use]
    pub fn attributes(&self) -> Vec<(Attribute, String)> {
        let mut attributes = Attributes(Vec::new());
        self.answer.visit(self.version, &mut attributes);
        attributes.0
    }
}

struct Attributes(Vec<(Attribute, String)>);

impl FieldVisitor<Attribute> for Attributes {
    fn field(&mut self, attribute: Attribute, value: &impl Value) {
        self.0.push((attribute, value.to_text()));
    }
}

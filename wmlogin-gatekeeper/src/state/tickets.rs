//! The tickets that there are, and their early end.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use wmlogin_types::{Ticket, UrlId, Wmid};

use super::State;
use crate::authorize::Issued;

/// A ticket that was issued, without the ticket itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ActiveLogin {
    /// The user.
    pub wmid: Wmid,
    /// The return URL ids that the ticket was sent for; the first is the one that it was issued for.
    pub url_ids: Vec<UrlId>,
    /// The creation of the ticket.
    pub created: DateTime<Utc>,
    /// The last access to the ticket.
    pub last_access: DateTime<Utc>,
    /// The end of the ticket.
    pub expires: DateTime<Utc>,
    /// The address of the user's browser.
    pub address: IpAddr,
}

impl State {
    /// The tickets that there are, those that expire first in front. Expired ones stay for a while.
    #[must_use]
    pub fn tickets(&self) -> Vec<ActiveLogin> {
        self.memory().0.tickets.iter().map(|(_, issued)| active(issued)).collect()
    }

    /// Ends logins at these sites, as users can at the service: those of a user, or of everyone. From then on
    /// their tickets are unknown. Returns how many there were.
    pub fn end_logins(&self, wmid: Option<&Wmid>, sites: &[UrlId]) -> usize {
        let (mut memory, _) = self.memory();
        let is_meant = |issued: &Issued| {
            wmid.is_none_or(|wmid| issued.user == *wmid) && issued.url_ids.iter().any(|id| sites.contains(id))
        };
        let meant = memory.tickets.iter().filter(|(_, issued)| is_meant(issued));
        let tickets: Vec<Ticket> = meant.map(|(ticket, _)| ticket.clone()).collect();
        for ticket in &tickets {
            memory.tickets.remove(ticket);
        }
        tickets.len()
    }
}

fn active(issued: &Issued) -> ActiveLogin {
    ActiveLogin {
        wmid: issued.user,
        url_ids: issued.url_ids.clone(),
        created: issued.created,
        last_access: issued.last_access,
        expires: issued.expires,
        address: issued.address,
    }
}

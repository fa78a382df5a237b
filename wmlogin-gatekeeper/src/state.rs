//! Everything that the stand-in remembers.

mod approve;
mod changes;
mod orders;
mod remember;
mod tickets;
mod verify;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use wmlogin_types::{AuthType, Ticket, UrlId, Wmid};

use crate::authorize::Issued;
use crate::clock::Clock;
use crate::expiring::Expiring;
use crate::journal::{Entry, Journal};
use crate::settings::{Person, Settings, SiteSettings};
use orders::Orders;
pub use orders::Queued;
use remember::Remembered;
pub use tickets::ActiveLogin;

/// Everything that the stand-in remembers, shared by whoever serves it.
///
/// The memory is bounded. Tickets, remembered logins and counts of wrong tickets are dropped after their time. Of
/// each there are 100,000 at most; in a full map, what expires first makes room: of a ticket that is dropped, a
/// site is told that there is none, a browser that is no longer remembered asks its user again, and a user with
/// wrong tickets is no longer blocked. The journal keeps as many entries as the settings say.
///
/// ```
/// use std::net::Ipv4Addr;
/// use wmlogin_gatekeeper::{Approval, Clock, Settings, State};
/// use wmlogin_types::AuthType;
/// use wmlogin_types::services::authorize::Element;
///
/// let state = State::new(Settings::default(), Clock::system());
/// let site = state.settings().sites[0].clone();
/// let approval = Approval::new("100000000001".parse()?, AuthType::KeeperLight, Ipv4Addr::LOCALHOST);
/// let response = state.issue(&site.url_id, &approval)?;
///
/// let Some(success) = response.success() else { panic!("a login") };
/// let question = [
///     (Element::SiteHolder, site.owner.to_string()),
///     (Element::User, success.wmid().to_string()),
///     (Element::Ticket, success.ticket().reveal().to_owned()),
///     (Element::UrlId, site.url_id.to_string()),
///     (Element::AuthType, AuthType::KeeperLight.to_string()),
///     (Element::UserAddress, success.user_address().to_string()),
/// ];
/// assert!(state.authorize(&question.into_iter().collect()).is_confirmed());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct State {
    clock: Clock,
    memory: Mutex<Memory>,
}

/// The most tickets, remembered logins and users with wrong tickets that are kept.
const MOST: usize = 100_000;

/// The memory behind the lock of a [`State`].
#[derive(Debug)]
struct Memory {
    settings: Arc<Settings>,
    sites: HashMap<UrlId, Arc<SiteSettings>>,
    tickets: Expiring<Ticket, Issued>,
    remembered: Expiring<String, Remembered>,
    /// The number of wrong tickets for a user.
    wrong_tickets: Expiring<Wmid, u32>,
    orders: HashMap<UrlId, Orders>,
    journal: Journal,
}

impl State {
    /// Nothing is remembered yet.
    #[must_use]
    pub fn new(settings: Settings, clock: Clock) -> Self {
        let mut memory = Memory {
            sites: sites(&settings),
            settings: Arc::new(settings),
            tickets: Expiring::new(MOST),
            remembered: Expiring::new(MOST),
            wrong_tickets: Expiring::new(MOST),
            orders: HashMap::new(),
            journal: Journal::default(),
        };
        memory.renew_orders();
        Self { clock, memory: Mutex::new(memory) }
    }

    /// Takes other settings; what was issued stays issued, and faults are those of the settings again.
    pub fn reload(&self, settings: Settings) {
        let (mut memory, _) = self.memory();
        memory.sites = sites(&settings);
        memory.settings = Arc::new(settings);
        memory.renew_orders();
    }

    /// The clock that everything goes by; a clone of it can be moved.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The settings as they are now.
    #[must_use]
    pub fn settings(&self) -> Arc<Settings> {
        Arc::clone(&self.memory().0.settings)
    }

    /// The site with a return URL id, if there is one.
    #[must_use]
    pub fn site(&self, id: &UrlId) -> Option<Arc<SiteSettings>> {
        self.memory().0.sites.get(id).cloned()
    }

    /// The people whom the page offers.
    #[must_use]
    pub fn people(&self) -> Vec<Person> {
        self.settings().people.clone()
    }

    /// The methods that a site's page offers a user, or whoever comes.
    #[must_use]
    pub fn methods(&self, site: &SiteSettings, wmid: Option<&Wmid>) -> Vec<AuthType> {
        self.settings().methods(site, wmid)
    }

    /// Adds to the journal; the time of the entry is set to now.
    pub fn record(&self, entry: Entry) {
        let (mut memory, now) = self.memory();
        memory.record(entry, now);
    }

    /// Forgets tickets, remembered logins, wrong tickets, orders and the journal, and sets the clock back to the
    /// machine's time; the settings stay.
    pub fn reset(&self) {
        self.clock.set_offset(TimeDelta::zero());
        let (mut memory, _) = self.memory();
        memory.tickets.clear();
        memory.remembered.clear();
        memory.wrong_tickets.clear();
        memory.orders.clear();
        memory.renew_orders();
        memory.journal.clear();
    }

    /// What happened, oldest first, without credentials.
    #[must_use]
    pub fn journal(&self) -> Vec<Entry> {
        self.memory().0.journal.entries()
    }

    /// Locks the memory and removes expired entries; also returns the current time.
    fn memory(&self) -> (MutexGuard<'_, Memory>, DateTime<Utc>) {
        // A panic leaves no change incomplete: every change is one insertion.
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.now();
        memory.tickets.drop_expired(now);
        memory.remembered.drop_expired(now);
        memory.wrong_tickets.drop_expired(now);
        (memory, now)
    }
}

impl Memory {
    fn record(&mut self, mut entry: Entry, now: DateTime<Utc>) {
        entry.at = now;
        self.journal.add(entry, self.settings.journal);
    }
}

fn sites(settings: &Settings) -> HashMap<UrlId, Arc<SiteSettings>> {
    settings.sites.iter().map(|site| (site.url_id, Arc::new(site.clone()))).collect()
}

fn seconds(seconds: u32) -> TimeDelta {
    TimeDelta::seconds(seconds.into())
}

#[cfg(test)]
mod tests;

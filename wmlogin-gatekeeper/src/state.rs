//! Everything that the stand-in remembers.

mod approve;
mod orders;
mod verify;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use wmlogin_types::{AuthType, Ticket, UrlId, Wmid};

use crate::answer::Approval;
use crate::authorize::Issued;
use crate::clock::Clock;
use crate::expiring::Expiring;
use crate::journal::{Entry, Journal};
use crate::settings::{Person, Settings, SiteSettings};
use orders::Orders;

pub use orders::Queued;

/// Everything that the stand-in remembers, shared by whoever serves it.
///
/// Tickets, remembered logins and wrong tickets are dropped after their time, and the journal keeps a
/// number of entries, so the memory is bounded by what happens within the lifetimes of the settings.
///
/// ```
/// use std::net::Ipv4Addr;
/// use wmlogin_gatekeeper::{Approval, Clock, Question, Settings, State};
/// use wmlogin_types::AuthType;
/// use wmlogin_types::services::authorize::Element;
///
/// let state = State::new(Settings::default(), Clock::system());
/// let site = state.settings().sites[0].clone();
/// let approval = Approval::new("100000000001".parse()?, AuthType::KeeperLight, Ipv4Addr::LOCALHOST);
/// let response = state.allow(&site.url_id, &approval)?;
///
/// let Some(success) = response.success() else { panic!("a login") };
/// let question: Question = [
///     (Element::SiteHolder, site.owner.to_string()),
///     (Element::User, success.wmid().to_string()),
///     (Element::Ticket, success.ticket().reveal().to_owned()),
///     (Element::UrlId, site.url_id.to_string()),
///     (Element::AuthType, AuthType::KeeperLight.to_string()),
///     (Element::UserAddress, success.user_address().to_string()),
/// ]
/// .into_iter()
/// .collect();
/// assert!(state.authorize(&question).is_confirmed());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct State {
    clock: Clock,
    held: Mutex<Held>,
}

#[derive(Debug)]
struct Held {
    settings: Arc<Settings>,
    sites: HashMap<UrlId, Arc<SiteSettings>>,
    tickets: Expiring<Ticket, Issued>,
    remembered: Expiring<String, Approval>,
    /// How many wrong tickets there were for a user.
    wrong_tickets: Expiring<Wmid, u32>,
    orders: HashMap<UrlId, Orders>,
    journal: Journal,
}

impl State {
    /// Nothing is remembered yet.
    #[must_use]
    pub fn new(settings: Settings, clock: Clock) -> Self {
        let mut held = Held {
            sites: sites(&settings),
            settings: Arc::new(settings),
            tickets: Expiring::new(),
            remembered: Expiring::new(),
            wrong_tickets: Expiring::new(),
            orders: HashMap::new(),
            journal: Journal::default(),
        };
        held.renew_orders();
        Self { clock, held: Mutex::new(held) }
    }

    /// Takes other settings; what was issued stays issued, and faults are those of the settings again.
    pub fn reload(&self, settings: Settings) {
        let (mut held, _) = self.held();
        held.sites = sites(&settings);
        held.settings = Arc::new(settings);
        held.renew_orders();
    }

    /// The clock that everything goes by; a clone of it can be moved.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The settings as they are now.
    #[must_use]
    pub fn settings(&self) -> Arc<Settings> {
        Arc::clone(&self.held().0.settings)
    }

    /// The site with a return URL id, if there is one.
    #[must_use]
    pub fn site(&self, id: &UrlId) -> Option<Arc<SiteSettings>> {
        self.held().0.sites.get(id).cloned()
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
        let (mut held, now) = self.held();
        held.record(entry, now);
    }

    /// What happened, oldest first, without credentials.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        self.held().0.journal.entries()
    }

    /// What is remembered, without what has expired, and the time.
    fn held(&self) -> (MutexGuard<'_, Held>, DateTime<Utc>) {
        // Nothing in here is left half done by a panic: every change is one insertion.
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.now();
        held.tickets.drop_expired(now);
        held.remembered.drop_expired(now);
        held.wrong_tickets.drop_expired(now);
        (held, now)
    }
}

impl Held {
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

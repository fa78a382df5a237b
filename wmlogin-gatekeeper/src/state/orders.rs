//! What the stand-in is told to do next, by a test or on the control port.

use std::collections::VecDeque;

use wmlogin_types::{Outcome, UrlId};

use super::{Memory, State};
use crate::answer::Approval;
use crate::fault::Fault;
use crate::settings::UnknownSite;

/// How many orders of a kind a site can have; the oldest are dropped.
const MOST: usize = 10_000;

/// What happens at the next visit to the authentication page, without a question to anybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Queued {
    /// The user logs in so.
    Login(Approval),
    /// The user does not log in.
    NoLogin(Outcome),
}

impl From<Approval> for Queued {
    fn from(approval: Approval) -> Self {
        Self::Login(approval)
    }
}

impl From<Outcome> for Queued {
    fn from(outcome: Outcome) -> Self {
        Self::NoLogin(outcome)
    }
}

/// The orders for one site.
#[derive(Debug, Default)]
pub(super) struct Orders {
    queued: VecDeque<Queued>,
    faults: VecDeque<Fault>,
    fault: Option<Fault>,
}

impl Orders {
    pub(super) fn set_fault(&mut self, fault: Option<Fault>) {
        self.fault = fault;
    }
}

impl Memory {
    /// Has orders for the sites of the settings and for no other; their faults are those of the settings.
    pub fn renew_orders(&mut self) {
        self.orders.retain(|site, _| self.sites.contains_key(site));
        for (id, site) in &self.sites {
            self.orders.entry(*id).or_default().fault = site.fault;
        }
    }
}

impl State {
    /// Queues what happens at a visit to the authentication page of a site.
    ///
    /// # Errors
    ///
    /// There is no such site.
    pub fn queue(&self, site: &UrlId, queued: impl Into<Queued>) -> Result<(), UnknownSite> {
        self.order(site, |orders| push(&mut orders.queued, queued.into()))
    }

    /// Takes what happens at this visit to the authentication page of a site, if something is queued.
    #[must_use]
    pub fn next_queued(&self, site: &UrlId) -> Option<Queued> {
        self.order(site, |orders| orders.queued.pop_front()).ok().flatten()
    }

    /// Queues a fault of the answer to one verification for a site.
    ///
    /// # Errors
    ///
    /// There is no such site.
    pub fn queue_fault(&self, site: &UrlId, fault: Fault) -> Result<(), UnknownSite> {
        self.order(site, |orders| push(&mut orders.faults, fault))
    }

    /// Sets the fault of the answers to all verifications for a site, or lifts it, until the settings are
    /// reloaded; queued ones come first.
    ///
    /// # Errors
    ///
    /// There is no such site.
    pub fn set_fault(&self, site: &UrlId, fault: Option<Fault>) -> Result<(), UnknownSite> {
        self.order(site, |orders| orders.fault = fault)
    }

    /// Takes the fault of the answer to this verification, if there is one.
    #[must_use]
    pub fn next_fault(&self, site: &UrlId) -> Option<Fault> {
        self.order(site, |orders| orders.faults.pop_front().or(orders.fault)).ok().flatten()
    }

    fn order<T>(&self, site: &UrlId, change: impl FnOnce(&mut Orders) -> T) -> Result<T, UnknownSite> {
        self.memory().0.orders.get_mut(site).map(change).ok_or(UnknownSite(*site))
    }
}

fn push<T>(queue: &mut VecDeque<T>, order: T) {
    if queue.len() == MOST {
        queue.pop_front();
    }
    queue.push_back(order);
}

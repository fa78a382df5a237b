//! Changes of single sites and people.

use std::sync::Arc;

use super::State;
use crate::settings::{Person, SiteSettings};

impl State {
    /// Adds a site, or replaces the one with the same return URL id; everything else stays as it is.
    pub fn set_site(&self, site: SiteSettings) {
        let (mut memory, _) = self.memory();
        memory.orders.entry(site.url_id).or_default().set_fault(site.fault);
        memory.sites.insert(site.url_id, Arc::new(site.clone()));
        let sites = &mut Arc::make_mut(&mut memory.settings).sites;
        match sites.iter_mut().find(|other| other.url_id == site.url_id) {
            Some(former) => *former = site,
            None => sites.push(site),
        }
    }

    /// Adds a person, or replaces the one with the same WMID.
    pub fn set_person(&self, person: Person) {
        let (mut memory, _) = self.memory();
        let people = &mut Arc::make_mut(&mut memory.settings).people;
        match people.iter_mut().find(|other| other.wmid == person.wmid) {
            Some(former) => *former = person,
            None => people.push(person),
        }
    }
}

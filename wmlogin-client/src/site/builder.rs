//! Building a site. Every setting is checked before the first login.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, TimeDelta, Utc};
use wmlogin_types::{UrlId, Wmid};

use super::{Clock, DEFAULT_SKEW, MAX_SKEW, ReturnPage, Service, Settings, Site, SiteError};
use crate::address::AddressCheck;
use crate::policy::Policy;
use crate::replay::{InProcessReplayStore, ReplayStore, TicketReuse};

/// Builds a [`Site`].
#[must_use = "the settings are not checked before `build`"]
pub struct SiteBuilder {
    owner: Wmid,
    return_pages: Vec<(UrlId, String)>,
    service: Option<(String, Security)>,
    skew: Duration,
    address_check: AddressCheck,
    policy: Policy,
    ticket_reuse: TicketReuse,
    replay: Box<dyn ReplayStore>,
    clock: Clock,
}

enum Security {
    Tls,
    None,
}

impl SiteBuilder {
    pub(super) fn new(owner: Wmid) -> Self {
        Self {
            owner,
            return_pages: Vec::new(),
            service: None,
            skew: DEFAULT_SKEW,
            address_check: AddressCheck::default(),
            policy: Policy::default(),
            ticket_reuse: TicketReuse::default(),
            replay: Box::new(InProcessReplayStore::default()),
            clock: Box::new(|| SystemTime::now().into()),
        }
    }

    /// Adds a return page: the id from the site's WM Login settings, and the address that is registered
    /// there, such as `https://shop.example/webmoney`.
    ///
    /// A site on several domains adds one page for each. [`Site::login`] uses the first. The site has to find the
    /// page by its path, because the second step of an answer is posted to the same path with another query.
    pub fn return_page(mut self, url_id: UrlId, address: impl Into<String>) -> Self {
        self.return_pages.push((url_id, address.into()));
        self
    }

    /// Sets the address of the service, such as `https://login.web.money` or the address of a stand-in. The
    /// default is the first of the [`HOSTS`](wmlogin_types::pages::HOSTS).
    ///
    /// All of these hosts are the same service, so a login may come back from any of them. Any other address
    /// is a service of its own.
    pub fn service(mut self, address: impl Into<String>) -> Self {
        self.service = Some((address.into(), Security::Tls));
        self
    }

    /// Sets the address of a stand-in for the service in another container, over plain http: see
    /// [`Service::insecure`]. Do not take this choice from the environment alone, so that nobody makes it by
    /// accident.
    pub fn insecure_service(mut self, address: impl Into<String>) -> Self {
        self.service = Some((address.into(), Security::None));
        self
    }

    /// Sets the largest accepted difference between the clocks of the service and of this machine, at most
    /// an hour. The default is a minute.
    pub fn clock_skew(mut self, skew: Duration) -> Self {
        self.skew = skew;
        self
    }

    /// Sets how the browser's address is checked. The default is [`AddressCheck::default`].
    pub fn address_check(mut self, check: AddressCheck) -> Self {
        self.address_check = check;
        self
    }

    /// Sets the rules that the site adds to the checks that are always made. By default there are none.
    pub fn policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }

    /// Sets the rule for a ticket that comes again. The default is [`TicketReuse::default`].
    pub fn ticket_reuse(mut self, rule: TicketReuse) -> Self {
        self.ticket_reuse = rule;
        self
    }

    /// Sets the store that remembers accepted tickets. The default is an [`InProcessReplayStore`].
    ///
    /// A site that runs in several processes needs one store for all of them.
    pub fn replay_store(mut self, store: impl ReplayStore + 'static) -> Self {
        self.replay = Box::new(store);
        self
    }

    /// Sets another clock than the system's, for tests.
    pub fn clock(mut self, clock: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// Checks the settings and builds the site.
    ///
    /// # Errors
    ///
    /// The first setting that is invalid.
    pub fn build(self) -> Result<Site, SiteError> {
        let service = match self.service {
            None => Service::documented()?,
            Some((address, Security::Tls)) => Service::new(&address)?,
            Some((address, Security::None)) => Service::insecure(&address)?,
        };
        let return_pages = return_pages(self.return_pages, &service)?;
        let skew = TimeDelta::from_std(self.skew).ok().filter(|_| self.skew <= MAX_SKEW);
        Ok(Site(Arc::new(Settings {
            owner: self.owner,
            return_pages,
            service,
            skew: skew.ok_or(SiteError::Skew(self.skew))?,
            address_check: self.address_check,
            policy: self.policy,
            ticket_reuse: self.ticket_reuse,
            replay: self.replay,
            clock: self.clock,
        })))
    }
}

impl fmt::Debug for SiteBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // An address that is not checked may hold a password.
        f.debug_struct("SiteBuilder").field("owner", &self.owner).finish_non_exhaustive()
    }
}

fn return_pages(settings: Vec<(UrlId, String)>, service: &Service) -> Result<Vec<ReturnPage>, SiteError> {
    let mut pages: Vec<ReturnPage> = Vec::new();
    for (url_id, address) in settings {
        if pages.iter().any(|page| *page.url_id() == url_id) {
            return Err(SiteError::RepeatedUrlId(url_id));
        }
        pages.push(ReturnPage::new(url_id, &address, service)?);
    }
    if pages.is_empty() { Err(SiteError::NoReturnPage) } else { Ok(pages) }
}

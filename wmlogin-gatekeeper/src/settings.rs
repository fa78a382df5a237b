//! What the stand-in knows about sites and people, and how it behaves.

mod demo;
mod error;
mod site;
pub(crate) mod text;

use std::collections::HashSet;
use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use wmlogin_types::services::authorize::Table;
use wmlogin_types::{AuthType, Field, UrlId, Version, Wmid};

pub use error::SettingsError;
pub use site::SiteSettings;
pub(crate) use site::latest_version;

/// What the stand-in knows about sites and people, and how it behaves.
///
/// A file names only what differs from the default.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Settings {
    /// The sites that people log in to. By default a demo site, which expects its answers at
    /// `http://localhost:3000/webmoney`.
    pub sites: Vec<SiteSettings>,
    /// The people whom the page offers. By default three.
    pub people: Vec<Person>,
    /// Whether nobody else can log in. By default everybody can.
    pub strict_people: bool,
    /// The table that status codes are taken from, where a site does not name its own. By default that which
    /// clients of the site's version know.
    #[serde(
        deserialize_with = "text::optional_table",
        serialize_with = "text::shown_table",
        skip_serializing_if = "Option::is_none"
    )]
    pub table: Option<Table>,
    /// `true` if browsers remember tickets and send them again, as long as they are valid: the operator's fast
    /// authentication mode, which users switch on. By default `false`, and every login has a ticket of its own.
    pub fast_mode: bool,
    /// How long things last.
    pub lifetimes: Lifetimes,
    /// How many wrong tickets block a user.
    pub guesses: Guesses,
    /// Whether values that are documented as "not in use" are offered too. By default they are not.
    pub not_in_use: bool,
    /// How many entries the journal keeps. By default 1000.
    pub journal: usize,
}

/// Somebody who can log in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Person {
    /// The WMID that they log in as.
    #[serde(deserialize_with = "text::value", serialize_with = "text::shown")]
    pub wmid: Wmid,
    /// What the page calls them.
    pub name: String,
    /// The methods that they have; by default every one.
    #[serde(
        default,
        deserialize_with = "text::methods",
        serialize_with = "text::shown_methods",
        skip_serializing_if = "Option::is_none"
    )]
    pub methods: Option<Vec<AuthType>>,
    /// The addresses that they allow logins from ("IP blocking"); by default every one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addresses: Option<Vec<IpAddr>>,
}

/// How long things last, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Lifetimes {
    /// From a ticket's creation to its end. By default 3600, as in the documents' examples.
    pub ticket: u32,
    /// For how long an expired ticket is still known, so that it is refused as expired and not as unknown.
    /// By default 600.
    pub expired: u32,
    /// For how long a browser's login is remembered. By default 30 days.
    pub remembered: u32,
}

/// How guessing tickets is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Guesses {
    /// How many wrong tickets block a user. By default 5.
    pub allowed: u32,
    /// For how many seconds after the last wrong ticket the user is blocked; wrong tickets that are further
    /// apart are not counted together. By default 300.
    pub block: u32,
}

impl Settings {
    /// Settings with these sites, and everything else by default.
    #[must_use]
    pub fn new(sites: impl IntoIterator<Item = SiteSettings>) -> Self {
        Self {
            sites: sites.into_iter().collect(),
            people: demo::people(),
            strict_people: false,
            table: None,
            fast_mode: false,
            lifetimes: Lifetimes::default(),
            guesses: Guesses::default(),
            not_in_use: false,
            journal: 1000,
        }
    }

    /// Reads YAML. `path` is what errors call it; the empty text means the default.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong, with its line and column.
    pub fn from_yaml(path: &str, text: &str) -> Result<Self, SettingsError> {
        let settings = serde_yaml::from_str::<Option<Self>>(text);
        let settings = settings.map_err(|error| SettingsError::from_yaml(path, &error))?.unwrap_or_default();
        let ids = settings.sites.iter().map(|site| site.url_id.to_string());
        let wmids = settings.people.iter().map(|person| person.wmid.to_string());
        for (key, value) in [("url_id", duplicate(ids)), ("wmid", duplicate(wmids))] {
            if let Some(value) = value {
                return Err(SettingsError::duplicate(path, text, key, &value));
            }
        }
        Ok(settings)
    }

    /// The settings with one more site.
    #[must_use]
    pub fn site(mut self, site: SiteSettings) -> Self {
        self.sites.push(site);
        self
    }

    /// The settings with these people instead.
    #[must_use]
    pub fn people(mut self, people: impl IntoIterator<Item = Person>) -> Self {
        self.people = people.into_iter().collect();
        self
    }

    /// The settings by which only the configured people can log in.
    #[must_use]
    pub fn strict_people(mut self) -> Self {
        self.strict_people = true;
        self
    }

    /// The settings with another table of status codes.
    #[must_use]
    pub fn table(mut self, table: Table) -> Self {
        self.table = Some(table);
        self
    }

    /// The methods that a site's page offers a user: those that the site accepts and the person has, and of
    /// those that are not in use none, unless the settings or the site name them.
    #[must_use]
    pub fn methods(&self, site: &SiteSettings, wmid: Option<&Wmid>) -> Vec<AuthType> {
        let has = |method: &AuthType| wmid.is_none_or(|wmid| self.has_method(wmid, *method));
        let offered = |method: &AuthType| match &site.methods {
            Some(methods) => methods.contains(method),
            None => self.not_in_use || method.is_in_use(),
        };
        AuthType::ALL.iter().copied().filter(offered).filter(has).collect()
    }

    /// Whether a user, if there is one, has the method.
    pub(crate) fn has_method(&self, wmid: &Wmid, method: AuthType) -> bool {
        let person = self.people.iter().find(|person| person.wmid == *wmid);
        person.and_then(|person| person.methods.as_ref()).is_none_or(|methods| methods.contains(&method))
    }

    /// Returns the table that the codes for a site are taken from; for an unknown site, the current one.
    #[must_use]
    pub fn table_of(&self, site: Option<&SiteSettings>) -> Table {
        let own = site.and_then(|site| site.table).or(self.table);
        own.unwrap_or_else(|| site.map_or(Table::ALL[0], |site| known_table(site.version)))
    }

    /// Returns `true` if a user allows logins from an address.
    pub(crate) fn allows_address(&self, wmid: &Wmid, address: IpAddr) -> bool {
        let person = self.people.iter().find(|person| person.wmid == *wmid);
        person.and_then(|person| person.addresses.as_ref()).is_none_or(|allowed| allowed.contains(&address))
    }

    /// Whether there is such a user.
    #[must_use]
    pub fn knows(&self, wmid: &Wmid) -> bool {
        !self.strict_people || self.people.iter().any(|person| person.wmid == *wmid)
    }
}

impl Default for Settings {
    /// The demo site and three people.
    fn default() -> Self {
        Self::new(demo::site(demo::RETURN_URL))
    }
}

impl Person {
    /// Somebody with every method.
    #[must_use]
    pub fn new(wmid: Wmid, name: impl Into<String>) -> Self {
        Self { wmid, name: name.into(), methods: None, addresses: None }
    }

    /// The same person with these methods alone.
    #[must_use]
    pub fn methods(mut self, methods: impl IntoIterator<Item = AuthType>) -> Self {
        self.methods = Some(methods.into_iter().collect());
        self
    }
}

impl Default for Lifetimes {
    fn default() -> Self {
        Self { ticket: 3600, expired: 600, remembered: 30 * 24 * 3600 }
    }
}

impl Default for Guesses {
    fn default() -> Self {
        Self { allowed: 5, block: 300 }
    }
}

/// The table that clients of a version know. The current one came with the versions that have factors.
fn known_table(version: Version) -> Table {
    let has_factors = Field::CERTIFICATE.is_some_and(|(factor, _)| factor.is_in(version));
    if has_factors { Table::ALL[0] } else { Table::ALL[Table::ALL.len() - 1] }
}

/// There is no site with this return URL id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("there is no site with the return URL id {0}")]
pub struct UnknownSite(pub UrlId);

/// The first value that comes twice, whatever the letter case.
fn duplicate(values: impl Iterator<Item = String>) -> Option<String> {
    let mut seen = HashSet::new();
    values.map(|value| value.to_lowercase()).find(|value| !seen.insert(value.clone()))
}

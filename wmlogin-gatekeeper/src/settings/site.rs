//! A site.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use url::Url;
use wmlogin_types::services::authorize::Table;
use wmlogin_types::{AuthType, Field, TicketFlags, UrlId, Version, Wmid};

use super::text;
use crate::fault::Fault;

/// A site that people log in to.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SiteSettings {
    /// What the page calls the site; by default the host of its return URL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The WMID of the site's owner.
    #[serde(deserialize_with = "text::value", serialize_with = "text::shown")]
    pub owner: Wmid,
    /// The return URL id, a GUID.
    #[serde(deserialize_with = "text::value", serialize_with = "text::shown")]
    pub url_id: UrlId,
    /// Where the browser posts the answer: an http or https URL.
    #[serde(deserialize_with = "text::web_address", serialize_with = "text::shown")]
    pub return_url: Url,
    /// The version of the answer, such as `3.0`; by default the latest.
    #[serde(default = "latest_version", deserialize_with = "text::version", serialize_with = "text::shown")]
    pub version: Version,
    /// The methods that the site accepts; by default every one that is in use.
    #[serde(
        default,
        deserialize_with = "text::methods",
        serialize_with = "text::shown_methods",
        skip_serializing_if = "Option::is_none"
    )]
    pub methods: Option<Vec<AuthType>>,
    /// Documented fields, by name, and the texts that answers have in them unless the user chooses others:
    /// the second factor, for example. They are wishes: what contradicts the method is passed over.
    #[serde(default, deserialize_with = "text::fields", serialize_with = "text::shown_fields")]
    pub fields: BTreeMap<Field, String>,
    /// Flags that every answer has, as they are sent; by default none.
    #[serde(default, deserialize_with = "text::value", serialize_with = "text::shown")]
    pub flags: TicketFlags,
    /// The table that status codes are taken from; by default the one of the settings, else that which
    /// clients of the version know.
    #[serde(
        default,
        deserialize_with = "text::optional_table",
        serialize_with = "text::shown_table",
        skip_serializing_if = "Option::is_none"
    )]
    pub table: Option<Table>,
    /// The return URL ids of sites whose tickets this one trusts; by default none.
    #[serde(default, deserialize_with = "text::url_ids", serialize_with = "text::shown_ids")]
    pub trusts: Vec<UrlId>,
    /// A mistake that every verification is answered with; by default none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<Fault>,
}

pub(crate) fn latest_version() -> Version {
    Version::ALL[Version::ALL.len() - 1]
}

impl SiteSettings {
    /// A site with everything else by default. `return_url` should be an http or https URL.
    #[must_use]
    pub fn new(owner: Wmid, url_id: UrlId, return_url: Url) -> Self {
        Self {
            name: None,
            owner,
            url_id,
            return_url,
            version: latest_version(),
            methods: None,
            fields: BTreeMap::new(),
            flags: TicketFlags::empty(),
            table: None,
            trusts: Vec::new(),
            fault: None,
        }
    }

    /// What to call the site.
    #[must_use]
    pub fn display_name(&self) -> &str {
        self.name.as_deref().or(self.return_url.host_str()).unwrap_or_default()
    }

    /// The site under a name.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The site with answers of this version.
    #[must_use]
    pub fn version(mut self, version: Version) -> Self {
        self.version = version;
        self
    }

    /// The site with these methods alone.
    #[must_use]
    pub fn methods(mut self, methods: impl IntoIterator<Item = AuthType>) -> Self {
        self.methods = Some(methods.into_iter().collect());
        self
    }

    /// The site with a text that answers have in a field, if nothing speaks against it.
    #[must_use]
    pub fn field(mut self, field: Field, text: impl Into<String>) -> Self {
        self.fields.insert(field, text.into());
        self
    }

    /// The site with flags that every answer has.
    #[must_use]
    pub fn flags(mut self, flags: TicketFlags) -> Self {
        self.flags = flags;
        self
    }

    /// The site with a table of status codes of its own.
    #[must_use]
    pub fn table(mut self, table: Table) -> Self {
        self.table = Some(table);
        self
    }

    /// The site that trusts tickets that were issued for another one.
    #[must_use]
    pub fn trusting(mut self, url_id: UrlId) -> Self {
        self.trusts.push(url_id);
        self
    }

    /// The site with a mistake in the answer to every verification.
    #[must_use]
    pub fn fault(mut self, fault: Fault) -> Self {
        self.fault = Some(fault);
        self
    }
}

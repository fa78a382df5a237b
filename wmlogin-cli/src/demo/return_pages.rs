//! The pages that a login comes back to: one for each version, so that all can be tried.

use url::Url;
use wmlogin_client::{SiteBuilder, SiteError};
use wmlogin_gatekeeper::{Settings, SiteSettings};
use wmlogin_types::{UrlId, Version, Wmid};

use super::error::Error;

/// The return pages of the demo site, of which the gatekeeper knows the versions.
pub struct ReturnPages {
    pub owner: Wmid,
    pages: Vec<ReturnPage>,
}

struct ReturnPage {
    version: Version,
    url_id: UrlId,
    url: Url,
}

impl ReturnPages {
    /// The return pages of the site at this origin.
    pub fn of(origin: &str) -> Result<Self, Error> {
        let pages = Version::ALL.iter().copied().map(|version| ReturnPage::new(origin, version));
        // As long as WMIDs are: `000000000001`.
        let owner = format!("{:0>width$}", 1, width = Wmid::MIN_LENGTH);
        Ok(Self { owner: owner.parse().map_err(Error::Identifier)?, pages: pages.collect::<Result<_, _>>()? })
    }

    /// The id for this version.
    pub fn url_id(&self, version: Version) -> Option<UrlId> {
        self.pages.iter().find(|page| page.version == version).map(|page| page.url_id)
    }

    /// A site with these pages.
    pub fn add_to(&self, site: SiteBuilder) -> SiteBuilder {
        self.newest_first().fold(site, |site, page| site.return_page(page.url_id, page.url.as_str()))
    }

    /// Returns the settings that the gatekeeper needs.
    pub fn settings(&self) -> Settings {
        Settings::new(self.newest_first().map(|page| page.settings(self.owner)))
    }

    /// The first is the one of a login that chooses none.
    fn newest_first(&self) -> impl Iterator<Item = &ReturnPage> {
        self.pages.iter().rev()
    }
}

impl ReturnPage {
    fn new(origin: &str, version: Version) -> Result<Self, Error> {
        let url_id = format!("5173de30-0000-4000-8000-{:012}", version.value());
        let url = format!("{origin}/webmoney/{version}");
        let invalid = |source| SiteError::Address { address: url.clone(), source };
        Ok(Self {
            version,
            url_id: url_id.parse().map_err(Error::Identifier)?,
            url: Url::parse(&url).map_err(invalid)?,
        })
    }

    fn settings(&self, owner: Wmid) -> SiteSettings {
        let name = format!("Demo site, version {}", self.version);
        SiteSettings::new(owner, self.url_id, self.url.clone()).name(name).version(self.version)
    }
}

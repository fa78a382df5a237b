//! What there is when nobody says anything.

use url::Url;

use super::{Person, Settings, SiteSettings};

/// Where the demo site expects its answers.
pub(super) const RETURN_URL: &str = "http://127.0.0.1:3000/webmoney";

/// The site's owner and its return URL id.
const OWNER: &str = "000000000001";
const URL_ID: &str = "7afa5173-bddb-453a-adce-99fb012ceb73";

const PEOPLE: [(&str, &str); 3] = [
    ("100000000001", "First demo user"),
    ("100000000002", "Second demo user"),
    ("100000000003", "Third demo user"),
];

/// The demo site; none if `return_url` is no URL.
pub(super) fn site(return_url: &str) -> Option<SiteSettings> {
    let site = SiteSettings::new(OWNER.parse().ok()?, URL_ID.parse().ok()?, Url::parse(return_url).ok()?);
    Some(site.name("Demo site"))
}

/// The people whom the page offers.
pub(super) fn people() -> Vec<Person> {
    PEOPLE.iter().filter_map(|(wmid, name)| Some(Person::new(wmid.parse().ok()?, *name))).collect()
}

impl Settings {
    /// The default, with a demo site that expects its answers at `return_url`, an http or https URL.
    #[must_use]
    pub fn demo(return_url: Url) -> Self {
        let mut settings = Self::default();
        if let Some(site) = settings.sites.first_mut() {
            site.return_url = return_url;
        }
        settings
    }
}

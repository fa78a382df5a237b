//! The settings without a file: the site of the documentation, and three people.

use url::Url;
use wmlogin_types::Wmid;

use super::{Person, Settings, SiteSettings};

/// Where the demo site expects its answers.
pub(super) const RETURN_URL: &str = "http://localhost:3000/webmoney";

/// The site's return URL id.
const URL_ID: &str = "7afa5173-bddb-453a-adce-99fb012ceb73";

const PEOPLE: [(&str, &str); 3] =
    [("1", "First demo user"), ("2", "Second demo user"), ("3", "Third demo user")];

/// The demo site; none if `return_url` is no URL.
pub(super) fn site(return_url: &str) -> Option<SiteSettings> {
    let site = SiteSettings::new(owner()?, URL_ID.parse().ok()?, Url::parse(return_url).ok()?);
    Some(site.name("Demo site"))
}

/// The people whom the page offers.
pub(super) fn people() -> Vec<Person> {
    PEOPLE.iter().filter_map(|(number, name)| Some(Person::new(wmid('1', number)?, *name))).collect()
}

/// The digits in order, as many as WMIDs have: `123456789012`.
fn owner() -> Option<Wmid> {
    ('1'..='9').chain(['0']).cycle().take(Wmid::MIN_LENGTH).collect::<String>().parse().ok()
}

/// The WMID that begins and ends so, as long as WMIDs are: `100000000001`.
fn wmid(first: char, number: &str) -> Option<Wmid> {
    format!("{first}{number:0>width$}", width = Wmid::MIN_LENGTH - 1).parse().ok()
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

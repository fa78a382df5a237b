//! The checks of a site, and which of them are made here.

use super::arguments::Arguments;

/// A check of `Site::receive`.
pub struct Check {
    /// A name, for programs.
    pub name: &'static str,
    /// Its subject, for people.
    pub description: &'static str,
    /// The reason that it is not made, if it is not.
    pub omitted: Option<&'static str>,
}

/// All checks, in the order in which a site makes them.
pub fn all(arguments: &Arguments) -> [Check; 6] {
    let any_url_id = arguments.url_id.is_none().then_some("give --url-id");
    [
        check("origin", "a page of the service posted it", Some("not known here")),
        check("form", "it is as documented", None),
        check("url_id", "it is for this return URL id", any_url_id),
        check("times", "its times are sane and it has not expired", None),
        check("address", "the browser has the address of who logged in", Some("not known here")),
        check("replay", "its ticket was not accepted before", Some("nothing is kept between runs")),
    ]
}

const fn check(name: &'static str, description: &'static str, omitted: Option<&'static str>) -> Check {
    Check { name, description, omitted }
}

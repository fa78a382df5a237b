//! The cookies of a browser, and the requests that they go along with.

use cookie_store::CookieStore;
use http::header::SET_COOKIE;
use http::{HeaderMap, Method};
use url::Url;

use super::initiator::Relation;

/// The cookies of a browser.
#[derive(Default)]
pub(super) struct Cookies(CookieStore);

impl Cookies {
    /// Stores the cookies that an answer sets or removes. The navigation of a whole page may set `SameSite` cookies
    /// from anywhere.
    pub(super) fn store(&mut self, headers: &HeaderMap, url: &Url) {
        for cookie in headers.get_all(SET_COOKIE).into_iter().filter_map(|cookie| cookie.to_str().ok()) {
            // A cookie that is removed or refused counts as an error.
            let _ = self.0.parse(cookie, url);
        }
    }

    /// Stores a cookie as if a page at this address had set it; returns `false` if browsers refuse it.
    pub(super) fn set(&mut self, cookie: &str, url: &Url) -> bool {
        self.0.parse(cookie, url).is_ok()
    }

    /// The `Cookie` header of a request. One that comes from another site has no `Strict` cookies, and unless it
    /// only asks for a page no `Lax` ones, which cookies are by default.
    pub(super) fn header(&self, url: &Url, relation: Relation, method: &Method) -> String {
        let is_same_site = relation < Relation::CrossSite;
        let cookies = self.0.matches(url).into_iter().filter(|cookie| match cookie.same_site() {
            Some(same_site) if same_site.is_none() => true,
            Some(same_site) if same_site.is_strict() => is_same_site,
            _ => is_same_site || *method == Method::GET,
        });
        let pairs: Vec<_> = cookies.map(|cookie| format!("{}={}", cookie.name(), cookie.value())).collect();
        pairs.join("; ")
    }
}

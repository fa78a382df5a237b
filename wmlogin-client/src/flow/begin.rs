//! Beginning a login.

use wmlogin_types::Excerpt;

use super::cookie::{Jar, Login};
use super::error::FlowError;
use super::reply::Reply;
use super::{LoginFlow, page, place, words_of};
use crate::replay::LoginNonce;
use crate::request::BrowserRequest;
use crate::site::{LogOffAddress, LoginAddress, ReturnPage};

/// The query parameter that marks a redirect to the right host.
const HOST_MARK: &str = "wmlogin-host";

impl LoginFlow {
    /// Starts the address of a log-out from the service that comes back to the host that the browser asks.
    #[must_use]
    pub fn log_off(&self, request: &BrowserRequest<'_>) -> LogOffAddress<'_> {
        self.page_on_host(request).unwrap_or_else(|| self.site.first_return_page()).log_off()
    }

    /// Begins a login: [`begin_with`](Self::begin_with) that asks for nothing in particular.
    pub fn begin(&self, request: &BrowserRequest<'_>, place: &str) -> Reply {
        self.begin_with(request, place, |login| login)
    }

    /// Begins a login that leads to `place`, a path and query on the site, or to the default place if it is
    /// anything else or longer than [`MAX_PLACE_LENGTH`](crate::MAX_PLACE_LENGTH). It may come from the request.
    ///
    /// The reply redirects the browser to the service and brings a cookie for this login, or it is another
    /// page; see [the table](Self#every-case). Nothing is kept on the server. `choose` says what to ask the
    /// service's page for, such as a method or a language; it gets the login of the return page on the host
    /// that the browser asks, and may return that of another page on that host.
    pub fn begin_with<'a>(
        &'a self,
        request: &BrowserRequest<'_>,
        place: &str,
        choose: impl FnOnce(LoginAddress<'a>) -> LoginAddress<'a>,
    ) -> Reply {
        match self.try_begin(request, place, choose) {
            Ok(reply) => reply,
            Err(error) => self.denied(request, error).into_reply(),
        }
    }

    fn try_begin<'a>(
        &'a self,
        request: &BrowserRequest<'_>,
        place: &str,
        choose: impl FnOnce(LoginAddress<'a>) -> LoginAddress<'a>,
    ) -> Result<Reply, FlowError> {
        match request.method {
            "GET" if !request.is_background => {}
            "GET" | "HEAD" => return Ok(Reply::no_content()),
            found => return Err(FlowError::OtherMethod { found: Excerpt::shown(found.as_bytes()) }),
        }
        let Some(page) = self.page_on_host(request) else { return self.to_right_host(request) };
        if request.fetch_site == Some("cross-site") {
            let again = place::local(request.target, page.url());
            return Ok(page::ask(words_of(request), again.as_deref().unwrap_or(&self.login_path)));
        }
        let address = choose(page.login());
        // The choice may be another return page of the site; one of another site could not come back.
        let page = self.site.return_page(address.by_role().return_id).unwrap_or(page);
        let nonce = LoginNonce::random().map_err(|_| FlowError::Random)?;
        let place = place::local(place, page.url()).unwrap_or_else(|| self.after_login.to_string());
        let jar = Jar::of(page.url());
        let brought = jar.open(&request.cookies);
        let login = Login::new(page.url_id(), brought.next_time(self.site.now()), nonce, place);
        let cookies = jar.add(&login, &self.keys, &brought);
        tracing::debug!("login begun");
        Ok(Reply::redirect(address.url().as_str()).cookies(cookies))
    }

    /// The return page on the host that the browser asks.
    fn page_on_host(&self, request: &BrowserRequest<'_>) -> Option<&ReturnPage> {
        self.site.return_pages().iter().find(|page| is_host_of(request, page))
    }

    /// The cookie of a login belongs to one host, so a login begins on the host that it returns to.
    fn to_right_host(&self, request: &BrowserRequest<'_>) -> Result<Reply, FlowError> {
        let hosts = self.site.return_pages().iter().filter_map(|page| page.url().host_str());
        if request.is_marked(HOST_MARK) {
            return Err(FlowError::OtherHost {
                found: Excerpt::shown(request.host.unwrap_or_default().as_bytes()),
                expected: hosts.collect::<Vec<_>>().join(" or "),
            });
        }
        let first = self.site.first_return_page().url();
        let target = place::local(request.target, first).unwrap_or_else(|| self.login_path.to_string());
        let separator = if target.contains('?') { '&' } else { '?' };
        Ok(Reply::redirect(&format!(
            "{}{target}{separator}{HOST_MARK}",
            first.origin().ascii_serialization()
        )))
    }
}

/// Compares host and port, as far as the scheme does not imply the port.
pub(super) fn is_host_of(request: &BrowserRequest<'_>, page: &ReturnPage) -> bool {
    let url = page.url();
    let Some((host, expected)) = request.host.zip(url.host_str()) else { return false };
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
        _ => (host, None),
    };
    let default_port = if url.scheme() == "https" { Some(443) } else { Some(80) };
    name.eq_ignore_ascii_case(expected) && port.or(default_port) == url.port_or_known_default()
}

//! The stand-in as it runs.

mod builder;
mod error;
mod listen;
mod tls_server;
mod watch;

use std::fmt;
use std::sync::Arc;

use http::HeaderValue;
use http::header::{CONTENT_TYPE, HOST, ORIGIN};
use tokio::task::JoinHandle;
use url::Url;
use wmlogin_types::{Response, UrlId};

#[cfg(feature = "browser")]
use crate::browser::{Browser, BrowserError, StandIn};
use crate::certification::CertificationAuthority;
use crate::http::Server;
use crate::{Approval, ApprovalError, Clock, Entry, EntryKind, Fault, Queued, Settings, State, UnknownSite};

pub use builder::GatekeeperBuilder;
pub use error::StartError;
use tls_server::TlsServer;
pub use watch::WatchError;

/// A stand-in for the service, which runs until it is stopped or dropped.
///
/// ```
/// use std::net::Ipv4Addr;
/// use wmlogin_client::types::{AuthType, Factor2};
/// use wmlogin_client::{BrowserRequest, HttpTransport, Received, Site, Verifier};
/// use wmlogin_gatekeeper::{Approval, Gatekeeper};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let gatekeeper = Gatekeeper::start().await?;
/// let settings = gatekeeper.settings();
/// let (shop, user) = (&settings.sites[0], &settings.people[0]);
///
/// // The site, as it is in production but for the service's address.
/// let site = Site::builder(shop.owner)
///     .return_page(shop.url_id, shop.return_url.as_str())
///     .service(gatekeeper.base_url().as_str())
///     .build()?;
/// let verifier = Verifier::new(HttpTransport::builder().build()?);
///
/// // What the browser would bring.
/// let approval = Approval::new(user.wmid, AuthType::PasswordSms, Ipv4Addr::LOCALHOST);
/// let body = gatekeeper.issue(&shop.url_id, &approval)?.to_form();
/// let origin = gatekeeper.base_url().origin().ascii_serialization();
/// let headers = [("content-type", "application/x-www-form-urlencoded"), ("origin", &origin)];
/// let request = BrowserRequest::new("POST", "/webmoney").headers(headers).body(body.as_bytes());
/// let request = request.address(Ipv4Addr::LOCALHOST.into());
///
/// let Received::Login(login) = site.receive(&request)? else { panic!("a login") };
/// let verified = verifier.verify(&login).await?;
/// assert_eq!(*verified.wmid(), user.wmid);
/// assert_eq!(gatekeeper.asked().len(), 1);
/// gatekeeper.stop().await;
/// # Ok(())
/// # }
/// ```
#[must_use = "it stops when it is dropped"]
pub struct Gatekeeper {
    state: Arc<State>,
    base_url: Url,
    control_url: Option<Url>,
    server: Server,
    control: Option<Server>,
    watch: Option<Watch>,
    tls: Option<TlsServer>,
}

/// Ends the task that it holds.
struct Watch(JoinHandle<()>);

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Gatekeeper {
    /// Starts with the default settings, on a port of this machine that is free.
    ///
    /// # Errors
    ///
    /// There is no port, or there are no random numbers.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// A stand-in with other settings, clock or address.
    pub fn builder() -> GatekeeperBuilder {
        GatekeeperBuilder::default()
    }

    /// Where the pages and the service are, such as `http://127.0.0.1:8080/`; a site takes it for the
    /// address of the service.
    #[must_use]
    pub fn base_url(&self) -> &Url {
        &self.base_url
    }

    /// Where the control port is, if there is one.
    #[must_use]
    pub fn control_url(&self) -> Option<&Url> {
        self.control_url.as_ref()
    }

    /// The certification authority, if it is [switched on](GatekeeperBuilder::certificates).
    #[must_use]
    pub fn certification(&self) -> Option<&CertificationAuthority> {
        self.tls.as_ref().map(|tls| tls.authority.authority())
    }

    /// Where the pages and the service are with TLS, such as `https://127.0.0.1:8443/`, if certificates are
    /// switched on. Browsers are asked for a certificate there.
    #[must_use]
    pub fn tls_url(&self) -> Option<&Url> {
        self.tls.as_ref().map(|tls| &tls.url)
    }

    /// The settings as they are now.
    #[must_use]
    pub fn settings(&self) -> Arc<Settings> {
        self.state.settings()
    }

    /// Takes other settings; tickets and remembered logins stay.
    pub fn reload(&self, settings: Settings) {
        self.state.reload(settings);
    }

    /// Forgets everything that happened, between two tests; the settings stay.
    pub fn reset(&self) {
        self.state.reset();
    }

    /// The clock that tickets go by.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        self.state.clock()
    }

    /// Makes the answer to a login without a browser: what the authentication page would post to the site.
    ///
    /// # Errors
    ///
    /// Why there is no answer to such a login.
    pub fn issue(&self, site: &UrlId, approval: &Approval) -> Result<Response, ApprovalError> {
        self.state.issue(site, approval)
    }

    /// Makes the request that a browser would post to the site, with the headers that a site looks at; the
    /// address of the browser is that of the approval.
    ///
    /// # Errors
    ///
    /// The reason that there is no answer to such a login.
    pub fn callback(
        &self,
        site: &UrlId,
        approval: &Approval,
    ) -> Result<http::Request<Vec<u8>>, ApprovalError> {
        let return_url = self.state.site(site).ok_or(UnknownSite(*site))?.return_url.clone();
        let mut request = http::Request::new(self.issue(site, approval)?.to_form().into_bytes());
        *request.method_mut() = http::Method::POST;
        // Every URL of a site is a URI.
        *request.uri_mut() = return_url.as_str().parse().unwrap_or_default();
        let host = &return_url[url::Position::BeforeHost..url::Position::AfterPort];
        let origin = self.base_url.origin().ascii_serialization();
        for (name, value) in
            [(HOST, host), (ORIGIN, &origin), (CONTENT_TYPE, "application/x-www-form-urlencoded")]
        {
            request.headers_mut().extend(HeaderValue::from_str(value).ok().map(|value| (name, value)));
        }
        Ok(request)
    }

    /// Makes a [browser](crate::browser) that signs users in at your own site, with no cookies yet. It trusts the root
    /// of the [certification authority](Self::certification), if there is one.
    ///
    /// # Errors
    ///
    /// TLS cannot be set up.
    #[cfg(feature = "browser")]
    pub fn browser(&self) -> Result<Browser, BrowserError> {
        let ports = [Some(&self.base_url), self.tls_url()];
        let ports = ports.map(|url| url.and_then(Url::port_or_known_default));
        Browser::of(StandIn { ports, root: self.certification().map(|authority| authority.root().clone()) })
    }

    /// Queues what the next visit to the authentication page of a site ends with, without asking the user:
    /// an [`Approval`] or an [`Outcome`](wmlogin_types::Outcome).
    ///
    /// # Errors
    ///
    /// There is no such site.
    pub fn queue(&self, site: &UrlId, next: impl Into<Queued>) -> Result<(), UnknownSite> {
        self.state.queue(site, next)
    }

    /// Sets the fault of the answers to all verifications for a site, or lifts it, until the settings are
    /// reloaded.
    ///
    /// # Errors
    ///
    /// There is no such site.
    pub fn set_fault(&self, site: &UrlId, fault: Option<Fault>) -> Result<(), UnknownSite> {
        self.state.set_fault(site, fault)
    }

    /// Queues a fault of the answer to one verification for a site.
    ///
    /// # Errors
    ///
    /// There is no such site.
    pub fn queue_fault(&self, site: &UrlId, fault: Fault) -> Result<(), UnknownSite> {
        self.state.queue_fault(site, fault)
    }

    /// What sites asked about tickets and were told, the oldest first; credentials are masked.
    #[must_use]
    pub fn asked(&self) -> Vec<Entry> {
        let is_question = |entry: &Entry| matches!(entry.kind, EntryKind::Verified | EntryKind::Refused);
        self.journal().into_iter().filter(is_question).collect()
    }

    /// Everything that happened, the oldest first; credentials are masked.
    #[must_use]
    pub fn journal(&self) -> Vec<Entry> {
        self.state.journal()
    }

    /// Stops listening, and waits for the requests that are being answered, though not forever.
    pub async fn stop(self) {
        drop(self.watch);
        if let Some(control) = self.control {
            control.stop().await;
        }
        // The authority is released after the plain server, which also uses it, has stopped.
        let authority = match self.tls {
            Some(tls) => {
                tls.server.stop().await;
                Some(tls.authority)
            }
            None => None,
        };
        self.server.stop().await;
        drop(authority);
    }
}

impl fmt::Debug for Gatekeeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gatekeeper")
            .field("base_url", &self.base_url.as_str())
            .field("control_url", &self.control_url.as_ref().map(Url::as_str))
            .field("tls_url", &self.tls_url().map(Url::as_str))
            .finish_non_exhaustive()
    }
}

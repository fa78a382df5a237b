//! A stand-in with a site for every version, and the sites themselves.

use std::net::Ipv4Addr;

use url::Url;
use wmlogin_client::types::{Field, UrlId, Version, Wmid};
use wmlogin_client::{
    BrowserRequest, HttpTransport, LoginAddress, Received, ReturnPage, Site, VerifiedLogin, Verifier,
    VerifyError,
};
use wmlogin_gatekeeper::{Approval, Clock, Gatekeeper, Settings, SiteSettings};

use crate::browser::{Browser, Form, Page};

/// The owner of the sites.
pub const OWNER: &str = "000000000001";
/// One of the people that the stand-in knows.
pub const USER: &str = "100000000001";

/// A stand-in, and the sites that sign users in by it.
pub struct World {
    pub gatekeeper: Gatekeeper,
    pub site: Site,
    pub verifier: Verifier,
}

/// Settings with a site for every version.
pub fn settings() -> Settings {
    Settings::new(Version::ALL.iter().copied().map(|version| {
        let return_url = format!("https://shop-{}.example/webmoney", version.value());
        let return_url = return_url.parse().expect("an address");
        SiteSettings::new(wmid(OWNER), id(version), return_url)
            .name(format!("Shop {version}"))
            .version(version)
    }))
}

/// The return URL id of the site of a version.
pub fn id(version: Version) -> UrlId {
    format!("7afa5173-bddb-453a-adce-99fb012c{:04}", version.value()).parse().expect("an id")
}

pub fn wmid(text: &str) -> Wmid {
    text.parse().expect("a WMID")
}

/// The latest version.
pub fn latest() -> Version {
    Version::ALL[Version::ALL.len() - 1]
}

impl World {
    /// Starts a stand-in with [`settings`].
    pub async fn new() -> Self {
        Self::with(settings()).await
    }

    /// Starts a stand-in with these settings.
    pub async fn with(settings: Settings) -> Self {
        let gatekeeper = Gatekeeper::builder().settings(settings).start().await.expect("a stand-in");
        Self::of(gatekeeper)
    }

    /// Builds the sites of a stand-in that runs.
    pub fn of(gatekeeper: Gatekeeper) -> Self {
        let sites = &gatekeeper.settings().sites;
        let site = sites.iter().fold(Site::builder(sites[0].owner), |builder, site| {
            builder.return_page(site.url_id, site.return_url.as_str())
        });
        let clock: Clock = gatekeeper.clock().clone();
        let site = site.service(gatekeeper.base_url().as_str()).clock(move || clock.now());
        let verifier = Verifier::new(HttpTransport::builder().build().expect("a transport"));
        Self { site: site.build().expect("a site"), verifier, gatekeeper }
    }

    /// The origin of the stand-in.
    pub fn origin(&self) -> String {
        self.gatekeeper.base_url().origin().ascii_serialization()
    }

    /// The address of a page of the stand-in.
    pub fn url(&self, path: &str) -> Url {
        self.gatekeeper.base_url().join(path).expect("an address")
    }

    /// The return page of the site of a version.
    pub fn page_of(&self, version: Version) -> &ReturnPage {
        self.site.return_page(&id(version)).expect("a page")
    }

    /// The address that the site of the latest version redirects browsers to.
    pub fn login_url<'a>(&'a self, choose: impl Fn(LoginAddress<'a>) -> LoginAddress<'a>) -> Url {
        choose(self.page_of(latest()).login()).url()
    }

    /// Opens the login page.
    pub async fn open<'a>(
        &'a self,
        browser: &mut Browser,
        choose: impl Fn(LoginAddress<'a>) -> LoginAddress<'a>,
    ) -> Page {
        browser.open(&self.login_url(choose)).await
    }

    /// Allows the login after changes to the form, and returns the page that posts the answer.
    pub async fn allow(&self, browser: &mut Browser, page: &Page, change: impl FnOnce(&mut Form)) -> Page {
        let mut form = page.form();
        change(&mut form);
        form.press("allow");
        browser.submit(page, &form).await
    }

    /// Lets the site receive the answer that a page posts.
    pub fn receive(&self, page: &Page) -> Received {
        let form = page.form();
        let target = form.target(&page.url);
        let origin = page.origin_for(&target);
        self.receive_body(&origin, &form.body())
    }

    /// Lets the site receive an answer.
    pub fn receive_body(&self, origin: &str, body: &str) -> Received {
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("origin", origin)];
        let request = BrowserRequest::new("POST", "/").headers(headers).body(body.as_bytes());
        let request = request.address(Ipv4Addr::LOCALHOST.into());
        self.site.receive(&request).expect("an answer that the site takes")
    }

    /// Lets the site receive and verify the answer that a page posts.
    pub async fn verify(&self, page: &Page) -> VerifiedLogin {
        let Received::Login(login) = self.receive(page) else { panic!("no login: {page:?}") };
        self.verifier.verify(&login).await.expect("a yes")
    }

    /// The same for a site that has this address for the stand-in's. The verification is over plain HTTP.
    pub async fn verify_from(&self, page: &Page, service: &str) -> VerifiedLogin {
        let sites = &self.gatekeeper.settings().sites;
        let site = sites.iter().fold(Site::builder(sites[0].owner), |builder, site| {
            builder.return_page(site.url_id, site.return_url.as_str())
        });
        let site = site.service(service).build().expect("a site");
        let form = page.form();
        let origin = page.origin_for(&form.target(&page.url));
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("origin", &*origin)];
        let body = form.body();
        let request = BrowserRequest::new("POST", "/").headers(headers).body(body.as_bytes());
        let received = site.receive(&request.address(Ipv4Addr::LOCALHOST.into()));
        received.expect("an answer that the site takes");
        let Received::Login(login) = self.receive_body(&self.origin(), &body) else {
            panic!("no login: {page:?}")
        };
        self.verifier.verify(&login).await.expect("a yes")
    }

    /// Logs in without a browser.
    pub async fn log_in(&self, approval: &Approval) -> Result<VerifiedLogin, VerifyError> {
        let body = self.gatekeeper.issue(&id(latest()), approval).expect("an answer").to_form();
        let Received::Login(login) = self.receive_body(&self.origin(), &body) else { panic!("no login") };
        self.verifier.verify(&login).await
    }
}

/// The value of a field in the answer that a page posts.
pub fn answered(page: &Page, field: Field) -> Option<String> {
    page.form().value(field.name()).map(str::to_owned)
}

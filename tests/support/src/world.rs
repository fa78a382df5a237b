//! A stand-in with a site for every version, and the sites themselves.

use std::net::Ipv4Addr;

use url::Url;
use wmlogin_client::types::pages::authentication;
use wmlogin_client::types::{Field, UrlId, Version, Wmid};
use wmlogin_client::{
    Callback, HttpTransport, Received, ReturnPage, Site, VerifiedLogin, Verifier, VerifyError,
};
use wmlogin_gatekeeper::{Approval, Clock, Gatekeeper, Settings, SiteSettings};

use crate::browser::{Browser, Form, Page};

pub const OWNER: &str = "000000000001";
pub const USER: &str = "100000000001";

pub struct World {
    pub gatekeeper: Gatekeeper,
    pub site: Site,
    pub verifier: Verifier,
}

/// A site for every version; they are told apart by the end of their ids.
pub fn settings() -> Settings {
    Settings::new(Version::ALL.map(|version| {
        let return_url = format!("https://shop-{}.example/webmoney", version.value());
        let return_url = return_url.parse().expect("an address");
        SiteSettings::new(wmid(OWNER), id(version), return_url)
            .name(format!("Shop {version}"))
            .version(version)
    }))
}

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
    pub async fn new() -> Self {
        Self::with(settings()).await
    }

    pub async fn with(settings: Settings) -> Self {
        let gatekeeper = Gatekeeper::builder().settings(settings).start().await.expect("a stand-in");
        Self::of(gatekeeper)
    }

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

    pub fn origin(&self) -> String {
        self.gatekeeper.base_url().origin().ascii_serialization()
    }

    pub fn url(&self, path: &str) -> Url {
        self.gatekeeper.base_url().join(path).expect("an address")
    }

    pub fn page_of(&self, version: Version) -> &ReturnPage {
        self.site.return_page(&id(version)).expect("a page")
    }

    /// The address that the site of the latest version sends browsers to.
    pub fn login_url(&self, choose: impl Fn(authentication::Query) -> authentication::Query) -> Url {
        self.site.login_url(&choose(self.page_of(latest()).login()))
    }

    pub async fn open(
        &self,
        browser: &mut Browser,
        choose: impl Fn(authentication::Query) -> authentication::Query,
    ) -> Page {
        browser.open(&self.login_url(choose)).await
    }

    /// The user allows it, after changes to the form; the page that posts the answer.
    pub async fn allow(&self, browser: &mut Browser, page: &Page, change: impl FnOnce(&mut Form)) -> Page {
        let mut form = page.form();
        change(&mut form);
        form.press("allow");
        browser.submit(page, &form).await
    }

    /// What the site makes of the answer that a page posts.
    pub async fn receive(&self, page: &Page) -> Received {
        let form = page.form();
        let target = form.target(&page.url);
        let origin = page.origin_for(&target);
        self.receive_body(&origin, &form.body()).await
    }

    pub async fn receive_body(&self, origin: &str, body: &str) -> Received {
        let mut callback = Callback::new("POST", body.as_bytes());
        callback.content_type = Some("application/x-www-form-urlencoded");
        callback.origin = Some(origin);
        callback.address = Some(Ipv4Addr::LOCALHOST.into());
        self.site.receive(&callback).await.expect("an answer that the site takes")
    }

    pub async fn verify(&self, page: &Page) -> VerifiedLogin {
        let Received::Login(login) = self.receive(page).await else { panic!("no login: {page:?}") };
        self.verifier.verify(&login).await.expect("a yes")
    }

    /// A whole login without a browser.
    pub async fn log_in(&self, approval: &Approval) -> Result<VerifiedLogin, VerifyError> {
        self.log_in_by(&self.verifier, approval).await
    }

    pub async fn log_in_by(
        &self,
        verifier: &Verifier,
        approval: &Approval,
    ) -> Result<VerifiedLogin, VerifyError> {
        let body = self.gatekeeper.issue(&id(latest()), approval).expect("an answer").to_form();
        let Received::Login(login) = self.receive_body(&self.origin(), &body).await else {
            panic!("no login")
        };
        verifier.verify(&login).await
    }
}

/// The value of a field in the answer that a page posts.
pub fn answered(page: &Page, field: Field) -> Option<String> {
    page.form().value(field.name()).map(str::to_owned)
}

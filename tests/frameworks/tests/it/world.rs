//! A site on `localhost`, and a stand-in for the service on `127.0.0.1`: another site for every browser.

use std::net::TcpListener;
use std::thread;

use url::Url;
use wmlogin_client::{HttpTransport, LoginFlow, Site, Verifier};
use wmlogin_frameworks::{actix, axum, blocking};
use wmlogin_gatekeeper::{Fault, Gatekeeper, Settings, SiteSettings};
use wmlogin_test_support::browser::{Browser, Initiator, Page};

use crate::memory_store::MemoryStore;

/// The first of the people that the stand-in offers.
pub const USER: &str = "100000000001";
pub const OTHER_USER: &str = "100000000002";
/// The page for a user who is not signed in.
pub const NOBODY: &str = "nobody";
/// Another site than those two.
pub const STRANGER: &str = "http://stranger.example";

/// The frameworks of the sites.
#[derive(Clone, Copy, Debug)]
pub enum Framework {
    Axum,
    Actix,
    Blocking,
}

impl Framework {
    /// Serves the site in a thread that ends with the process.
    fn serve(self, listener: TcpListener, flow: LoginFlow, verifier: Verifier) {
        thread::spawn(move || match self {
            Self::Axum => {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
                runtime.expect("a runtime").block_on(async {
                    listener.set_nonblocking(true).expect("a listener");
                    let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
                    axum::serve(listener, flow, verifier).await.expect("the site is served");
                });
            }
            Self::Actix => {
                let site = actix::serve(listener, flow, verifier, MemoryStore::default());
                actix_web::rt::System::new().block_on(site).expect("the site is served");
            }
            Self::Blocking => blocking::serve(listener, flow, verifier).expect("the site is served"),
        });
    }
}

/// A site, and the stand-in that signs its users in.
pub struct World {
    pub gatekeeper: Gatekeeper,
    site: Url,
}

impl World {
    pub async fn new(framework: Framework) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let site = Url::parse(&format!("http://localhost:{port}/")).expect("an address");
        let return_url = site.join("/webmoney").expect("an address");
        let gatekeeper = Gatekeeper::builder().settings(Settings::demo(return_url)).start().await;
        let world = Self { gatekeeper: gatekeeper.expect("a stand-in"), site };
        let registered = world.registered();
        let site = Site::builder(registered.owner)
            .return_page(registered.url_id, registered.return_url.as_str())
            .service(world.gatekeeper.base_url().as_str());
        let flow = LoginFlow::new(site.build().expect("a site")).expect("a flow");
        let verifier = Verifier::new(HttpTransport::builder().build().expect("a transport"));
        framework.serve(listener, flow.after_login("/account"), verifier);
        world
    }

    /// The site as it is registered with the service.
    pub fn registered(&self) -> SiteSettings {
        self.gatekeeper.settings().sites[0].clone()
    }

    /// The address of a page of the site.
    pub fn url(&self, path: &str) -> Url {
        self.site.join(path).expect("an address")
    }

    pub fn origin(&self) -> String {
        self.site.origin().ascii_serialization()
    }

    pub fn service_origin(&self) -> String {
        self.gatekeeper.base_url().origin().ascii_serialization()
    }

    /// Sets the mistake that the service makes from now on.
    pub fn set_fault(&self, fault: impl Into<Option<Fault>>) {
        self.gatekeeper.set_fault(&self.registered().url_id, fault.into()).expect("a site");
    }

    /// The user decides on the page of the service, and comes to the relay page of the site.
    pub async fn decide(&self, browser: &mut Browser, page: &Page, user: &str, decision: &str) -> Page {
        let page = browser.submit(page, page.form().set("WmId", user).press(decision)).await;
        browser.submit(&page, &page.form()).await
    }

    /// A login that is begun at a page of the site, up to the relay page.
    pub async fn come_back(&self, browser: &mut Browser, place: &str, user: &str) -> Page {
        let page = browser.open(&self.url(place)).await;
        self.decide(browser, &page, user, "allow").await
    }

    /// A whole login; returns its last page.
    pub async fn log_in(&self, browser: &mut Browser, place: &str, user: &str) -> Page {
        let relay = self.come_back(browser, place, user).await;
        browser.submit(&relay, &relay.form()).await
    }

    /// Submits a form of the site that has no fields.
    pub async fn press(&self, browser: &mut Browser, path: &str) -> Page {
        browser.post(Initiator::Page(&self.origin()), &self.url(path), String::new()).await
    }

    /// The user and the basket that the site shows.
    pub async fn home(&self, browser: &mut Browser) -> (String, String) {
        let page = browser.open(&self.url("/")).await;
        (between(&page.body, "<h1>", "</h1>"), between(&page.body, "<b>", "</b>"))
    }

    /// The user that the site shows.
    pub async fn user(&self, browser: &mut Browser) -> String {
        self.home(browser).await.0
    }
}

fn between(text: &str, start: &str, end: &str) -> String {
    let rest = text.split_once(start).map(|(_, rest)| rest);
    let found = rest.and_then(|rest| rest.split_once(end));
    found.unwrap_or_else(|| panic!("no {start} in {text}")).0.to_owned()
}

//! Two nodes, what they share, and who uses them.

use std::process::Command;
use std::sync::Arc;

use url::Url;
use wmlogin_gatekeeper::{Gatekeeper, Settings, SiteSettings};
use wmlogin_test_support::browser::{Browser, Page, tls_client};
use wmlogin_test_support::program::Running;
use wmlogin_test_support::redis::RedisServer;
use wmlogin_test_support::tools::require;

use crate::nginx::{NODE, Nginx, free_port};

/// The first of the people that the stand-in offers.
pub const USER: &str = "100000000001";
const KEY: &str = "7a1fd0c8c1f4e0b9f5b0f5ea1f8d1a55c5a1dd1f4b9b5a0b8f3de6c0a9f4e1d2";

pub struct World {
    pub redis: RedisServer,
    _gatekeeper: Gatekeeper,
    /// The nodes, unless they were killed.
    pub nodes: [Option<Running>; 2],
    site: Url,
    http: reqwest::Client,
    _nginx: Nginx,
}

impl World {
    /// Starts everything, with a rule for tickets that come again: `once` or `network`.
    pub async fn start(rule: &str) -> Option<Self> {
        Self::with(rule, &[]).await
    }

    /// Starts everything, with options for Redis.
    pub async fn with(rule: &str, redis: &[&str]) -> Option<Self> {
        if !require(["nginx"]) {
            return None;
        }
        let redis = RedisServer::with(redis)?;
        let port = free_port();
        let site = Url::parse(&format!("https://localhost:{port}/")).expect("an address");
        let settings = Settings::demo(site.join("/webmoney").expect("an address"));
        let gatekeeper = Gatekeeper::builder().settings(settings).start().await.expect("a stand-in");
        let ports = [free_port(), free_port()];
        let nodes = ports.map(|port| Some(node(port, &redis, &gatekeeper, rule)));
        let nginx = Nginx::start(port, ports).await;
        let http = tls_client(nginx.root.der(), None);
        Some(Self { redis, _gatekeeper: gatekeeper, nodes, site, http, _nginx: nginx })
    }

    /// The address of a page of the site.
    pub fn url(&self, path: &str) -> Url {
        self.site.join(path).expect("an address")
    }

    pub fn browser(&self) -> Browser {
        Browser::over(self.http.clone())
    }

    /// Opens the account, and lets the user allow the login at the service; the page that posts the answer.
    pub async fn answer(&self, browser: &mut Browser) -> Page {
        let page = browser.open(&self.url("/account")).await;
        let form = page.form().press("allow").clone();
        browser.submit(&page, &form).await
    }

    /// The same, and brings the answer to the site; its relay page.
    pub async fn relay(&self, browser: &mut Browser) -> Page {
        let answer = self.answer(browser).await;
        browser.submit(&answer, &answer.form()).await
    }
}

/// Sends the browser to a node.
pub fn at(browser: &mut Browser, node: &'static str) {
    browser.headers.insert(NODE, node.parse().expect("a header"));
}

/// Lets nginx choose the node.
pub fn anywhere(browser: &mut Browser) {
    browser.headers.remove(NODE);
}

fn node(port: u16, redis: &RedisServer, gatekeeper: &Gatekeeper, rule: &str) -> Running {
    let settings: Arc<Settings> = gatekeeper.settings();
    let SiteSettings { return_url, url_id, owner, .. } = &settings.sites[0];
    let mut command = Command::new(env!("CARGO_BIN_EXE_wmlogin-node"));
    command.args([&port.to_string(), &redis.url(), gatekeeper.base_url().as_str(), return_url.as_str()]);
    command.args([url_id.as_str(), owner.as_ref(), KEY, rule]);
    let mut node = Running::start(&mut command);
    assert_eq!(node.line().as_deref(), Some("listening"));
    node
}

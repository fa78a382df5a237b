//! A real browser through a real proxy.

use std::process::Command;
use std::sync::Arc;

use wmlogin_test_support::chromium::{Chromium, Options, Programs, Tab};

use super::nodes::Shared;
use super::world::{Proxy, USER, World};

const PICTURES: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/forward-auth");

async fn journey(world: Option<World>, options: Options) {
    let Some(programs) = Programs::require() else { return };
    let Some(world) = world else { return };
    let chromedriver = Command::new(&programs.chromedriver);
    let chromium = Chromium::start(&programs, chromedriver, options).await;
    let driver = chromium.driver.clone();
    let tab = Arc::new(Tab::new(driver.clone(), PICTURES, "journey"));
    chromium
        .run(async move {
            let path = "/index.php/deep?a=1&b=%26";
            tab.open(world.url(path).as_str()).await;
            tab.click(&format!("[value='{USER}']")).await;
            tab.click("[value=allow]").await;
            if !options.scripts {
                // The page of the service, and the site's own.
                tab.click("form button").await;
                tab.click("form button").await;
            }
            tab.expect(&format!("Welcome, {USER}")).await;
            assert_eq!(tab.address().await, world.url(path).as_str());
            // Back, as often as it takes, does not sign anybody out or in.
            driver.back().await.expect("the page before");
            tab.open(world.url("/").as_str()).await;
            tab.expect(&format!("Welcome, {USER}")).await;
            tab.click("form button").await;
            tab.expect("Sign in").await;
            assert!(tab.text().await.contains("You are signed out."));
            assert!(!tab.scrolls_sideways().await);
            // The site of ten lines has no icon.
            let complaints = tab.complaints().await;
            assert!(complaints.iter().all(|it| it.contains("/favicon.ico")), "{complaints:?}");
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn through_nginx() {
    journey(World::start(Proxy::Nginx), Options::default()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn through_caddy_without_scripts() {
    journey(World::start(Proxy::Caddy), Options { scripts: false, ..Options::default() }).await;
}

/// Nginx takes another node for every request.
#[tokio::test(flavor = "multi_thread")]
async fn over_two_nodes() {
    let Some(shared) = Shared::start() else { return };
    journey(World::on(2, Proxy::Nginx, &shared.arguments()), Options::default()).await;
}

//! The sites in Chromium. Pictures of the pages are in the folder `screenshots` of the target folder.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use thirtyfour::WebDriver;
use wmlogin_gatekeeper::Fault;
use wmlogin_test_support::chromium::{Chromium, Options, Programs, Tab};

use crate::world::{Framework, USER, World};

/// A user of a site.
struct Visit {
    world: World,
    driver: WebDriver,
    tab: Tab,
}

/// Runs a test with a site and a browser; without a browser on the machine it is reported as skipped.
async fn visit<T: Future<Output = ()> + 'static>(
    framework: Framework,
    name: &'static str,
    options: Options,
    test: impl FnOnce(Visit) -> T,
) {
    let Some(programs) = Programs::require() else { return };
    let world = World::new(framework).await;
    let chromium = Chromium::start(&programs, Command::new(&programs.chromedriver), options).await;
    let (driver, pictures) =
        (chromium.driver.clone(), Path::new(env!("CARGO_TARGET_TMPDIR")).join("../screenshots"));
    let tab = Tab::new(driver.clone(), pictures, name);
    chromium.run(test(Visit { world, driver, tab })).await;
}

impl Visit {
    /// Begins a login by the link on the home page.
    async fn begin(&self) {
        self.tab.open(self.world.url("/").as_str()).await;
        self.tab.click("#login").await;
        self.tab.find("[value=allow]").await;
    }

    /// Allows the login on the page of the service.
    async fn allow(&self) {
        self.tab.click(&format!("[value='{USER}']")).await;
        self.tab.click("[value=allow]").await;
    }

    async fn expect_signed_in(&self) {
        self.tab.expect(&format!("Account of {USER}")).await;
    }
}

async fn two_tabs(framework: Framework) {
    visit(framework, "two-tabs", Options::default(), |visit| async move {
        visit.begin().await;
        let first = visit.driver.window().await.expect("a window");
        let second = visit.driver.new_tab().await.expect("a tab");
        visit.driver.switch_to_window(second.clone()).await.expect("a tab");
        visit.begin().await;
        for tab in [first, second] {
            visit.driver.switch_to_window(tab).await.expect("a tab");
            visit.allow().await;
            visit.expect_signed_in().await;
            let complaints = visit.tab.complaints().await;
            assert!(complaints.is_empty(), "{complaints:#?}");
        }
        visit.tab.click("form[action='/logout'] button").await;
        visit.tab.expect("nobody").await;
    })
    .await;
}

async fn without_scripts(framework: Framework) {
    let options = Options { scripts: false, ..Options::default() };
    visit(framework, "without-scripts", options, |visit| async move {
        visit.begin().await;
        visit.allow().await;
        // The page of the service that posts the answer, and the relay page of the site.
        visit.tab.find("form input[name=WmLogin_Ticket]").await;
        visit.tab.click("form button").await;
        visit.tab.expect("Logging in").await;
        visit.tab.click("form button").await;
        visit.expect_signed_in().await;
    })
    .await;
}

async fn without_cookies(framework: Framework) {
    let options = Options { host_without_cookies: Some("localhost"), ..Options::default() };
    visit(framework, "without-cookies", options, |visit| async move {
        visit.begin().await;
        visit.allow().await;
        visit.tab.expect("You are not logged in").await;
        let text = visit.tab.text().await;
        assert!(text.contains("Allow cookies for this site"), "{text}");
        assert_eq!(visit.tab.status().await, 409);
        // The browser complains about the status, and about nothing that the page does.
        let complaints = visit.tab.complaints().await;
        assert!(matches!(&complaints[..], [status] if status.contains("409 (Conflict)")), "{complaints:#?}");
    })
    .await;
}

/// The relay page takes no place in the history, so Back does not lead to it and on to the site again.
#[tokio::test(flavor = "multi_thread")]
async fn back_after_signing_in_leads_to_the_service() {
    visit(Framework::Axum, "back", Options::default(), |visit| async move {
        visit.begin().await;
        visit.allow().await;
        visit.expect_signed_in().await;
        visit.driver.back().await.expect("a page before this one");
        visit.tab.find("[name=decision]").await;
        let address = visit.tab.address().await;
        assert!(address.starts_with(&visit.world.service_origin()), "{address}");
    })
    .await;
}

/// A place may lead to another site: this one begins the next login.
#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_leads_to_another_site() {
    visit(Framework::Axum, "elsewhere", Options::default(), |visit| async move {
        visit.tab.open(visit.world.url("/login?return_to=/login").as_str()).await;
        visit.allow().await;
        for _ in 0..1_000 {
            if !visit.world.gatekeeper.asked().is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        // The login was confirmed, and the page of the service is there again.
        visit.tab.find(&format!("[value='{USER}']")).await;
        let address = visit.tab.address().await;
        assert!(address.starts_with(&visit.world.service_origin()), "{address}");
    })
    .await;
}

/// The pages of the flow on a narrow and a wide screen, in both color schemes and languages.
#[tokio::test(flavor = "multi_thread")]
async fn the_pages() {
    for (name, language) in [("flow-en", "en-US"), ("flow-ru", "ru-RU")] {
        let options = Options { scripts: false, language, ..Options::default() };
        visit(Framework::Axum, name, options, |visit| async move {
            visit.begin().await;
            visit.allow().await;
            visit.tab.find("form input[name=WmLogin_Ticket]").await;
            visit.tab.click("form button").await;
            visit.tab.find("form[data-now]").await;
            pictures(&visit.tab, "relay").await;
            visit.world.set_fault(Fault::ServerError);
            visit.tab.click("form button").await;
            visit.tab.find("form:not([data-now])").await;
            pictures(&visit.tab, "unavailable").await;
            visit.driver.delete_all_cookies().await.expect("no cookies");
            visit.tab.click("form button").await;
            visit.tab.find("a.button").await;
            pictures(&visit.tab, "denied").await;
        })
        .await;
    }
}

async fn pictures(tab: &Tab, page: &str) {
    for (size, width) in [("narrow", 360), ("wide", 1200)] {
        for color_scheme in ["light", "dark"] {
            tab.emulate(width, 700, color_scheme).await;
            assert!(!tab.scrolls_sideways().await, "{page} {size}");
            tab.screenshot(&format!("{page}-{size}-{color_scheme}")).await;
        }
    }
}

/// Makes a test of each case for a site.
macro_rules! test_site {
    ($site:ident, $framework:ident) => {
        mod $site {
            use crate::world::Framework;

            #[tokio::test(flavor = "multi_thread")]
            async fn two_tabs() {
                super::two_tabs(Framework::$framework).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn without_scripts() {
                super::without_scripts(Framework::$framework).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn without_cookies() {
                super::without_cookies(Framework::$framework).await;
            }
        }
    };
}

test_site!(axum, Axum);
test_site!(actix, Actix);
test_site!(blocking, Blocking);

//! Signing in with a personal certificate that is installed in the browser.

use std::sync::Arc;

use wmlogin_test_support::chromium::{Chromium, Options, Programs};
use wmlogin_test_support::nss;
use wmlogin_test_support::tools::{require, skip};
use wmlogin_types::{AuthType, Factor1Type, Field};

use super::demo::Demo;
use super::home::{Home, namespaces_allowed};
use super::owner::Owner;
use super::visit::{SIGNED_IN, USER};
use super::world::browse;

#[tokio::test(flavor = "multi_thread")]
async fn installed_in_the_browser() {
    let Some(programs) = Programs::require() else { return };
    if !require(nss::PROGRAMS) {
        return;
    }
    if !namespaces_allowed() {
        return skip("there are no mount namespaces here");
    }
    let demo = Arc::new(Demo::start());
    let owner = Owner::register(&demo.service).await;
    let home = Home::of(&owner);
    let chromedriver = home.command(&programs.chromedriver);
    let chromium = Chromium::start(&programs, chromedriver, Options::default()).await;
    browse("certificate", demo, chromium, |world| async move {
        world.go_home().await;
        world.begin_with(AuthType::KeeperLight).await;
        // Nobody to choose: the certificate says who it is.
        assert!(!world.tab.text().await.contains(USER));
        world.tab.screenshot("asked").await;
        world.tab.click("[value=allow]").await;
        world.tab.find("#certificate").await;
        assert!(world.tab.text().await.contains(USER));
        world.tab.screenshot("presented").await;
        world.tab.click("[value=allow]").await;
        world.tab.expect(SIGNED_IN).await;
        let confirmed = world.tab.find(".confirmed").await.text().await.expect("text");
        assert!(confirmed.contains(USER), "{confirmed}");
        let factor = world.claimed(Field::Factor1).await;
        assert!(factor.contains(Factor1Type::X509Certificate.name()), "{factor}");
        world.tab.screenshot("account").await;
    })
    .await;
}

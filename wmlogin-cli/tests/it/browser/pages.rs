//! The layout of the pages.

use std::env;
use std::path::Path;

use super::visit::SIGNED_IN;
use super::world::run;
use wmlogin_test_support::chromium::Options;

const WIDE: (u32, u32) = (900, 2100);
/// As narrow as the window of a headless Chromium can be.
const NARROW: (u32, u32) = (500, 2600);

#[tokio::test(flavor = "multi_thread")]
async fn on_wide_and_narrow_screens() {
    run("page", Options::default(), |world| async move {
        for (name, (width, height)) in [("wide", WIDE), ("narrow", NARROW)] {
            world.tab.resize(width, height).await;
            world.go_home().await;
            world.tab.screenshot(&format!("home-{name}")).await;
            world.begin().await;
            world.tab.screenshot(&format!("service-{name}")).await;
            world.allow().await;
            world.tab.expect(SIGNED_IN).await;
            world.tab.screenshot(&format!("account-{name}")).await;
            assert!(!world.tab.scrolls_sideways().await, "{name}");
            world.tab.open(&format!("{}/log", world.service)).await;
            world.tab.screenshot(&format!("log-{name}")).await;
            world.go_home().await;
            world.sign_out().await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_blocked_by_the_policies_of_the_pages() {
    run("policy", Options::default(), |world| async move {
        world.sign_in().await;
        world.sign_out().await;
        let complaints = world.tab.complaints().await;
        assert!(complaints.is_empty(), "{complaints:#?}");
    })
    .await;
}

/// The picture in the README. With the variable `UPDATE_PICTURES` it is made again.
#[tokio::test(flavor = "multi_thread")]
async fn the_picture_of_the_readme() {
    run("readme", Options::default(), |world| async move {
        world.sign_in().await;
        world.tab.resize(900, 1330).await;
        world.tab.screenshot("account").await;
        if env::var_os("UPDATE_PICTURES").is_some() {
            let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/demo.png");
            world.tab.picture(&file).await;
        }
    })
    .await;
}

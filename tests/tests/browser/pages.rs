//! What the pages look like.

use crate::chromium::Options;
use crate::visit::SIGNED_IN;
use crate::world::run;

const WIDE: (u32, u32) = (900, 2100);
/// As narrow as the window of a headless Chromium can be.
const NARROW: (u32, u32) = (500, 2600);

#[tokio::test(flavor = "multi_thread")]
async fn on_wide_and_narrow_screens() {
    run("page", Options::default(), |world| async move {
        for (name, (width, height)) in [("wide", WIDE), ("narrow", NARROW)] {
            world.browser.resize(width, height).await;
            world.go_home().await;
            world.browser.screenshot(&format!("home-{name}")).await;
            world.begin().await;
            world.browser.screenshot(&format!("service-{name}")).await;
            world.allow().await;
            world.browser.expect(SIGNED_IN).await;
            world.browser.screenshot(&format!("account-{name}")).await;
            assert!(!world.browser.scrolls_sideways().await, "{name}");
            world.browser.open(&format!("{}/log", world.service)).await;
            world.browser.screenshot(&format!("log-{name}")).await;
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
        let complaints = world.browser.complaints().await;
        assert!(complaints.is_empty(), "{complaints:#?}");
    })
    .await;
}

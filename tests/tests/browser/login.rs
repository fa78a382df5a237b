//! Signing in and out.

use wmlogin_types::{AuthType, Field, SocialNetwork, TicketFlags, Version};

use crate::chromium::Options;
use crate::visit::{SIGNED_IN, SIGNED_OUT, USER};
use crate::world::run;

#[tokio::test(flavor = "multi_thread")]
async fn every_version() {
    run("version", Options::default(), |world| async move {
        for version in Version::ALL.iter().copied() {
            world.go_home().await;
            world.choose_version(version).await;
            world.begin().await;
            world.allow().await;
            world.browser.expect(SIGNED_IN).await;
            let text = world.browser.text().await;
            assert!(text.contains(USER) && text.contains(&format!("Version {version},")), "{text}");
            world.browser.screenshot(version.name()).await;
            world.sign_out().await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_method_in_use() {
    run("method", Options::default(), |world| async move {
        let network = SocialNetwork::ALL[2];
        // This browser has no certificate.
        let certificate = AuthType::KeeperLight;
        for method in AuthType::ALL.iter().copied().filter(|&it| it.is_in_use() && it != certificate) {
            world.go_home().await;
            // The latest version that names the method.
            world.choose_version(Version::V2_0).await;
            world.browser.click(&format!("#network [value={network}]")).await;
            world.begin_with(method).await;
            world.browser.screenshot(&format!("{method}-asked")).await;
            world.allow().await;
            world.browser.expect(SIGNED_IN).await;
            let confirmed = world.browser.find(".confirmed").await.text().await.expect("text");
            assert!(confirmed.contains(method.name()), "{method}: {confirmed}");
            world.browser.screenshot(method.name()).await;
            world.sign_out().await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelled() {
    run("cancelled", Options::default(), |world| async move {
        world.go_home().await;
        world.begin().await;
        world.browser.click("[value=cancel]").await;
        world.browser.expect("You cancelled the login").await;
        world.browser.screenshot("page").await;
        world.expect_nobody().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signed_out_of_site_and_service() {
    run("sign-out", Options::default(), |world| async move {
        world.sign_in().await;
        world.go_home().await;
        world.browser.expect("Welcome back").await;
        world.browser.screenshot("welcome").await;
        world.sign_out().await;
        world.browser.screenshot("signed-out").await;
        world.begin().await;
        world.browser.find("[value=continue]").await;

        world.go_home().await;
        world.browser.click("a[href*='LogOff']").await;
        world.browser.expect(SIGNED_OUT).await;
        world.begin().await;
        assert!(!world.browser.has("[value=continue]").await, "the service still knows the user");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn remembered_and_quiet() {
    run("remembered", Options::default(), |world| async move {
        world.sign_in().await;
        world.sign_out().await;

        world.begin().await;
        world.browser.screenshot("asked").await;
        world.browser.click("[value=continue]").await;
        world.browser.expect(SIGNED_IN).await;
        let flags = world.browser.claimed(Field::Flags).await;
        assert!(flags.contains(&TicketFlags::CACHED_AUTHENTICATION.to_string()), "{flags}");
        world.sign_out().await;

        world.browser.click("input[name=Quiet]").await;
        world.browser.click("form[action='/login'] .primary").await;
        world.browser.expect(SIGNED_IN).await;
        let flags = world.browser.claimed(Field::Flags).await;
        assert!(flags.contains(&TicketFlags::QUIET_AUTHENTICATION.to_string()), "{flags}");
        world.browser.screenshot("quiet").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_both_languages() {
    run("language", Options { language: "ru-RU", ..Options::default() }, |world| async move {
        for (choice, expected) in [("en-US", "en"), ("ru-RU", "ru"), ("", "ru")] {
            world.go_home().await;
            world.browser.click(&format!("input[name=lang][value='{choice}']")).await;
            world.begin().await;
            assert_eq!(world.browser.language().await, expected, "{choice}");
            world.browser.screenshot(&format!("{expected}-asked")).await;
        }
        world.allow().await;
        world.browser.expect(SIGNED_IN).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts() {
    run("no-script", Options { scripts: false, ..Options::default() }, |world| async move {
        world.go_home().await;
        world.begin().await;
        world.allow().await;
        // The service's page that posts the answer, and the site's that posts it again.
        world.browser.find("form input[name=WmLogin_Ticket]").await;
        world.browser.screenshot("back-to-the-site").await;
        assert!(world.browser.address().await.starts_with(&world.service));
        world.browser.click("form button").await;
        world.browser.expect("Logging in").await;
        world.browser.screenshot("one-more-step").await;
        assert!(world.browser.address().await.starts_with(&world.site));
        world.browser.click("form button").await;
        world.browser.expect(SIGNED_IN).await;
        world.sign_out().await;
    })
    .await;
}

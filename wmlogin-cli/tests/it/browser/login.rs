//! Signing in and out.

use wmlogin_types::{AuthType, Field, SocialNetwork, TicketFlags, Version};

use super::visit::{SIGNED_IN, SIGNED_OUT, USER};
use super::world::run;
use wmlogin_test_support::chromium::Options;

#[tokio::test(flavor = "multi_thread")]
async fn every_version() {
    run("version", Options::default(), |world| async move {
        for version in Version::ALL.iter().copied() {
            world.go_home().await;
            world.choose_version(version).await;
            world.begin().await;
            world.allow().await;
            world.tab.expect(SIGNED_IN).await;
            let text = world.tab.text().await;
            assert!(text.contains(USER) && text.contains(&format!("Version {version},")), "{text}");
            world.tab.screenshot(version.name()).await;
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
            world.tab.click(&format!("[name=AuthTypeParam] [value={network}]")).await;
            world.begin_with(method).await;
            world.tab.screenshot(&format!("{method}-asked")).await;
            world.allow().await;
            world.tab.expect(SIGNED_IN).await;
            let confirmed = world.tab.find(".confirmed").await.text().await.expect("text");
            assert!(confirmed.contains(method.name()), "{method}: {confirmed}");
            world.tab.screenshot(method.name()).await;
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
        world.tab.click("[value=cancel]").await;
        world.tab.expect("You cancelled the login").await;
        world.tab.screenshot("page").await;
        world.expect_nobody().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signed_out_of_site_and_service() {
    run("sign-out", Options::default(), |world| async move {
        world.sign_in().await;
        world.go_home().await;
        world.tab.expect("Welcome back").await;
        world.tab.screenshot("welcome").await;
        world.sign_out().await;
        world.tab.screenshot("signed-out").await;
        world.begin().await;
        world.tab.find("[value=continue]").await;

        world.go_home().await;
        world.tab.click("a[href*='LogOff']").await;
        world.tab.expect(SIGNED_OUT).await;
        world.begin().await;
        assert!(!world.tab.has("[value=continue]").await, "the service still knows the user");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn remembered_and_quiet() {
    run("remembered", Options::default(), |world| async move {
        world.sign_in().await;
        world.sign_out().await;

        world.begin().await;
        world.tab.screenshot("asked").await;
        world.tab.click("[value=continue]").await;
        world.tab.expect(SIGNED_IN).await;
        let flags = world.claimed(Field::Flags).await;
        assert!(flags.contains(&TicketFlags::CACHED_AUTHENTICATION.to_string()), "{flags}");
        world.sign_out().await;

        world.tab.click("input[name=Quiet]").await;
        world.tab.click("form[action='/login'] .primary").await;
        world.tab.expect(SIGNED_IN).await;
        let flags = world.claimed(Field::Flags).await;
        assert!(flags.contains(&TicketFlags::QUIET_AUTHENTICATION.to_string()), "{flags}");
        world.tab.screenshot("quiet").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_both_languages() {
    run("language", Options { language: "ru-RU", ..Options::default() }, |world| async move {
        for (choice, expected) in [("en-US", "en"), ("ru-RU", "ru"), ("", "ru")] {
            world.go_home().await;
            world.tab.click(&format!("input[name=lang][value='{choice}']")).await;
            world.begin().await;
            assert_eq!(world.tab.language().await, expected, "{choice}");
            world.tab.screenshot(&format!("{expected}-asked")).await;
        }
        world.allow().await;
        world.tab.expect(SIGNED_IN).await;
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
        world.tab.find("form input[name=WmLogin_Ticket]").await;
        world.tab.screenshot("back-to-the-site").await;
        assert!(world.tab.address().await.starts_with(&world.service));
        world.tab.click("form button").await;
        world.tab.expect("Logging in").await;
        world.tab.screenshot("one-more-step").await;
        assert!(world.tab.address().await.starts_with(&world.site));
        world.tab.click("form button").await;
        world.tab.expect(SIGNED_IN).await;
        world.sign_out().await;
    })
    .await;
}

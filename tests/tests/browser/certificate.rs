//! Signing in with a personal certificate that is installed in the browser.

use std::sync::Arc;

use wmlogin_types::{AuthType, Factor1Type, Field};

use crate::chromium::{Chromium, Options};
use crate::demo::Demo;
use crate::nss::{CertificateStore, namespaces_allowed};
use crate::owner::Owner;
use crate::programs::{self, Programs, StoreTools};
use crate::visit::{SIGNED_IN, USER};
use crate::world::browse;

#[tokio::test(flavor = "multi_thread")]
async fn installed_in_the_browser() {
    let (Some(programs), Some(tools)) = (Programs::find(), StoreTools::find()) else { return };
    if !namespaces_allowed() {
        programs::tell("SKIPPED a browser with a certificate: there are no mount namespaces here");
        return;
    }
    let demo = Arc::new(Demo::start().await);
    let owner = Owner::register("browser", &demo.service);
    let store = CertificateStore::create(&tools, &owner);
    let chromium = Chromium::start(programs, "certificate", Options::default(), Some(&store)).await;
    browse("certificate", demo, chromium, |world| async move {
        world.go_home().await;
        world.begin_with(AuthType::KeeperLight).await;
        // Nobody to choose: the certificate says who it is.
        assert!(!world.browser.text().await.contains(USER));
        world.browser.screenshot("asked").await;
        world.browser.click("[value=allow]").await;
        world.browser.find("#certificate").await;
        assert!(world.browser.text().await.contains(USER));
        world.browser.screenshot("presented").await;
        world.browser.click("[value=allow]").await;
        world.browser.expect(SIGNED_IN).await;
        let confirmed = world.browser.find(".confirmed").await.text().await.expect("text");
        assert!(confirmed.contains(USER), "{confirmed}");
        let factor = world.browser.claimed(Field::Factor1).await;
        assert!(factor.contains(Factor1Type::X509Certificate.name()), "{factor}");
        world.browser.screenshot("account").await;
    })
    .await;
}

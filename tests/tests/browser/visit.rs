//! What a user of the demo does.

use wmlogin_types::{AuthType, Version};

use crate::world::World;

/// The first of the people whom the stand-in offers.
pub const USER: &str = "100000000001";

/// The headline of the page that tells who is signed in.
pub const SIGNED_IN: &str = "You are signed in";
/// The headline of the home page when nobody is.
pub const SIGNED_OUT: &str = "Sign in";

impl World {
    /// Opens the home page.
    pub async fn go_home(&self) {
        self.browser.open(&self.page("/")).await;
    }

    /// Chooses a version on the home page.
    pub async fn choose_version(&self, version: Version) {
        self.browser.click(&format!("input[name=version][value='{version}']")).await;
    }

    /// Goes to the service with any method.
    pub async fn begin(&self) {
        self.browser.click("form[action='/login'] .primary").await;
        self.browser.find("[value=allow]").await;
    }

    /// Goes to the service with this method.
    pub async fn begin_with(&self, method: AuthType) {
        self.browser.click(&format!("button[value={method}]")).await;
        self.browser.find("[value=allow]").await;
    }

    /// Logs in at the service, which sends the browser back.
    pub async fn allow(&self) {
        self.browser.click(&format!("[value='{USER}']")).await;
        self.browser.click("[value=allow]").await;
    }

    /// Goes from the home page to the account.
    pub async fn sign_in(&self) {
        self.go_home().await;
        self.begin().await;
        self.allow().await;
        self.browser.expect(SIGNED_IN).await;
    }

    /// Ends the session with the site.
    pub async fn sign_out(&self) {
        self.browser.click("form[action='/logout'] button").await;
        self.browser.expect(SIGNED_OUT).await;
    }

    /// Makes sure that nobody is signed in.
    pub async fn expect_nobody(&self) {
        self.go_home().await;
        self.browser.expect(SIGNED_OUT).await;
        self.browser.open(&self.page("/account")).await;
        // Who is not signed in is sent to the service.
        self.browser.find("[value=allow]").await;
    }
}

//! The steps of a user of the demo.

use wmlogin_types::{AuthType, Field, Version};

use super::world::World;

/// The first of the people whom the stand-in offers.
pub const USER: &str = "100000000001";

/// The headline of the account page.
pub const SIGNED_IN: &str = "You are signed in";
/// The headline of the home page when nobody is signed in.
pub const SIGNED_OUT: &str = "Sign in";

impl World {
    /// Opens the home page.
    pub async fn go_home(&self) {
        self.tab.open(&self.page("/")).await;
    }

    /// Chooses a version on the home page.
    pub async fn choose_version(&self, version: Version) {
        self.tab.click(&format!("input[name=version][value='{version}']")).await;
    }

    /// Goes to the service with any method.
    pub async fn begin(&self) {
        self.tab.click("form[action='/login'] .primary").await;
        self.tab.find("[value=allow]").await;
    }

    /// Goes to the service with this method.
    pub async fn begin_with(&self, method: AuthType) {
        self.tab.click(&format!("button[value={method}]")).await;
        self.tab.find("[value=allow]").await;
    }

    /// Logs in at the service, which sends the browser back.
    pub async fn allow(&self) {
        self.tab.click(&format!("[value='{USER}']")).await;
        self.tab.click("[value=allow]").await;
    }

    /// Goes from the home page to the account.
    pub async fn sign_in(&self) {
        self.go_home().await;
        self.begin().await;
        self.allow().await;
        self.tab.expect(SIGNED_IN).await;
    }

    /// The account page's row about a field that the browser claimed.
    pub async fn claimed(&self, field: Field) -> String {
        self.tab.text_at(&format!("//dl[@class='claimed']//dt[.='{field}']/following-sibling::dd")).await
    }

    /// Ends the session with the site.
    pub async fn sign_out(&self) {
        self.tab.click("form[action='/logout'] button").await;
        self.tab.expect(SIGNED_OUT).await;
    }

    /// Fails unless nobody is signed in.
    pub async fn expect_nobody(&self) {
        self.go_home().await;
        self.tab.expect(SIGNED_OUT).await;
        self.tab.open(&self.page("/account")).await;
        // A user who is not signed in is sent to the service.
        self.tab.find("[value=allow]").await;
    }
}

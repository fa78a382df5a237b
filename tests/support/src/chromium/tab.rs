//! The actions of a user in Chromium.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::json;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{By, WebDriver, WebElement};
use tokio::time::{Instant, sleep};

/// The time after which something will not happen any more, however busy the machine is.
const PATIENCE: Duration = Duration::from_mins(2);
const INTERVAL: Duration = Duration::from_millis(20);

/// The one tab of a browser.
#[derive(Clone)]
pub struct Tab {
    driver: WebDriver,
    pictures: PathBuf,
    name: &'static str,
}

impl Tab {
    /// The tab of a browser that keeps its pictures in a folder, under names that begin with `name`.
    pub fn new(driver: WebDriver, pictures: impl Into<PathBuf>, name: &'static str) -> Self {
        Self { driver, pictures: pictures.into(), name }
    }

    /// Opens an address that the user typed.
    pub async fn open(&self, address: &str) {
        self.driver.goto(address).await.expect("a page");
    }

    /// The element, once it is there.
    pub async fn find(&self, selector: &str) -> WebElement {
        self.once(selector, async || self.driver.find(By::Css(selector)).await).await
    }

    /// Clicks the element, once it is there.
    pub async fn click(&self, selector: &str) {
        self.once(selector, async || self.driver.find(By::Css(selector)).await?.click().await).await;
    }

    /// Waits for a page with this headline.
    pub async fn expect(&self, headline: &str) {
        let path = format!("//h1[.='{headline}']");
        self.once(headline, async || self.driver.find(By::XPath(path.as_str())).await).await;
    }

    /// Tries until it succeeds: a page can change while it is looked at.
    async fn once<T>(&self, what: &str, attempt: impl AsyncFn() -> WebDriverResult<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match attempt().await {
                Ok(result) => return result,
                Err(error) if Instant::now() > deadline => {
                    panic!("no {what} at {}: {error}\n{}", self.address().await, self.text().await)
                }
                Err(_) => sleep(INTERVAL).await,
            }
        }
    }

    /// The text of the page.
    pub async fn text(&self) -> String {
        match self.driver.find(By::Tag("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// The address of the page.
    pub async fn address(&self) -> String {
        self.driver.current_url().await.expect("an address").to_string()
    }

    /// The value of an attribute of the document, such as its language.
    pub async fn language(&self) -> String {
        self.find("html").await.attr("lang").await.expect("attributes").unwrap_or_default()
    }

    /// Returns `true` if the page has such an element now.
    pub async fn has(&self, selector: &str) -> bool {
        !self.driver.find_all(By::Css(selector)).await.expect("a page").is_empty()
    }

    /// The text of the element that an `XPath` leads to.
    pub async fn text_at(&self, path: &str) -> String {
        let element = self.driver.find(By::XPath(path)).await.expect("an element");
        element.text().await.expect("text")
    }

    /// The names and values that the page's form sends without the user seeing them.
    pub async fn hidden_fields(&self) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        for input in self.driver.find_all(By::Css("input[type=hidden]")).await.expect("a page") {
            let attribute = async |name| input.attr(name).await.expect("attributes").unwrap_or_default();
            fields.push((attribute("name").await, attribute("value").await));
        }
        fields
    }

    /// Removes the cookies of the site that the page belongs to.
    pub async fn forget_cookies(&self) {
        self.driver.delete_all_cookies().await.expect("a page");
    }

    /// Returns `true` if the page is wider than the window.
    pub async fn scrolls_sideways(&self) -> bool {
        let script = "return document.documentElement.scrollWidth > window.innerWidth";
        let answer = self.driver.execute(script, Vec::new()).await.expect("a page with scripts");
        answer.convert().expect("a boolean")
    }

    /// The messages in the browser's console since the last call.
    pub async fn complaints(&self) -> Vec<String> {
        let entries = self.driver.browser_log().await.expect("the console");
        entries.into_iter().map(|entry| entry.message).collect()
    }

    /// Sets the size of the window.
    pub async fn resize(&self, width: u32, height: u32) {
        self.driver.set_window_rect(0, 0, width, height).await.expect("a window");
    }

    /// Shows pages as on a screen of this size and with this color scheme, which is `light` or `dark`.
    pub async fn emulate(&self, width: u32, height: u32, color_scheme: &str) {
        let set = async |command, parameters| {
            self.driver.cdp().send_raw(command, parameters).await.expect("a command of the browser");
        };
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": true });
        set("Emulation.setDeviceMetricsOverride", screen).await;
        let features = [json!({ "name": "prefers-color-scheme", "value": color_scheme })];
        set("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// The status of the response that the page came with.
    pub async fn status(&self) -> u64 {
        let script = "return performance.getEntriesByType('navigation')[0].responseStatus";
        let answer = self.driver.execute(script, Vec::new()).await.expect("a page with scripts");
        answer.convert().expect("a number")
    }

    /// Keeps a picture of the page.
    pub async fn screenshot(&self, title: &str) {
        std::fs::create_dir_all(&self.pictures).expect("a folder");
        self.picture(&self.pictures.join(format!("{}-{title}.png", self.name))).await;
    }

    /// Writes a picture of the page to this file.
    pub async fn picture(&self, file: &Path) {
        self.driver.screenshot(file).await.expect("a picture");
    }
}

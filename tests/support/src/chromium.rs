//! Chromium without a window, driven over WebDriver.

mod tab;

use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Map, json};
use thirtyfour::{ChromeCapabilities, ChromiumLikeCapabilities, DesiredCapabilities, WebDriver};
use tokio::task::{LocalSet, spawn_local};

use crate::folder::Folder;
use crate::program::Running;
use crate::tools;

pub use tab::Tab;

const SWITCHES: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=900,1300",
];

/// The value of a content setting that is switched off.
const BLOCKED: u8 = 2;

/// The programs that a test in Chromium requires.
pub struct Programs {
    chromium: PathBuf,
    /// The program that drives Chromium.
    pub chromedriver: PathBuf,
}

impl Programs {
    /// The programs of this machine; without them, the running test is reported as skipped.
    pub fn require() -> Option<Self> {
        let chromium =
            tools::require_any(["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])?;
        Some(Self { chromium, chromedriver: tools::require_any(["chromedriver"])? })
    }
}

/// The settings of a browser.
#[derive(Clone, Copy)]
pub struct Options {
    pub scripts: bool,
    /// The value of `Accept-Language`.
    pub language: &'static str,
    /// A host that may not set cookies.
    pub host_without_cookies: Option<&'static str>,
}

impl Default for Options {
    fn default() -> Self {
        Self { scripts: true, language: "en-US", host_without_cookies: None }
    }
}

/// A browser that has never been used before.
pub struct Chromium {
    pub driver: WebDriver,
    _chromedriver: Running,
    _profile: Folder,
}

impl Chromium {
    /// Starts Chromium by this command of `ChromeDriver`.
    pub async fn start(programs: &Programs, mut chromedriver: Command, options: Options) -> Self {
        // What reqwest is built with here has no cryptography of its own.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let profile = Folder::new();
        chromedriver.arg("--port=0").stderr(Stdio::null());
        let (chromedriver, port) = listening(&mut chromedriver);
        let capabilities = capabilities(&programs.chromium, profile.root(), options);
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await;
        Self { driver: driver.expect("a browser"), _chromedriver: chromedriver, _profile: profile }
    }

    /// Runs a test with this browser, and closes the browser even if the test fails.
    pub async fn run<T: Future<Output = ()> + 'static>(self, test: T) {
        let result = LocalSet::new().run_until(async { spawn_local(test).await }).await;
        self.stop().await;
        if let Err(failure) = result {
            resume_unwind(failure.into_panic());
        }
    }

    async fn stop(self) {
        self.driver.quit().await.expect("the browser ends");
    }
}

/// Starts `ChromeDriver` until it listens: it takes a port that is free for one version of IP, and ends if the
/// same port is in use for the other.
fn listening(chromedriver: &mut Command) -> (Running, u16) {
    let start = || {
        let mut program = Running::start(chromedriver);
        program.find(port).map(|port| (program, port))
    };
    std::iter::repeat_with(start).take(100).flatten().next().expect("a port")
}

/// The port that `ChromeDriver` says it listens on.
fn port(line: &str) -> Option<u16> {
    let port = line.strip_prefix("ChromeDriver was started successfully on port ")?;
    port.trim_end_matches('.').parse().ok()
}

fn capabilities(chromium: &Path, profile: &Path, options: Options) -> ChromeCapabilities {
    let mut chrome = DesiredCapabilities::chrome();
    let profile = format!("--user-data-dir={}", profile.display());
    let language = format!("--accept-lang={}", options.language);
    for switch in SWITCHES.into_iter().chain([profile.as_str(), language.as_str()]) {
        chrome.add_arg(switch).expect("a switch");
    }
    chrome.set_binary(&chromium.to_string_lossy()).expect("a program");
    let mut preferences = Map::new();
    if !options.scripts {
        preferences.insert("profile.managed_default_content_settings.javascript".to_owned(), json!(BLOCKED));
    }
    if let Some(host) = options.host_without_cookies {
        let exceptions = json!({ format!("{host},*"): { "setting": BLOCKED } });
        preferences.insert("profile.content_settings.exceptions.cookies".to_owned(), exceptions);
    }
    chrome.add_experimental_option("prefs", preferences).expect("preferences");
    chrome
}

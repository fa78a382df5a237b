//! Starting Chromium.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::json;
use thirtyfour::{ChromeCapabilities, ChromiumLikeCapabilities, DesiredCapabilities, WebDriver};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::nss::CertificateStore;
use crate::programs::Programs;

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

/// What a test wants of its browser.
#[derive(Clone, Copy)]
pub struct Options {
    pub scripts: bool,
    /// What goes into `Accept-Language`.
    pub language: &'static str,
}

impl Default for Options {
    fn default() -> Self {
        Self { scripts: true, language: "en-US" }
    }
}

/// A browser that has never been used before.
pub struct Chromium {
    pub driver: WebDriver,
    profile: PathBuf,
    _chromedriver: Child,
}

impl Chromium {
    /// `name` tells the folder of its data from those of others; without a store there are no
    /// certificates.
    pub async fn start(
        programs: &Programs,
        name: &str,
        options: Options,
        store: Option<&CertificateStore>,
    ) -> Self {
        // What reqwest is built with here has no cryptography of its own.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let profile = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser").join(name);
        let _ = std::fs::remove_dir_all(&profile);
        let (chromedriver, port) = chromedriver(match store {
            Some(store) => store.command(&programs.chromedriver).into(),
            None => Command::new(&programs.chromedriver),
        })
        .await;
        let capabilities = capabilities(programs, &profile, options);
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await;
        Self { driver: driver.expect("a browser"), profile, _chromedriver: chromedriver }
    }

    pub async fn stop(self) {
        self.driver.quit().await.expect("the browser ends");
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

fn capabilities(programs: &Programs, profile: &Path, options: Options) -> ChromeCapabilities {
    let mut chrome = DesiredCapabilities::chrome();
    let profile = format!("--user-data-dir={}", profile.display());
    let language = format!("--accept-lang={}", options.language);
    for switch in SWITCHES.into_iter().chain([profile.as_str(), language.as_str()]) {
        chrome.add_arg(switch).expect("a switch");
    }
    chrome.set_binary(&programs.chromium.to_string_lossy()).expect("a program");
    if !options.scripts {
        let blocked = json!({ "profile.managed_default_content_settings.javascript": 2 });
        chrome.add_experimental_option("prefs", blocked).expect("preferences");
    }
    chrome
}

/// `ChromeDriver` chooses a free port and says which.
async fn chromedriver(mut command: Command) -> (Child, u16) {
    let mut program = command
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("ChromeDriver starts");
    let mut lines = BufReader::new(program.stdout.take().expect("its output")).lines();
    while let Some(line) = lines.next_line().await.expect("text") {
        let port = line.strip_prefix("ChromeDriver was started successfully on port ");
        if let Some(port) = port.and_then(|port| port.trim_end_matches('.').parse().ok()) {
            return (program, port);
        }
    }
    panic!("ChromeDriver does not say that it listens");
}

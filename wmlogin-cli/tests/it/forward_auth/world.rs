//! The stand-in, the program, a site in PHP, and the proxy in front of both.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use url::Url;
use wmlogin_test_support::browser::{Browser, Page, http_client};
use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::program::Running;
use wmlogin_test_support::tools::require;

use crate::wmlogin::{Serving, command};

/// The first of the people that the stand-in offers.
pub const USER: &str = "100000000001";

/// The sample configurations, which listen on these ports.
const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/forward-auth");
const SITE_PORT: &str = "3000";
const AUTH_PORT: &str = "4180";
const SERVICE_PORT: &str = "8080";
const PHP_PORT: &str = "9000";

/// A page that shows every header that could name the user.
const SHOWING: &str = r#"<?php
foreach ($_SERVER as $name => $value) if (stripos($name, 'wmlogin') !== false) echo "$name=$value\n";
"#;

/// The programs that ask `forward-auth` about every request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proxy {
    Nginx,
    Caddy,
}

impl Proxy {
    const fn program(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::Caddy => "caddy",
        }
    }
}

pub struct World {
    pub folder: Folder,
    /// The origin of the site.
    pub site: Url,
    /// The origin of the program, which only the proxy should reach.
    pub auth: Url,
    /// The number of the port of the site behind the proxy.
    pub php_port: u16,
    php: Option<Running>,
    _running: Vec<Running>,
}

impl World {
    /// Starts everything, unless a program is missing.
    pub fn start(proxy: Proxy) -> Option<Self> {
        Self::with(proxy, &[])
    }

    /// Starts everything, with more arguments of the program.
    pub fn with(proxy: Proxy, arguments: &[&str]) -> Option<Self> {
        Self::on(1, proxy, arguments)
    }

    /// Starts everything, with so many nodes of the program behind nginx, which takes one after the other.
    pub fn on(nodes: usize, proxy: Proxy, arguments: &[&str]) -> Option<Self> {
        if !require([proxy.program(), "php"]) {
            return None;
        }
        let [site, auth, service, php] = [(); 4].map(|()| free_port());
        let folder = Folder::new();
        let ports = [(SITE_PORT, site), (AUTH_PORT, auth), (SERVICE_PORT, service), (PHP_PORT, php)];
        copy(Path::new(SAMPLES), &folder, "", &ports);
        folder.write("site/headers.php", SHOWING);
        let mut running = vec![gatekeeper(&folder, service), forward_auth(&folder, auth, arguments)];
        let site_in_php = Running::start(
            quiet("php").args(["-n", "-S", &format!("127.0.0.1:{php}"), "-t"]).arg(folder.path("site")),
        );
        for _ in 1..nodes {
            let port = free_port();
            running.push(forward_auth(&folder, port, arguments));
            let first = format!("server 127.0.0.1:{auth};");
            let conf = folder.read_text("nginx.conf");
            folder.write("nginx.conf", conf.replace(&first, &format!("{first} server 127.0.0.1:{port};")));
        }
        running.push(match proxy {
            Proxy::Nginx => Running::start(
                quiet("nginx")
                    .args([
                        "-g",
                        "daemon off; master_process off;",
                        "-e",
                        "error.log",
                        "-c",
                        "nginx.conf",
                        "-p",
                    ])
                    .arg(folder.root()),
            ),
            Proxy::Caddy => Running::start(
                quiet("caddy")
                    .args(["run", "--adapter", "caddyfile", "--config"])
                    .arg(folder.path("Caddyfile"))
                    .env("HOME", folder.root())
                    .current_dir(folder.root()),
            ),
        });
        [site, php].into_iter().for_each(wait_for);
        let origin = |port| Url::parse(&format!("http://localhost:{port}/")).expect("an address");
        Some(Self {
            site: origin(site),
            auth: origin(auth),
            php_port: php,
            php: Some(site_in_php),
            folder,
            _running: running,
        })
    }

    /// The address of a page of the site.
    pub fn url(&self, path: &str) -> Url {
        self.site.join(path).expect("an address")
    }

    /// Stops the site behind the proxy.
    pub fn stop_site(&mut self) {
        drop(self.php.take());
    }

    /// Lets the user allow the login on the page of the service, and brings the answer to the site.
    pub async fn allow(browser: &mut Browser, page: &Page) -> Page {
        let answer = browser.submit(page, page.form().press("allow")).await;
        let relay = browser.submit(&answer, &answer.form()).await;
        browser.submit(&relay, &relay.form()).await
    }

    /// Opens a page of the site and signs in.
    pub async fn sign_in(&self, browser: &mut Browser, path: &str) -> Page {
        let page = browser.open(&self.url(path)).await;
        Self::allow(browser, &page).await
    }
}

fn gatekeeper(folder: &Folder, port: u16) -> Running {
    let config = folder.argument("gatekeeper.yaml");
    let listen = format!("127.0.0.1:{port}");
    Serving::start(&["gatekeeper", "--config", &config, "--listen", &listen], 1).program
}

/// Starts another program at a port, with the settings of the folder.
pub fn forward_auth(folder: &Folder, port: u16, arguments: &[&str]) -> Running {
    let config = folder.argument("forward-auth.yaml");
    let listen = format!("127.0.0.1:{port}");
    let mut program = command(&["forward-auth", "--config", &config, "--listen", &listen]);
    program.args(arguments).stderr(Stdio::null());
    Serving::start_with(&mut program, 1).program
}

/// A port that is free until somebody takes it.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port()
}

/// A browser that presents no certificate.
pub fn browser() -> Browser {
    Browser::over(http_client())
}

fn quiet(program: &str) -> Command {
    let mut command = Command::new(program);
    command.stderr(Stdio::null());
    command
}

fn wait_for(port: u16) {
    let since = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(since.elapsed() < Duration::from_secs(20), "nothing listens on {port}");
        thread::sleep(Duration::from_millis(10));
    }
}

/// Copies the samples, with free ports in place of theirs.
fn copy(from: &Path, folder: &Folder, below: &str, ports: &[(&str, u16)]) {
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = format!("{below}{}", path.file_name().expect("a name").to_string_lossy());
        if path.is_dir() {
            std::fs::create_dir_all(folder.path(&name)).expect("a folder");
            copy(&path, folder, &format!("{name}/"), ports);
        } else {
            let text = std::fs::read_to_string(&path).expect("text");
            let text =
                ports.iter().fold(text, |text, (sample, port)| text.replace(sample, &port.to_string()));
            folder.write(&name, text);
        }
    }
}

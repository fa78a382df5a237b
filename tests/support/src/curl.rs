//! The program `curl`, as a browser that is not ours.

use std::path::Path;
use std::process::Command;

use http::header::HeaderName;
use http::{HeaderMap, StatusCode};
use url::Url;

use crate::browser::Page;
use crate::folder::Folder;
use crate::program::{program, run, succeed};

/// Allows weak keys, so that the server is the one to refuse them.
const ANYTHING_GOES: &str = "\
openssl_conf = program
[program]
ssl_conf = tls
[tls]
system_default = level
[level]
CipherString = DEFAULT@SECLEVEL=0
";

/// Follows redirects to the page behind them.
pub const FOLLOW: &str = "--location";

/// `curl` with cookies in a folder.
pub struct Curl<'a> {
    folder: &'a Folder,
    options: Vec<String>,
}

impl<'a> Curl<'a> {
    pub fn new(folder: &'a Folder) -> Self {
        folder.write("openssl.cnf", ANYTHING_GOES);
        let jar = folder.argument("cookies");
        let options = ["--disable", "--silent", "--show-error", "--noproxy", "*"];
        let mut options: Vec<_> = options.map(str::to_owned).to_vec();
        options.extend(["--cookie".to_owned(), jar.clone(), "--cookie-jar".to_owned(), jar]);
        Self { folder, options }
    }

    /// Trusts the root in this file alone.
    #[must_use]
    pub fn trusting(self, root: &Path) -> Self {
        self.with("--cacert", root)
    }

    /// Presents the certificate in this file, with its key in the other.
    #[must_use]
    pub fn presenting(self, certificate: &Path, key: &Path) -> Self {
        self.with("--cert", certificate).with("--key", key)
    }

    fn with(mut self, option: &str, file: &Path) -> Self {
        self.options.extend([option.to_owned(), file.to_str().expect("UTF-8").to_owned()]);
        self
    }

    /// Opens an address.
    pub fn open(&self, url: &str) -> Page {
        self.request(url, &[])
    }

    /// Posts this body.
    pub fn post(&self, url: &str, body: &str) -> Page {
        self.request(url, &["--data", body])
    }

    /// Sends a request with more options, which has to be answered.
    pub fn request(&self, url: &str, options: &[&str]) -> Page {
        self.try_request(url, options).unwrap_or_else(|failure| panic!("{url}: {failure}"))
    }

    /// Sends a request with more options; the text of the failure if there is no answer.
    pub fn try_request(&self, url: &str, options: &[&str]) -> Result<Page, String> {
        let output = ["--include", "--write-out", "\n%{url_effective}"];
        let run = run(self.command(url).args(output).args(options), b"");
        if run.code != Some(0) {
            return Err(run.stderr);
        }
        let (answers, url) = run.stdout.rsplit_once('\n').expect("an address");
        Ok(last(answers, url.parse().expect("an address")))
    }

    /// Writes the body of the answer, which has to be a success, to a file in the folder.
    pub fn download(&self, url: &str, file: &str, options: &[&str]) {
        succeed(self.command(url).args(["--fail", "--output", &self.folder.argument(file)]).args(options));
    }

    fn command(&self, url: &str) -> Command {
        let mut curl = program("curl");
        curl.env("OPENSSL_CONF", self.folder.path("openssl.cnf")).args(&self.options).arg(url);
        curl
    }
}

/// The last of the answers of a chain of redirects, of which only the last has a body.
fn last(answers: &str, url: Url) -> Page {
    let (head, body) = answers.split_once("\r\n\r\n").expect("a head");
    if body.starts_with("HTTP/") {
        return last(body, url);
    }
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("a status");
    let status: StatusCode = status.parse().expect("a status");
    let header = |line: &str| {
        let (name, value) = line.split_once(": ")?;
        Some((name.parse::<HeaderName>().ok()?, value.parse().ok()?))
    };
    let headers: HeaderMap = lines.filter_map(header).collect();
    Page::new(url, status, headers, body.to_owned())
}

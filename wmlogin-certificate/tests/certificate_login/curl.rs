//! The program `curl`.

use std::process::Command;

use crate::world::{Identity, World};

/// Accepts weak keys, so that the server has to refuse them.
const ANYTHING_GOES: &str = "\
openssl_conf = program
[program]
ssl_conf = tls
[tls]
system_default = level
[level]
CipherString = DEFAULT@SECLEVEL=0
";

/// The response that `curl` received.
#[derive(Debug)]
pub struct Answer {
    /// Zero without a response.
    pub status: u16,
    /// In alphabetical order, without those that vary.
    pub headers: Vec<String>,
    pub body: String,
    /// The error without a response.
    pub failure: String,
}

impl Answer {
    /// Returns the page as sent, one element per line.
    pub fn shown(&self) -> String {
        format!("{}\n{}\n\n{}", self.status, self.headers.join("\n"), self.body.replace("><", ">\n<"))
    }

    fn read(output: &str, failure: String) -> Self {
        let (head, body) = output.split_once("\r\n\r\n").unwrap_or_default();
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).unwrap_or("0");
        let is_fixed = |line: &&str| !line.starts_with("date: ") && !line.starts_with("content-length: ");
        let mut headers: Vec<_> = lines.filter(is_fixed).map(str::to_owned).collect();
        headers.sort_unstable();
        Self { status: status.parse().expect("a status"), headers, body: body.to_owned(), failure }
    }
}

impl World {
    /// Opens a page, with or without a certificate.
    pub async fn open(&self, path: &str, identity: Option<&Identity>) -> Answer {
        self.curl(path, identity, &[]).await
    }

    /// Opens a page with more arguments.
    pub async fn curl(&self, path: &str, identity: Option<&Identity>, arguments: &[&str]) -> Answer {
        let settings = self.folder.write("openssl.cnf", ANYTHING_GOES);
        let mut command = Command::new("curl");
        command.env("OPENSSL_CONF", settings);
        command.args(["--silent", "--show-error", "--include", "--disable", "--noproxy", "*", "--cacert"]);
        command.arg(self.folder.path("root.pem")).args(arguments);
        if let Some(identity) = identity {
            command.arg("--cert").arg(&identity.certificate).arg("--key").arg(&identity.key);
        }
        command.arg(format!("https://localhost:{}{path}", self.port));
        let output = tokio::task::spawn_blocking(move || command.output()).await.expect("a thread");
        let output = output.expect("curl");
        let text = |bytes| String::from_utf8(bytes).expect("text");
        Answer::read(&text(output.stdout), text(output.stderr))
    }
}

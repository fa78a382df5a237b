//! The certificates of the commands, with openssl and curl.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use form_urlencoded::Serializer;
use insta::assert_snapshot;
use tempfile::TempDir;

use super::Running;
use super::program::{command, run};

const USER: &str = "100000000002";

/// Somebody with a certificate, and curl as their browser.
struct Owner {
    folder: TempDir,
}

impl Owner {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// Makes a key and has it signed by the stand-in; none where a program is missing.
    fn register(&self, gatekeeper: &str) -> Option<()> {
        let (key, request, subject) = (self.path("key.pem"), self.path("request.p10"), format!("/CN={USER}"));
        let key_of = ["-newkey", "rsa:2048", "-nodes", "-keyout", &key];
        let out = ["-subj", &subject, "-outform", "DER", "-out", &request];
        printed("openssl", &[&["req", "-new"], &key_of[..], &out].concat())?;
        let root = self.path("root.pem");
        printed(
            "curl",
            &["--silent", "--fail", "-o", &root, &format!("{gatekeeper}/certificates/root.pem")],
        )?;
        let (data, cer, address) =
            (format!("@{request}"), self.path("user.cer"), format!("{gatekeeper}/certificates"));
        let post =
            ["--header", "content-type: application/pkcs10", "--data-binary", &data, "-o", &cer, &address];
        printed("curl", &[&["--silent", "--fail"], &post[..]].concat())?;
        printed("openssl", &["x509", "-inform", "DER", "-in", &cer, "-out", &self.path("user.pem")])?;
        Some(())
    }

    /// The page that an address leads to, and its own address.
    fn open(&self, arguments: &[&str]) -> (String, String) {
        let (jar, root) = (self.path("cookies"), self.path("root.pem"));
        let (certificate, key) = (self.path("user.pem"), self.path("key.pem"));
        let cookies = ["--cookie", &jar, "--cookie-jar", &jar, "--cacert", &root];
        let identity = ["--cert", &certificate, "--key", &key, "--write-out", "\n%{url_effective}"];
        let always = ["--silent", "--show-error", "--fail", "--location", "--noproxy", "*"];
        let answer = printed("curl", &[&always[..], &cookies, &identity, arguments].concat()).unwrap();
        let (page, url) = answer.rsplit_once('\n').unwrap();
        (page.to_owned(), url.to_owned())
    }

    /// Posts the hidden fields of a page, and what the user chose.
    fn post(&self, page: &str, url: &str, origin: &str, chosen: &[(&str, &str)]) -> (String, String) {
        let body = Serializer::new(String::new()).extend_pairs(hidden(page)).extend_pairs(chosen).finish();
        self.open(&["--header", &format!("Origin: {origin}"), "--data", &body, url])
    }
}

/// What a program prints; none where it is missing.
fn printed(program: &str, arguments: &[&str]) -> Option<String> {
    match Command::new(program).args(arguments).output() {
        Ok(output) => {
            assert!(output.status.success(), "{program} {arguments:?}: {output:?}");
            Some(String::from_utf8(output.stdout).unwrap())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            eprintln!("SKIPPED: this machine has no {program}");
            None
        }
        Err(error) => panic!("{program}: {error}"),
    }
}

/// The hidden fields of the last form of a page.
fn hidden(page: &str) -> Vec<(String, String)> {
    let (_, form) = page.rsplit_once("<form").unwrap();
    let inputs = form.split("<input type=\"hidden\" name=\"").skip(1);
    let field = |input: &str| {
        let (name, rest) = input.split_once("\" value=\"").unwrap();
        (name.to_owned(), unescaped(rest.split('"').next().unwrap()))
    };
    inputs.map(field).collect()
}

/// Where the last form of a page goes.
fn action(page: &str) -> String {
    let (_, form) = page.rsplit_once("action=\"").unwrap();
    unescaped(form.split('"').next().unwrap())
}

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// What is printed first, with ports masked.
fn shown(running: &Running) -> String {
    let masked = |line: &String| {
        let mut text = String::new();
        for part in line.split_inclusive(':') {
            let digits = part.chars().take_while(char::is_ascii_digit).count();
            text += if digits > 0 { "PORT" } else { "" };
            text += &part[digits..];
        }
        text
    };
    running.lines.iter().map(masked).collect::<Vec<_>>().join("\n")
}

#[test]
#[cfg(unix)]
fn a_certificate_signs_in_at_the_demo_site() {
    let demo = Running::start(&["demo", "--port", "0"], 4);
    let [site, gatekeeper] = &demo.addresses[..2] else { panic!("{:?}", demo.addresses) };
    let owner = Owner::new();
    if owner.register(gatekeeper).is_none() {
        return;
    }
    let (page, url) = owner.open(&[&format!("{site}/login?AuthType=KeeperLight")]);
    assert!(url.starts_with(gatekeeper), "{url}");
    let (page, url) =
        owner.post(&page, &url, gatekeeper, &[("AuthType", "KeeperLight"), ("decision", "allow")]);
    assert!(page.contains(USER) && url.starts_with(gatekeeper), "{url} {page}");
    let (answer, _) = owner.post(&page, &url, gatekeeper, &[("decision", "allow")]);
    let (relay, url) = owner.post(&answer, &action(&answer), gatekeeper, &[]);
    let (account, url) = owner.post(&relay, &format!("{url}{}", action(&relay)), site, &[]);
    assert!(url.ends_with("/account"), "{url} {account}");
    for expected in [USER, "KeeperLight", "X509Certificate"] {
        assert!(account.contains(expected), "{expected}: {account}");
    }
    assert!(demo.stop("INT").success());
}

#[test]
#[cfg(unix)]
fn what_is_printed() {
    let demo = Running::start(&["demo", "--port", "0"], 6);
    let gatekeeper = Running::start(&["gatekeeper", "--address", "127.0.0.1:0", "--admin-port", "0"], 6);
    let without = Running::start(&["gatekeeper", "--address", "127.0.0.1:0", "--no-certificates"], 3);
    assert_snapshot!([&demo, &gatekeeper, &without].map(shown).join("\n----\n"));
    for running in [demo, gatekeeper, without] {
        assert!(running.stop("INT").success());
    }
}

#[test]
#[cfg(unix)]
fn certificates_are_kept_beside_the_settings() {
    let folder = TempDir::new().unwrap();
    let settings = folder.path().join("my.settings.yaml");
    fs::write(&settings, "strict_people: true\n").unwrap();
    let start = |more: &[&str]| {
        let file = settings.to_str().unwrap();
        Running::start(&[&["gatekeeper", "--address", "127.0.0.1:0", "--settings", file], more].concat(), 4)
    };
    let root = |folder: &Path| fs::read(folder.join("root.cer")).unwrap();
    let (beside, elsewhere) =
        (folder.path().join("my.settings.certificates"), folder.path().join("elsewhere"));
    let first = start(&[]);
    assert!(first.lines[2].contains(&format!("kept in {}", beside.display())), "{:?}", first.lines);
    let made = root(&beside);
    assert!(first.stop("TERM").success());
    assert!(start(&[]).stop("TERM").success());
    assert_eq!(root(&beside), made);
    let other = start(&["--certificates", elsewhere.to_str().unwrap()]);
    assert_ne!(root(&elsewhere), made);
    let file = settings.to_str().unwrap();
    let arguments = ["--settings", file, "--certificates", elsewhere.to_str().unwrap()];
    let in_use =
        run(&mut command(&[&["gatekeeper", "--address", "127.0.0.1:0"], &arguments[..]].concat()), b"");
    assert_eq!(in_use.code, Some(1));
    let expected = format!("wmlogin: another stand-in uses {}", elsewhere.display());
    assert!(in_use.stderr.starts_with(&expected), "{in_use}");
    assert!(other.stop("TERM").success());
}

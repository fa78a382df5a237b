//! Signing in with a personal certificate and nothing but curl.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use html5gum::{Token, Tokenizer};
use url::Url;
use wmlogin_types::pages::authentication::Parameter;
use wmlogin_types::{AuthType, Factor1Type, Field};

use crate::demo::Demo;
use crate::owner::{Owner, PASSPHRASE};
use crate::visit::{SIGNED_IN, USER};

#[tokio::test]
async fn with_a_certificate() {
    let demo = Demo::start().await;
    let owner = Owner::register("curl", &demo.service);
    let curl = Curl::new(owner.folder());
    let certificate = format!("{}:{PASSPHRASE}", owner.backup().display());
    let root = owner.root();
    let identity = ["--cert-type", "P12", "--cert", &certificate, "--cacert", &root.to_string_lossy()];

    let begin = format!("{}/login?{}={}", demo.site, Parameter::AuthType, AuthType::KeeperLight);
    let asked = curl.page(&[&begin]);
    assert!(!asked.text.contains(USER), "{}", asked.text);
    // The page sends the client to the TLS listener, and that back to the page.
    let allow = ["decision=allow", &format!("{}={}", Field::AuthType, AuthType::KeeperLight)];
    let presented = curl.submit(&asked, &allow, &identity);
    assert_eq!(presented.address.origin(), asked.address.origin());
    assert!(presented.text.contains(USER), "{}", presented.text);
    let answer = curl.submit(&presented, &["decision=allow"], &[]);
    assert!(answer.text.contains(Factor1Type::X509Certificate.name()), "{}", answer.text);
    let relay = curl.submit(&answer, &[], &[]);
    let account = curl.submit(&relay, &[], &[]);
    assert_eq!(account.address.as_str(), format!("{}/account", demo.site));
    assert!(account.text.contains(SIGNED_IN) && account.text.contains(USER), "{}", account.text);
}

/// One user's curl.
struct Curl {
    cookies: PathBuf,
    page: PathBuf,
}

struct Page {
    address: Url,
    text: String,
}

impl Curl {
    fn new(folder: &Path) -> Self {
        Self { cookies: folder.join("cookies.txt"), page: folder.join("page.html") }
    }

    /// The page at the end of the redirects.
    fn page(&self, arguments: &[&str]) -> Page {
        let mut curl = Command::new("curl");
        curl.args(["--silent", "--show-error", "--location", "--write-out", "%{http_code} %{url_effective}"]);
        curl.arg("--cookie").arg(&self.cookies).arg("--cookie-jar").arg(&self.cookies);
        let output = curl.arg("--output").arg(&self.page).args(arguments).output().expect("curl runs");
        let told = String::from_utf8(output.stdout).expect("text");
        let text = fs::read_to_string(&self.page).unwrap_or_default();
        let address = told.strip_prefix("200 ").unwrap_or_else(|| {
            panic!("{arguments:?}: {told} {}\n{text}", String::from_utf8_lossy(&output.stderr))
        });
        Page { address: address.parse().expect("an address"), text }
    }

    /// What comes when the page's last form is sent, with these fields beside the hidden ones.
    fn submit(&self, page: &Page, fields: &[&str], options: &[&str]) -> Page {
        let form = Form::read(&page.text);
        let action = page.address.join(&form.action).expect("an address");
        let origin = format!("Origin: {}", page.address.origin().ascii_serialization());
        let mut arguments = vec![action.as_str(), "--header", &origin];
        arguments.extend_from_slice(options);
        let hidden: Vec<String> = form.hidden.iter().map(|(name, value)| format!("{name}={value}")).collect();
        for field in hidden.iter().map(String::as_str).chain(fields.iter().copied()) {
            arguments.extend_from_slice(&["--data-urlencode", field]);
        }
        self.page(&arguments)
    }
}

#[derive(Default)]
struct Form {
    action: String,
    hidden: Vec<(String, String)>,
}

impl Form {
    fn read(html: &str) -> Self {
        let mut form = Self::default();
        for Ok(token) in Tokenizer::new(html) {
            let Token::StartTag(tag) = token else { continue };
            let attribute = |name: &str| {
                let value = tag.attributes.get(name.as_bytes()).map(|value| value.to_vec());
                String::from_utf8(value.unwrap_or_default()).expect("text")
            };
            match &**tag.name {
                b"form" => form = Self { action: attribute("action"), hidden: Vec::new() },
                b"input" if attribute("type") == "hidden" => {
                    form.hidden.push((attribute("name"), attribute("value")));
                }
                _ => {}
            }
        }
        form
    }
}

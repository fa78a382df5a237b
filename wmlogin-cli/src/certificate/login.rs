//! `wmlogin certificate login`: opens a page with the certificate.
//!
//! A hardened key is of use to this program alone, so this program has to be able to use it; and whoever has
//! a new certificate wants to see that a server takes it before the old one is gone. Where the service signs
//! in by certificate, the page sends the browser on to another address, which is printed: opened in a
//! browser, it goes on with the login there.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use http::header::LOCATION;
use pkcs8::{LineEnding, SecretDocument};
use reqwest::redirect::Policy;
use reqwest::{Certificate, Client, Identity, Response};
use url::Url;
use wmlogin_client::certificate::MAX_FILE_LENGTH;
use zeroize::Zeroizing;

use super::arguments::{Choice, KeyPassphrase};
use super::backup::open_key;
use super::error::Error;
use super::exit::Exit;
use super::input;
use super::key::PrivateKey;
use super::root::pem;
use super::store::{Installed, Store};
use super::text::Text;
use crate::foreign;

/// How long everything may take.
const TIMEOUT: Duration = Duration::from_secs(15);

/// RFC 7468 section 10.
const KEY_LABEL: &str = "PRIVATE KEY";

/// How many characters of an address are shown.
const LONGEST_ADDRESS: usize = 2000;

/// Which page, and with which certificate.
#[derive(Args)]
pub struct Arguments {
    /// The page, at an https address
    #[arg(value_name = "URL")]
    url: Url,

    /// File with root certificates to trust beside the machine's for the server's own
    /// certificate, in PEM
    #[arg(long, value_name = "FILE", verbatim_doc_comment)]
    root: Option<PathBuf>,

    #[command(flatten)]
    choice: Choice,

    #[command(flatten)]
    passphrase: KeyPassphrase,
}

/// Asks for the page, and tells what the server answers.
pub fn run(arguments: &Arguments, store: &Store) -> Result<(String, Exit), Error> {
    let contents = store.read()?;
    let (entry, installed) = contents.choose(arguments.choice.wmid)?;
    let key = open_key(entry, installed, &arguments.passphrase.source().known()?, store)?;
    let roots = match &arguments.root {
        Some(file) => read_roots(file)?,
        None => Vec::new(),
    };
    let client = client(roots, installed, &key)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let page = async { client.get(arguments.url.clone()).send().await };
    let answer = runtime.map_err(Error::Runtime)?.block_on(page);
    Ok(report(&answer.map_err(|error| Error::Page(error.without_url()))?))
}

fn read_roots(file: &Path) -> Result<Vec<Certificate>, Error> {
    let bytes = input::read(file, MAX_FILE_LENGTH as u64)?;
    Certificate::from_pem_bundle(&bytes)
        .map_err(|error| Error::Root { file: file.to_owned(), source: error.into() })
}

/// A client that shows the certificate to whoever asks for it, and does nothing else unasked.
fn client(roots: Vec<Certificate>, installed: &Installed, key: &PrivateKey) -> Result<Client, Error> {
    // Another one is there only if this program has set it before, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .tls_certs_merge(roots)
        .identity(identity(installed, key)?)
        .https_only(true)
        .redirect(Policy::none())
        .no_proxy()
        .timeout(TIMEOUT)
        .user_agent(concat!(env!("CARGO_BIN_NAME"), "/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(Error::Client)
}

/// The root is left out: the server has it, or does not trust it.
fn identity(installed: &Installed, key: &PrivateKey) -> Result<Identity, Error> {
    let document =
        SecretDocument::try_from(key.secret_der()).and_then(|key| key.to_pem(KEY_LABEL, LineEnding::LF));
    let key = document.map_err(|error| Error::Encode(error.to_string()))?;
    let certificates = match &installed.chain[..] {
        [chain @ .., _root] if !chain.is_empty() => pem(chain),
        chain => pem(chain),
    };
    let both = Zeroizing::new(certificates + &key);
    Identity::from_pem(both.as_bytes()).map_err(Error::Client)
}

fn report(answer: &Response) -> (String, Exit) {
    let status = answer.status();
    let next = answer.headers().get(LOCATION).map(|next| String::from_utf8_lossy(next.as_bytes()));
    let next = next.map(|next| foreign::escape(&next.chars().take(LONGEST_ADDRESS).collect::<String>()));
    let (text, exit) = if status.is_client_error() || status.is_server_error() {
        (Text::new(format_args!("The server refuses the page with {status}.")), Exit::Refused)
    } else {
        (Text::done("Answered", "the server takes the certificate."), Exit::Done)
    };
    let text = text.gap().row("Status", status).optional_row("Goes on at", next);
    (text.finish(), exit)
}

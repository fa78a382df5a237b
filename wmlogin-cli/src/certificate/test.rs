//! `wmlogin certificate test`: opens a page with the certificate.
//!
//! A hardened key is of use to this program alone, so this program has to be able to use it; and whoever has
//! a new certificate wants to see that a server takes it before the old one is gone. Where the service signs
//! in by certificate, the page sends the browser on to another address, which is printed: opened in a
//! browser, it goes on with the login there.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use clap::Args;
use http::header::LOCATION;
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use rustls::client::ResolvesClientCert;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::sign::CertifiedKey;
use rustls::{ClientConfig, SignatureScheme};
use rustls_platform_verifier::Verifier;
use url::Url;

use super::arguments::{Choice, KeyPassphrase, read_roots};
use super::text::Text;
use crate::exit::Exit;
use crate::failure::{Failure, chain};
use crate::foreign;
use crate::key_store::key::PrivateKey;
use crate::key_store::{Installed, KeyStore, Roots};
use crate::progress;

/// The time that everything may take.
const TIMEOUT: Duration = Duration::from_secs(15);

/// The number of characters of an address that are shown.
const LONGEST_ADDRESS: usize = 2000;

/// The page, and the certificate to open it with.
#[derive(Args)]
pub struct Arguments {
    /// The page, at an https address
    #[arg(value_name = "URL")]
    url: Url,

    /// File with root certificates to trust beside the machine's for the server's own
    /// certificate, in DER or PEM
    #[arg(long, value_name = "FILE", verbatim_doc_comment)]
    root: Option<PathBuf>,

    #[command(flatten)]
    choice: Choice,

    #[command(flatten)]
    passphrase: KeyPassphrase,
}

/// Asks for the page, and tells what the server answers.
pub fn run(arguments: &Arguments, store: &KeyStore) -> Result<(String, Exit), Failure> {
    let contents = store.read()?;
    let (entry, installed) = contents.choose(arguments.choice.wmid)?;
    let key = store.open_key(entry, installed, &arguments.passphrase.source().known()?)?;
    let roots = arguments.root.as_deref().map(read_roots).transpose()?;
    let shown = Arc::new(Shown::new(installed, &key)?);
    let client = client(roots.as_ref(), Arc::clone(&shown))?;
    let page = async { client.get(arguments.url.clone()).send().await };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime =
        runtime.map_err(|error| Failure::not_asked("runtime", format!("cannot begin to ask: {error}")))?;
    let answer = progress::during("Asking for the page", || runtime.block_on(page));
    Ok(report(&answer.map_err(no_answer)?, shown.was_asked_for()))
}

/// The certificate and its key, for a server that asks.
#[derive(Debug)]
struct Shown {
    certificate: Arc<CertifiedKey>,
    asked: AtomicBool,
}

impl Shown {
    fn new(installed: &Installed, key: &PrivateKey) -> Result<Self, Failure> {
        // The root is left out: the server has it, or does not trust it.
        let chain = match &installed.chain[..] {
            [chain @ .., _root] if !chain.is_empty() => chain,
            chain => chain,
        };
        let chain = chain.iter().map(|der| CertificateDer::from(der.clone())).collect();
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.secret_der())).clone_key();
        let certificate = CertifiedKey::from_der(chain, key, &aws_lc_rs::default_provider())
            .map_err(|error| no_tls(&error))?;
        Ok(Self { certificate: Arc::new(certificate), asked: AtomicBool::new(false) })
    }

    fn was_asked_for(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }
}

impl ResolvesClientCert for Shown {
    fn resolve(&self, _issuers: &[&[u8]], _schemes: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.asked.store(true, Ordering::Relaxed);
        Some(Arc::clone(&self.certificate))
    }

    fn has_certs(&self) -> bool {
        true
    }
}

/// A client that shows the certificate to a server that asks for it, and does nothing else unasked.
fn client(roots: Option<&Roots>, shown: Arc<Shown>) -> Result<Client, Failure> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let added = roots.map(Roots::certificates).unwrap_or_default();
    let verifier =
        Verifier::new_with_extra_roots(added, Arc::clone(&provider)).map_err(|error| no_tls(&error))?;
    let tls = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| no_tls(&error))?
        // rustls calls every verifier that it did not write dangerous; its project wrote this one.
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_client_cert_resolver(shown);
    Client::builder()
        .tls_backend_preconfigured(tls)
        .https_only(true)
        .http1_only()
        .redirect(Policy::none())
        .no_proxy()
        .timeout(TIMEOUT)
        .user_agent(concat!(env!("CARGO_BIN_NAME"), "/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|error| no_tls(&error))
}

fn no_tls(error: &dyn std::error::Error) -> Failure {
    Failure::not_asked("tls", format!("cannot show the certificate to a server: {}", chain(error)))
}

fn no_answer(error: reqwest::Error) -> Failure {
    let reason = chain(&error.without_url());
    let message = "no answer: the server cannot be reached, is not trusted, or does not take the certificate";
    Failure::not_asked("page", format!("{message}: {reason}"))
}

fn report(answer: &Response, was_asked_for: bool) -> (String, Exit) {
    let status = answer.status();
    let next = answer.headers().get(LOCATION).map(|next| String::from_utf8_lossy(next.as_bytes()));
    let next = next.map(|next| foreign::escape(&next.chars().take(LONGEST_ADDRESS).collect::<String>()));
    let (text, exit) = if !was_asked_for {
        (Text::new("The server did not ask for a certificate."), Exit::No)
    } else if status.is_client_error() || status.is_server_error() {
        (Text::new("The server asked for the certificate, and refuses the page."), Exit::No)
    } else {
        (Text::done("Answered", "the server asked for the certificate, and gives the page."), Exit::Done)
    };
    let text = text.gap().row("Status", status).optional_row("Goes on at", next);
    (text.finish(), exit)
}

//! The question to the service.

use std::path::Path;

use chrono::{DateTime, Utc};
use wmlogin_certificate::MAX_FILE_LENGTH;
use wmlogin_client::{
    BrowserRequest, HttpTransport, Received, Refusal, Service, Site, TransportBuildError, VerifiedLogin,
    Verifier, VerifyError,
};
use wmlogin_types::{Outcome, Response, Success};

use super::arguments::Arguments;
use crate::failure::{Failure, chain};
use crate::response::{self, PastedResponse};
use crate::{file, progress};

/// The builder of a site wants an address that browsers come back to. None does.
const NO_PAGE: &str = "http://localhost/";

/// The login that the service confirms.
pub fn ask(arguments: &Arguments) -> Result<VerifiedLogin, Failure> {
    let success = read(arguments)?;
    let site = site(arguments, &success)?;
    let verifier = verifier(arguments)?;
    tracing::info!(service = %arguments.service.url(), "asks the service");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime =
        runtime.map_err(|error| Failure::not_asked("runtime", format!("cannot begin to ask: {error}")))?;
    let question = async {
        let body = Response::from(success).to_form();
        match site.receive(&request(&arguments.service, body.as_bytes())).map_err(refused)? {
            Received::Login(login) => verifier.verify(&login).await.map_err(not_verified),
            Received::NoLogin(outcome) => Err(no_login(outcome)),
        }
    };
    progress::during("Asking the service", || runtime.block_on(question))
}

fn read(arguments: &Arguments) -> Result<Success, Failure> {
    let input = response::read(arguments.file.as_deref())?;
    let pasted = PastedResponse::recognise(&input);
    let response = pasted.response().map_err(|error| response::unreadable(&error, &pasted))?;
    response.into_success().map_err(no_login)
}

/// A request as a page of the service would make it. Where the response came from is not known at the
/// shell, so the check of the origin is passed here and reported as not made; without an address, that of
/// the browser is not compared.
fn request<'a>(service: &'a Service, body: &'a [u8]) -> BrowserRequest<'a> {
    let origin = service.origins().first().map(|origin| ("origin", origin.as_str()));
    let form = ("content-type", "application/x-www-form-urlencoded");
    BrowserRequest::new("POST", "/").headers([form].into_iter().chain(origin)).body(body)
}

fn site(arguments: &Arguments, success: &Success) -> Result<Site, Failure> {
    let url_id = arguments.url_id.unwrap_or(*success.claims().return_id);
    let site = Site::builder(arguments.owner)
        .return_page(url_id, NO_PAGE)
        .service(arguments.service.url().as_str())
        .clock(clock(arguments.at));
    site.build().map_err(|error| Failure::input("site", chain(&error)))
}

fn clock(at: Option<DateTime<Utc>>) -> impl Fn() -> DateTime<Utc> {
    move || at.unwrap_or_else(Utc::now)
}

fn verifier(arguments: &Arguments) -> Result<Verifier, Failure> {
    let mut transport = HttpTransport::builder();
    if let Some(path) = &arguments.root {
        transport = transport.add_root_certificates_pem(&certificates(path)?);
    }
    let verifier = Verifier::new(transport.build().map_err(no_transport)?);
    Ok(match arguments.auth_type {
        Some(auth_type) => verifier.choose_auth_type(move |_| Some(auth_type)),
        None => verifier,
    })
}

fn certificates(path: &Path) -> Result<Vec<u8>, Failure> {
    Ok(file::read(path, MAX_FILE_LENGTH as u64)?.to_vec())
}

#[expect(clippy::needless_pass_by_value, reason = "passed to `map_err`")]
fn refused(refusal: Refusal) -> Failure {
    Failure::no(refusal.kind(), chain(&refusal))
}

fn no_login(outcome: Outcome) -> Failure {
    Failure::no("no_login", format!("the response says {}: {}", outcome.name(), outcome.description()))
}

#[expect(clippy::needless_pass_by_value, reason = "passed to `map_err`")]
fn not_verified(error: VerifyError) -> Failure {
    let is_no = matches!(error, VerifyError::Refused(_) | VerifyError::Replayed);
    let make = if is_no { Failure::no } else { Failure::not_asked };
    make(error.kind(), chain(&error))
}

#[expect(clippy::needless_pass_by_value, reason = "passed to `map_err`")]
fn no_transport(error: TransportBuildError) -> Failure {
    let is_input = matches!(error, TransportBuildError::RootsNotPem(_) | TransportBuildError::Root(_));
    let make = if is_input { Failure::input } else { Failure::not_asked };
    make("transport", chain(&error))
}

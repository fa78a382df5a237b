//! The question to the service.

use std::path::Path;

use chrono::{DateTime, Utc};
use wmlogin_certificate::MAX_FILE_LENGTH;
use wmlogin_client::{BrowserRequest, HttpTransport, Received, Service, Site, VerifiedLogin, Verifier};
use wmlogin_types::{Response, Success};

use super::arguments::Arguments;
use super::error::Error;
use crate::file;
use crate::response::{self, PastedResponse};

/// The builder of a site wants an address that browsers come back to. None does.
const NO_PAGE: &str = "http://localhost/";

/// The login that the service confirms.
pub fn ask(arguments: &Arguments) -> Result<VerifiedLogin, Error> {
    let success = read(arguments)?;
    let site = site(arguments, &success)?;
    let verifier = verifier(arguments)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(Error::Runtime)?.block_on(async {
        let body = Response::from(success).to_form();
        match site.receive(&request(&arguments.service, body.as_bytes()))? {
            Received::Login(login) => Ok(verifier.verify(&login).await?),
            Received::NoLogin(outcome) => Err(Error::NoLogin(outcome)),
        }
    })
}

fn read(arguments: &Arguments) -> Result<Success, Error> {
    let input = response::read(arguments.file.as_deref())?;
    let pasted = PastedResponse::recognise(&input);
    let response = pasted.response().map_err(|error| response::Error::unreadable(error, &pasted))?;
    response.into_success().map_err(Error::NoLogin)
}

/// A request as a page of the service would make it. Where the response came from is not known at the
/// shell, so the check of the origin is passed here and reported as not made; without an address, that of
/// the browser is not compared.
fn request<'a>(service: &'a Service, body: &'a [u8]) -> BrowserRequest<'a> {
    let origin = service.origins().first().map(|origin| ("origin", origin.as_str()));
    let form = ("content-type", "application/x-www-form-urlencoded");
    BrowserRequest::new("POST", "/").headers([form].into_iter().chain(origin)).body(body)
}

fn site(arguments: &Arguments, success: &Success) -> Result<Site, Error> {
    let url_id = arguments.url_id.unwrap_or(*success.url_id());
    let site = Site::builder(arguments.owner)
        .return_page(url_id, NO_PAGE)
        .service(arguments.service.url().as_str())
        .clock(clock(arguments.at));
    Ok(site.build()?)
}

fn clock(at: Option<DateTime<Utc>>) -> impl Fn() -> DateTime<Utc> {
    move || at.unwrap_or_else(Utc::now)
}

fn verifier(arguments: &Arguments) -> Result<Verifier, Error> {
    let mut transport = HttpTransport::builder();
    if let Some(path) = &arguments.root {
        transport = transport.add_root_certificates_pem(&certificates(path)?);
    }
    let verifier = Verifier::new(transport.build()?);
    Ok(match arguments.auth_type {
        Some(auth_type) => verifier.choose_auth_type(move |_| Some(auth_type)),
        None => verifier,
    })
}

fn certificates(path: &Path) -> Result<Vec<u8>, Error> {
    Ok(file::read(path, MAX_FILE_LENGTH as u64)?.to_vec())
}

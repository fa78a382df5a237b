//! The HTTP interface of the certification server.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use http::StatusCode;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::request::Parts;
use tokio::task::spawn_blocking;
use url::form_urlencoded;
use wmlogin_certificate::Serial;
use wmlogin_types::pages::authentication::Parameter;
use wmlogin_types::{
    CERTIFICATE_REGISTRATION, CERTIFICATE_REVOCATION_LIST, CERTIFICATE_ROOT, CERTIFICATE_ROOT_AS_TEXT,
    Endpoint,
};

use super::certificate_login::CertificateLogin;
use super::response::{NO_SNIFF, NO_STORE};
use super::service::{Service, language, no_random_numbers};
use super::{forgery, response};
use crate::certification::{IssuedCertificate, RegistrationError, RevocationError};
use crate::pages::{CertificateListPage, CertificateRow, CertificateStatus};
use crate::words::Language;
use crate::{Entry, EntryKind};

/// The target of the form in the list.
pub(super) const REVOKE_PATH: &str = "/certificates/revoke";

/// The maximum length of the form in the list, in bytes.
pub(super) const MAX_FORM_LENGTH: usize = 4 * 1024;

/// The name of the form field with the serial number.
pub(super) const SERIAL: &str = "serial";

/// The names under which a browser saves the files.
const ROOT_FILE: &str = "attachment; filename=\"wmlogin-test-root.cer\"";
const ROOT_PEM_FILE: &str = "attachment; filename=\"wmlogin-test-root.pem\"";
const REVOCATION_LIST_FILE: &str = "attachment; filename=\"wmlogin-test-revoked.crl\"";

type Shared = (Service, Arc<CertificateLogin>);

pub(super) async fn root(State((_, login)): State<Shared>) -> Response {
    file(CERTIFICATE_ROOT, ROOT_FILE, login.authority.root().to_vec())
}

pub(super) async fn root_pem(State((_, login)): State<Shared>) -> Response {
    file(CERTIFICATE_ROOT_AS_TEXT, ROOT_PEM_FILE, login.authority.root_pem().as_bytes().to_vec())
}

pub(super) async fn revocation_list(State((_, login)): State<Shared>) -> Response {
    match login.authority.revocation_list() {
        Ok(list) => file(CERTIFICATE_REVOCATION_LIST, REVOCATION_LIST_FILE, list),
        Err(error) => failure(&error),
    }
}

/// Signs a request. A page of another site cannot send one: this content type requires a CORS preflight
/// request, which is not answered.
pub(super) async fn register(State((_, login)): State<Shared>, request: Parts, body: Bytes) -> Response {
    let content_type = request.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let expected = CERTIFICATE_REGISTRATION.request_type.unwrap_or_default();
    if content_type.is_none_or(|it| !it.trim().eq_ignore_ascii_case(expected)) {
        return line(StatusCode::UNSUPPORTED_MEDIA_TYPE, &format!("send the request as {expected}"));
    }
    // Signing and writing block.
    match spawn_blocking(move || login.authority.register(&body)).await {
        Ok(Ok(certificate)) => {
            let name = certificate.holder().wmid();
            let name = format!("attachment; filename=\"{name}.cer\"");
            file(CERTIFICATE_REGISTRATION, &name, certificate.der().to_vec())
        }
        Ok(Err(error)) => refused(&error),
        Err(error) => failure(&error),
    }
}

fn refused(error: &RegistrationError) -> Response {
    let status = match error {
        RegistrationError::Request(_) => StatusCode::BAD_REQUEST,
        RegistrationError::UnknownUser(_)
        | RegistrationError::NoMethod(_)
        | RegistrationError::KeyRevoked => StatusCode::FORBIDDEN,
        RegistrationError::Full => StatusCode::INSUFFICIENT_STORAGE,
        RegistrationError::Failure(error) => return failure(error),
    };
    line(status, &error.to_string())
}

pub(super) async fn list(State((service, login)): State<Shared>, request: Parts) -> Response {
    let mut key = match service.page_key(&request.headers) {
        Ok(key) => key,
        Err(error) => return no_random_numbers(error),
    };
    let (language, now) = (language(&request), service.state.clock().now());
    let page = CertificateListPage {
        language,
        downloads: vec![("DER", CERTIFICATE_ROOT.path), ("PEM", CERTIFICATE_ROOT_AS_TEXT.path)],
        rows: login.authority.issued().iter().rev().map(|issued| row(issued, now)).collect(),
        revoke: in_language(REVOKE_PATH, language),
        token: (forgery::TOKEN, std::mem::take(&mut key.token)),
        serial: SERIAL,
    };
    key.with_cookie(response::page(StatusCode::OK, &page.render()))
}

fn row(issued: &IssuedCertificate, now: DateTime<Utc>) -> CertificateRow {
    let certificate = &issued.certificate;
    CertificateRow {
        wmid: certificate.holder().wmid().to_string(),
        email: certificate.holder().email().map(str::to_owned),
        serial: certificate.serial().to_string(),
        not_before: shown(certificate.not_before()),
        not_after: shown(certificate.not_after()),
        status: match issued.revoked {
            Some(since) => CertificateStatus::Revoked(shown(since)),
            None if issued.is_valid_at(now) => CertificateStatus::Valid,
            None if now < certificate.not_before() => CertificateStatus::NotYetValid,
            None => CertificateStatus::Expired,
        },
        renews: issued.renews.as_ref().map(Serial::to_string),
    }
}

fn shown(time: DateTime<Utc>) -> String {
    time.format("%Y-%m-%d %H:%M:%S").to_string()
}

/// Revokes a certificate, by the form in the list.
pub(super) async fn revoke(State((service, login)): State<Shared>, request: Parts, body: Bytes) -> Response {
    let value = |wanted: &str| {
        let mut pairs = form_urlencoded::parse(&body);
        pairs.find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned()).unwrap_or_default()
    };
    if let Err(forgery) = forgery::check(&request.headers, &value(forgery::TOKEN), &service.tokens) {
        return service.forged(&request, Entry::new(EntryKind::Invalid), forgery);
    }
    let language = language(&request);
    let Ok(serial) = value(SERIAL).parse::<Serial>() else {
        return unknown(language);
    };
    match spawn_blocking(move || login.authority.revoke(&serial)).await {
        Ok(Ok(())) => Redirect::to(&in_language(CERTIFICATE_REGISTRATION.path, language)).into_response(),
        Ok(Err(RevocationError::Unknown(_))) => unknown(language),
        Ok(Err(RevocationError::Failure(error))) => failure(&error),
        Err(error) => failure(&error),
    }
}

fn unknown(language: Language) -> Response {
    let explanation = language.words().unknown_certificate;
    response::error(StatusCode::NOT_FOUND, language, vec![explanation.into()])
}

/// Returns the address of a page in a language.
fn in_language(path: &str, language: Language) -> String {
    match Parameter::LANGUAGE {
        Some(parameter) => format!("{path}?{parameter}={}", language.tag()),
        None => path.to_owned(),
    }
}

fn file(endpoint: Endpoint, disposition: &str, content: Vec<u8>) -> Response {
    let headers =
        [(CONTENT_TYPE, endpoint.answer_type), (CONTENT_DISPOSITION, disposition), NO_STORE, NO_SNIFF];
    (headers, content).into_response()
}

fn line(status: StatusCode, text: &str) -> Response {
    (status, [NO_SNIFF], format!("{text}\n")).into_response()
}

fn failure(error: &(dyn std::error::Error + 'static)) -> Response {
    tracing::error!(error, "the certification server fails");
    line(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string())
}

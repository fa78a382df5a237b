//! Whose certificate a request comes with.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use http::header::{HOST, ORIGIN, UPGRADE};
use http::request::Parts;
use http::uri::Authority;
use http::{HeaderMap, HeaderName, Method};
use url::Url;

use super::connection::ClientConnection;
use super::rejection::CertificateRejection;
use crate::{CertificateVerifier, VerifiedCertificate};

/// A login with a personal certificate, verified for this request. As an argument of a handler it stands
/// for "owners of a certificate only"; `Option<VerifiedCertificate>` is none for who presents none. A
/// certificate that is refused is a [`CertificateRejection`] in both cases: whoever has it should know.
///
/// To answer with a page of your own, let the handler take
/// `Result<VerifiedCertificate, CertificateRejection>`.
impl<S: Send + Sync> FromRequestParts<S> for VerifiedCertificate {
    type Rejection = CertificateRejection;

    async fn from_request_parts(request: &mut Parts, _: &S) -> Result<Self, CertificateRejection> {
        verify(request)?.ok_or(CertificateRejection::NoCertificate)
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for VerifiedCertificate {
    type Rejection = CertificateRejection;

    async fn from_request_parts(request: &mut Parts, _: &S) -> Result<Option<Self>, CertificateRejection> {
        verify(request)
    }
}

/// How the page that a request comes from is related to the one that it goes to. Only the browser itself
/// can set it.
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

fn verify(request: &Parts) -> Result<Option<VerifiedCertificate>, CertificateRejection> {
    let connection = ClientConnection::of(request).ok_or(CertificateRejection::NoConnection)?;
    let verifier: Option<&CertificateVerifier> = request.extensions.get();
    let verifier = verifier.ok_or(CertificateRejection::NoVerifier)?;
    let Some(presented) = connection.certificate() else { return Ok(None) };
    if !is_intended(request) {
        return Err(CertificateRejection::CrossSite);
    }
    Ok(Some(verifier.verify(presented)?))
}

/// Whether it changes nothing, or a page of the site itself or the user made it: certificates come along
/// with whatever another site's page asks for.
fn is_intended(request: &Parts) -> bool {
    // A WebSocket begins as a GET, and goes on with anything.
    let is_upgrade = request.headers.contains_key(UPGRADE);
    if matches!(request.method, Method::GET | Method::HEAD | Method::OPTIONS) && !is_upgrade {
        return true;
    }
    if let Some(site) = header(&request.headers, &SEC_FETCH_SITE) {
        return matches!(site, "same-origin" | "none");
    }
    // Browsers that send the one for no such request send the other; programs send neither, and do what
    // their users say.
    !request.headers.contains_key(ORIGIN) || is_own_origin(request)
}

fn is_own_origin(request: &Parts) -> bool {
    // HTTP/2 has the host in the URI.
    let authority = request.uri.authority().map(Authority::as_str);
    let host = authority.or_else(|| header(&request.headers, &HOST));
    let own = host.and_then(|host| Url::parse(&format!("https://{host}")).ok());
    let origin = header(&request.headers, &ORIGIN).and_then(|origin| Url::parse(origin).ok());
    matches!((own, origin), (Some(own), Some(origin)) if own.origin() == origin.origin())
}

/// The value of a header that may be sent only once; a value that matches nothing if it is sent twice.
fn header<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok().filter(|_| values.next().is_none());
    Some(value.unwrap_or_default())
}

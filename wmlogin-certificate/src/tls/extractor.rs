//! The extractor for the owner of the certificate that a request comes with.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use http::header::{HOST, ORIGIN, UPGRADE};
use http::request::Parts;
use http::uri::Authority;
use http::{HeaderMap, HeaderName, Method};
use url::Url;

use super::listener::ClientConnection;
use super::rejection::CertificateRejection;
use crate::{CertificateVerifier, VerifiedCertificate};

/// A login with a personal certificate, verified for this request. As an argument of a handler it restricts
/// the route to owners of a certificate; an `Option<VerifiedCertificate>` is `None` if the client presents no
/// certificate. A certificate that is refused is a [`CertificateRejection`] in both cases, so that its owner
/// learns of it.
///
/// To respond with your own page, take a `Result<VerifiedCertificate, CertificateRejection>`.
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

/// The relation between the page that made a request and its target. Only the browser sets it, never a page.
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

/// Returns `true` if the request is safe, or was made by a page of the site itself or by the user: browsers
/// also send the certificate with requests that pages of other sites make.
fn is_intended(request: &Parts) -> bool {
    // A WebSocket begins as a GET, but then carries anything.
    let is_upgrade = request.headers.contains_key(UPGRADE);
    if matches!(request.method, Method::GET | Method::HEAD | Method::OPTIONS) && !is_upgrade {
        return true;
    }
    if let Some(site) = header(&request.headers, &SEC_FETCH_SITE) {
        return matches!(site, "same-origin" | "none");
    }
    // A browser that does not send `Sec-Fetch-Site` with such a request sends `Origin`. Other programs send
    // neither, and act for their users.
    !request.headers.contains_key(ORIGIN) || is_own_origin(request)
}

fn is_own_origin(request: &Parts) -> bool {
    // In HTTP/2, the host is in the URI.
    let authority = request.uri.authority().map(Authority::as_str);
    let host = authority.or_else(|| header(&request.headers, &HOST));
    let own = host.and_then(|host| Url::parse(&format!("https://{host}")).ok());
    let origin = header(&request.headers, &ORIGIN).and_then(|origin| Url::parse(origin).ok());
    matches!((own, origin), (Some(own), Some(origin)) if own.origin() == origin.origin())
}

/// Returns the value of a header, or an empty one, which matches nothing, if the header occurs twice or is
/// not ASCII.
fn header<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok().filter(|_| values.next().is_none());
    Some(value.unwrap_or_default())
}

//! Signing in with a certificate: from the page to the TLS listener, and back with a one-time code.

mod handshake;
mod origins;
mod proofs;
mod refusal;

use std::sync::Arc;

use axum::response::Response;
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use url::form_urlencoded::Serializer;
use wmlogin_certificate::PersonalCertificate;
use wmlogin_types::pages::authentication::{PATH, Query};

pub(super) use handshake::{LOGIN_PATH, elsewhere, present};
pub(crate) use origins::Origins;
pub(super) use proofs::Proof;
use proofs::Proofs;
pub(super) use refusal::Refusal;

use super::cookies::{BrowserId, PageTokens};
use super::response;
use super::service::{Service, language};
use crate::certification::CertificationAuthority;
use crate::pages::{Language, RefusalPage};
use crate::{Clock, Entry, EntryKind};

/// The parameter of the TLS listener with a token of the page that sends the browser there.
const TOKEN: &str = "gatekeeper-token";

/// The parameter of the page with the one-time code that the browser brings back.
pub(super) const CODE: &str = "gatekeeper-code";

/// What the two listeners share where certificates are switched on.
pub(crate) struct CertificateLogin {
    pub(super) authority: Arc<CertificationAuthority>,
    origins: Origins,
    proofs: Proofs,
}

impl CertificateLogin {
    pub(crate) fn new(authority: Arc<CertificationAuthority>, origins: Origins, clock: Clock) -> Self {
        Self { authority, origins, proofs: Proofs::new(clock) }
    }

    /// Where a page sends the browser for a handshake.
    pub(super) fn tls_origin(&self, headers: &HeaderMap) -> String {
        self.origins.tls(headers)
    }

    /// The address that asks for a certificate; the token names the browser to nobody but the page.
    pub(super) fn handshake_url(&self, headers: &HeaderMap, query: &Query, token: &str) -> String {
        let query = with(query, Some((TOKEN, token)));
        format!("{}{LOGIN_PATH}?{query}", self.origins.tls(headers))
    }

    /// The page that the browser came from, with a code if there is one.
    fn page_url(&self, headers: &HeaderMap, query: &Query, code: Option<&str>) -> String {
        let query = with(query, code.map(|code| (CODE, code)));
        format!("{}{PATH}?{query}", self.origins.plain(headers))
    }

    /// The page that says why nobody signs in, and leads back; `claimed` is the certificate that is refused.
    pub(super) fn refused(
        &self,
        service: &Service,
        request: &Parts,
        query: &Query,
        refusal: &Refusal,
        claimed: Option<&PersonalCertificate>,
    ) -> Response {
        let entry = Entry::new(EntryKind::Rejected)
            .site(*query.by_role().return_id)
            .note(refusal.told(Language::English).what);
        service.state.record(match claimed {
            Some(certificate) => entry.certificate(certificate),
            None => entry,
        });
        let language = language(request);
        let (problem, back) = (refusal.told(language), self.page_url(&request.headers, query, None));
        // Not 401, which RFC 9110 section 15.5.2 has for what a header can mend.
        response::page(StatusCode::FORBIDDEN, &RefusalPage { language, problem, back }.render())
    }

    /// Takes the proof that a code stands for, if it is of this query and this browser, and still good.
    pub(super) fn take(
        &self,
        code: &str,
        query: &Query,
        headers: &HeaderMap,
        tokens: &PageTokens,
    ) -> Result<Proof, Refusal> {
        let proof = self.proofs.take(code).ok_or(Refusal::Code)?;
        let browser = BrowserId::of(headers).ok_or(Refusal::Code)?;
        if proof.query != *query || !tokens.accepts(&proof.token, browser) {
            return Err(Refusal::Code);
        }
        self.authority.verify_again(&proof.certificate)?;
        Ok(proof)
    }

    /// Keeps the proof for the form that the user sends next; what comes back is what the form has to say.
    pub(super) fn keep(&self, proof: Proof) -> Result<String, getrandom::Error> {
        self.proofs.keep_for_form(proof)
    }
}

/// The query with a parameter of our own.
fn with(query: &Query, own: Option<(&str, &str)>) -> String {
    let mut pairs = Serializer::new(query.to_form());
    pairs.extend_pairs(own);
    pairs.finish()
}
